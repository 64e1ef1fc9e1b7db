"""What a page says of other addresses of its site, from the phrases in `announcements.toml`. Pure.

All languages are tried on every page: sites that move often write in two.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from feeds.hostnames import NotAHostname, parse
from feeds.watch.observing.folding import folded
from feeds.watch.observing.observation import Announcement

MOST: Final = 16  # to a page
LONGEST_QUOTE: Final = 240  # characters
Says = Literal["moved", "was"]
_SAYS: Final[tuple[Says, ...]] = ("moved", "was")
_READ: Final = 60_000  # characters of a page; who moves says so early
_MOST_HOSTS: Final = 300  # places of names in a page
_BEFORE: Final = 120  # characters between which a phrase and its name stand
_AFTER: Final = 48
_PHRASES: Final = Path(__file__).with_name("announcements.toml")
_HOST = re.compile(r"(?<![\w.@-])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,4}[^\W\d_]{2,24}(?![\w-])")
_SCHEME: Final = r"(?:https?://)?(?:www\.)?"
# A sentence's end stands between two subjects; a line's end does not: "Our new address" is often a heading.
_GAP: Final = r"(?:[^.?!]|[!.]\s|https?://www\.){0,80}"


def announcements_in(text: str) -> tuple[Announcement, ...]:
    """The announcements in a page's text, in their order, each host once a direction; at most `MOST`.

    `text` has the hosts that words link to in it, so that `our new address` is read with its link.
    """
    text = text[:_READ].replace("[.]", ".").replace("(.)", ".")
    flat = folded(text)
    found: dict[tuple[str, str], Announcement] = {}
    for place in islice(_HOST.finditer(text), _MOST_HOSTS):
        host = _host(place[0])
        for says, start, end in _said_of(flat, place.start(), place.end()) if host else ():
            found.setdefault((says, str(host)), Announcement(says, str(host), _quote(text[start:end])))
    return tuple(found.values())[:MOST]


def _said_of(flat: str, start: int, end: int) -> Iterator[tuple[Says, int, int]]:
    """What is said of the name between two places, and from where to where."""
    before, after = flat[max(0, start - _BEFORE) : start], flat[end : end + _AFTER]
    phrases = _phrases()
    for says in _SAYS:
        if leading := phrases[says].search(before):
            yield says, start - len(before) + leading.start(), end
        if trailing := phrases[f"{says}_after"].match(after):
            yield says, start, end + trailing.end()


def _host(text: str) -> str | None:
    try:
        return parse(text).ascii
    except NotAHostname:
        return None


def _quote(text: str) -> str:
    quote = " ".join(text.split())
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1]}…"


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    languages = tomllib.loads(_PHRASES.read_text(encoding="utf-8")).values()
    any_of = {
        key: _any_of(phrase for language in languages for phrase in language[key])
        for key in ("moved", "moved_after", "was", "was_after")
    }
    return {
        "moved": re.compile(rf"{any_of['moved']}{_GAP}\Z"),
        "moved_after": re.compile(rf"\s{{1,9}}{any_of['moved_after']}"),
        "was": re.compile(rf"{any_of['was']}[\s:«\"“(]{{0,9}}{_SCHEME}\Z"),
        "was_after": re.compile(rf"[\s,)»\"”]{{1,9}}{any_of['was_after']}"),
    }


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted({folded(phrase) for phrase in phrases}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})(?!\w)"
