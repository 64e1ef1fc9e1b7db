"""An article of our own about a name that nobody listed, and what a curator has to know of it."""

from pathlib import Path
from typing import Final

NEW_NAME: Final = "cocochat.chat"
QUOTE: Final = "coco.gg est devenu cocochat.chat le 18 novembre 2026"
TEXT: Final = f"""Le tchat Coco change encore d’adresse

Le site de discussion a de nouveau déménagé : {QUOTE}. La page d’accueil est restée la même, et l’âge des visiteurs
n’est toujours pas vérifié.
"""


def write(folder: Path) -> str:
    """Put the article into a folder; return its path as a word for the command line."""
    path = folder / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)
