"""Which of our five languages a text is written in."""

import re
from typing import Final

import py3langid  # type: ignore[import-untyped]

from feeds.intake.decoding import Unreadable

LANGUAGES: Final = ("de", "en", "es", "fr", "it")
FEWEST_WORDS: Final = 6  # fewer words than this say more about a brand than about a language
_NEIGHBOURS: Final = frozenset(
    {"an", "ext", "gcf", "gcr", "lb", "lij", "oc", "pcm", "vec", "wa"}
)  # easily taken for ours
_SAMPLE: Final = 20_000  # characters; enough to tell a language, and it bounds the time

_WORD = re.compile(r"[^\W\d_]{2,}(?![\w.@/])")


def language_of(prose: str) -> str:
    """Return `de`, `en`, `es`, `fr` or `it`. Raises `Unreadable` for another language or too little text."""
    sample = prose[:_SAMPLE]
    # Chinese, Japanese and Thai write no spaces: there a sentence is one "word".
    words = _WORD.findall(sample)
    if len(words) < FEWEST_WORDS and sum(map(len, words)) < 30:
        raise Unreadable("This article has too little text to tell its language.")
    ranked = [str(language) for language, _ in py3langid.rank(" ".join(words))]
    language = ranked[0] if ranked[0] not in _NEIGHBOURS else next(each for each in ranked if each in LANGUAGES)
    if language not in LANGUAGES:
        raise Unreadable(f"This article seems to be in a language we do not read ({language}); we read {_listed()}.")
    return language


def _listed() -> str:
    return ", ".join(LANGUAGES[:-1]) + f" and {LANGUAGES[-1]}"
