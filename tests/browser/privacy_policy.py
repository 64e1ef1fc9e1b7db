"""What `docs/privacy.md` promises, as tests can hold the extension to it."""

import re
from pathlib import Path
from typing import Final

POLICY: Final = Path(__file__).parents[2] / "docs" / "privacy.md"

_ROW: Final = re.compile(r"^\| (`.+?) \|", re.MULTILINE)
_CODE: Final = re.compile(r"`([^`]+)`")
# What stands for many things in a request's name.
_STANDING_IN: Final = {r"\bN\b": "[0-9]+", "DIGEST": "[0-9a-f]{64}", "KIND": "[a-z]+"}


def kept() -> set[str]:
    """Under which keys something may lie in the browser's storage; N stands for a number."""
    return {code for code in _first_cells() if " " not in code}


def request(method: str) -> re.Pattern[str]:
    """What may be asked for by a method: paths, as the service that serves the feed at its top has them."""
    paths = [code.split(" ")[1] for code in _first_cells() if code.startswith(f"{method} ")]
    assert paths, f"{POLICY.name} names requests by {method}"
    text = "|".join(f"/{re.escape(path)}" for path in paths)
    for word, pattern in _STANDING_IN.items():
        text = re.sub(word, pattern, text)
    return re.compile(text)


def _first_cells() -> list[str]:
    text = POLICY.read_text(encoding="utf-8")
    return [code for cell in _ROW.findall(text) for code in _CODE.findall(cell)]
