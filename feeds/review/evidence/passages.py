"""Where a quote stands in a text. Pure. Offsets count characters (code points)."""

import re
from dataclasses import dataclass
from typing import Final

OMISSION: Final = "[…]"
"""What joins the quotes of one source."""
_WORD: Final = re.compile(r"\w+")
# One character for one, so that offsets stay: how a page writes these changes without anybody's changing its words.
_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
_SHOWN: Final = 600  # characters of a page that show what stands there now


class NotInTheText(ValueError):
    """A quote is not in the text that it is said to be from. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a text from `start` to `end`."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's words as they were read, and the quotes from it. `digest` is SHA-256, in hex, of the bytes."""

    text: str
    digest: str
    language: str
    quotes: tuple[Quote, ...] = ()


def parts(quote: str | None) -> list[str]:
    """The quotes that one `Evidence.quote` is made of."""
    return [part.strip() for part in (quote or "").split(OMISSION) if part.strip()]


def locate(text: str, quote: str) -> Quote | None:
    """Find a quote, whatever white space and quotation marks the text has; None when it is not there."""
    words = quote.translate(_ALIKE).split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text.translate(_ALIKE))
    return Quote(text[found.start() : found.end()], found.start(), found.end()) if found else None


def check(source: SourceText) -> None:
    """Raise `NotInTheText` unless every quote is what stands at its place."""
    for quote in source.quotes:
        if not 0 <= quote.start < quote.end or source.text[quote.start : quote.end] != quote.words:
            raise NotInTheText(
                f"“{quote.words[:80]}” is not at {quote.start}–{quote.end} of the text it is quoted from."
            )


def closest(text: str, quote: str) -> str:
    """The paragraph of a text that shares most words with a quote, or the text's beginning; cut to what is shown."""
    wanted = _words(quote)
    paragraphs = [each.strip() for each in text.split("\n") if each.strip()]
    best = max(paragraphs, key=lambda each: len(wanted & _words(each)), default="")
    if 3 * len(wanted & _words(best)) < len(wanted):
        best = " ".join(paragraphs)
    return best if len(best) <= _SHOWN else f"{best[:_SHOWN]}…"


def still_there(text: str, before: str) -> bool:
    """Whether a text has at least half of the different words of an earlier one."""
    words = _words(before)
    return 2 * len(words & _words(text)) >= len(words)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
