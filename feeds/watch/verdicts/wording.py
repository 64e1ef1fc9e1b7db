"""Evidence in plain words for a curator, from `words/<language>.json`. Pure."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from feeds.watch.verdicts.evidence import Evidence

LANGUAGES: Final = ("en", "fr")
_FOLDER: Final = Path(__file__).with_name("words")


def sentence(evidence: Evidence, language: str = "en") -> str:
    """Say a piece of evidence in one sentence, in one of `LANGUAGES`. What strangers wrote in it is data: escape it."""
    words = _words(language)
    facts = {name: words.get(f"{name}.{fact}", fact) for name, fact in evidence.facts.items()}
    return words[evidence.sign].format_map(facts)


@cache
def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return words
