"""Which texts are for curators: those that name a listed Site, or tell of a risk to minors on a chat site. Pure.

- A Name in a text is enough.
- A brand is not: Coco is a film, a nut and a cat. It counts beside a word for a site ("the site Coco", "the Monkey
  app"), near a chat service or a danger to minors, and near a site or a chat that minors use or that comes to its end.
- Without either, a text tells of a risk when a chat with strangers stands near minors, or any chat near a danger to
  them.

The words are in `words/<language>.toml`, where a native speaker can mend them.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from feeds.intake.listed import Listed, Named, named
from feeds.intake.mention import folded
from feeds.intake.wording import word_pattern

FOLDER: Final = Path(__file__).with_name("words")
LANGUAGES: Final = ("de", "en", "es", "fr", "it")
NEAR: Final = 300  # characters; a paragraph
_BESIDE: Final = 12  # characters between "site" and the brand: an article, a quotation mark
_KINDS: Final = ("site", "chat", "service", "minors", "danger", "end")


class Reason(NamedTuple):
    """Why a text is for curators: a Site (`slugs`) that it names, or a risk. `said` is the text's own words for it."""

    kind: Literal["name", "brand", "risk"]
    said: str
    slugs: tuple[str, ...] = ()


Places = dict[str, list[tuple[int, int]]]
"""Where the words of each kind stand in a text, as spans in their order."""


def reasons(text: str, listed: Listed, language: str | None = None) -> list[Reason]:
    """Why a text is for curators, each reason once; an empty list when it is not.

    Without its `language`, the words of all five are looked for.
    """
    places = _places(text, [language] if language in LANGUAGES else LANGUAGES)
    found = [
        Reason("name" if each.by_name else "brand", text[each.start : each.end], tuple(sorted(each.sites)))
        for each in named(text, listed)
        if each.by_name or _has_company(each, places)
    ]
    if not found and (risk := _risk(text, places)):
        found = [risk]
    return list({(each.kind, each.slugs): each for each in reversed(found)}.values())[::-1]


def _has_company(brand: Named, places: Places) -> bool:
    beside = (
        0 <= brand.start - end <= _BESIDE or 0 <= start - brand.end <= 1
        for start, end in _near(brand.start, places["site"])
    )
    if any(beside) or _is_near(brand.start, places, "service", "danger"):
        return True
    return _is_near(brand.start, places, "site", "chat") and _is_near(brand.start, places, "minors", "end")


def _risk(text: str, places: Places) -> Reason | None:
    for chats, company in (("service", ("minors", "danger")), ("chat", ("danger",))):
        for start, end in places[chats]:
            if _is_near(start, places, *company):
                return Reason("risk", " ".join(text[max(0, start - 60) : end + 60].split()))
    return None


def _is_near(place: int, places: Places, *kinds: str) -> bool:
    return any(_near(place, places[kind]) for kind in kinds)


def _near(place: int, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    return spans[bisect_left(spans, (place - NEAR,)) : bisect_left(spans, (place + NEAR,))]


def _places(text: str, languages: Collection[str]) -> Places:
    plain = folded(text)
    return {
        kind: sorted({match.span() for language in languages for match in _words(language)[kind].finditer(plain)})
        for kind in _KINDS
    }


@cache
def _words(language: str) -> dict[str, re.Pattern[str]]:
    """The lists of a language, compiled. Raises ValueError for a file that cannot be used."""
    file = FOLDER / f"{language}.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    if set(lists) != set(_KINDS):
        raise ValueError(f"{file.name}: lists unknown or missing: {', '.join(sorted(set(lists) ^ set(_KINDS)))}")
    return {kind: word_pattern(words) for kind, words in lists.items()}
