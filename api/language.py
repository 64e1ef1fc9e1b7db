"""The languages that the service's own pages speak, and which one a reader gets."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "fr")
TEXTS: Final = Path(__file__).with_name("texts")


def choose(asked: str | None, accepted: str | None) -> str:
    """The language of a page: the one asked for in the address, else the first accepted one we speak, else English."""
    if asked in LANGUAGES:
        return asked
    weighed = (_weigh(part) for part in (accepted or "").split(","))
    return max((choice for choice in weighed if choice[1] in LANGUAGES), default=(0.0, "en"))[1]


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every text of the pages in one language, by key."""
    said: Mapping[str, str] = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return said


def _weigh(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag[:2].lower()
    except ValueError:
        return 0.0, tag[:2].lower()
