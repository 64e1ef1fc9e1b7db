"""An article of our own, from a paper that there is not, about a name that nobody has listed."""

from pathlib import Path
from typing import Final

NEW_NAME: Final = "cocochat.chat"
QUOTE: Final = "coco.gg est devenu cocochat.chat le 18 novembre 2026"
PAGE: Final = f"""<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <title>Le tchat Coco change encore d’adresse</title>
    <meta property="og:site_name" content="La Gazette d’essai">
    <meta property="article:published_time" content="2026-11-20">
  </head>
  <body>
    <article>
      <h1>Le tchat Coco change encore d’adresse</h1>
      <p>Le site de discussion a de nouveau déménagé : {QUOTE}. La page d’accueil est restée la même, et l’âge des
      visiteurs n’est toujours pas vérifié.</p>
      <p>Des associations demandent aux familles de rester attentives.</p>
    </article>
  </body>
</html>
"""


def write(folder: Path) -> str:
    """Put the article into a folder; return its path as a word for the command line."""
    path = folder / "article.html"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)
