"""A language that nobody speaks: English with accents and 40 % longer, to see whether layouts hold other languages."""

import json
import re
import shutil
from pathlib import Path
from typing import Any, Final

ACCENTED: Final = str.maketrans("aeiouyAEIOUYcnsz", "àéîöüÿÀÉÎÖÜŸçñšž")
PLACEHOLDER: Final = re.compile(r"(\$\w+\$)")
LONGER: Final = 0.4
KEPT: Final = {"language", "extensionName", "extensionDescription"}


def pseudo(message: str) -> str:
    """The message with accents on its letters and 40 % more of them. Placeholders stay as they are."""
    parts = PLACEHOLDER.split(message)
    accented = "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(ACCENTED) for part in parts)
    letters = sum(len(part) for part in parts if not PLACEHOLDER.fullmatch(part))
    filler = (" lörem îpsum dölör" * letters)[: round(letters * LONGER)]
    return accented + filler.rstrip()


def pseudo_localised(extension: Path, folder: Path) -> Path:
    """A copy of a built extension, in `folder`, whose English is pseudo-localised. The name and `language` stay."""
    copy = folder / "pseudo"
    shutil.copytree(extension, copy)
    path = copy / "_locales" / "en" / "messages.json"
    messages: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    for key, entry in messages.items():
        if key not in KEPT:
            entry["message"] = pseudo(entry["message"])
    path.write_text(json.dumps(messages, ensure_ascii=False), encoding="utf-8")
    return copy
