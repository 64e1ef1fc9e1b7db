"""What the registry lists, as a text can name it: by a Name, or by what people call the Site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlmodel import Session, select

from feeds.hostnames import NotAHostname, parse
from feeds.intake.mention import squeezed
from feeds.registry.tables import Name, Site

_SHORTEST: Final = 3  # letters; a shorter brand is a syllable
_MOST_WORDS: Final = 4
_HOST = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)+")
_WORD = re.compile(r"\w+")
_LONG = re.compile(r"[^\W\d_]{4,}")
_JOINED_AFTER = re.compile(r"[.@-]\w")
_JOINED_BEFORE: Final = frozenset("@#.-")
_CAPITAL_AFTER = re.compile(r"[ \u00a0][A-ZÀ-Þ]\w")
# The first word of a sentence has a capital whatever it is.
_CAPITAL_BEFORE = re.compile(r"[^\s.!?:«“\"(–—-]\s+[A-ZÀ-Þ]\w+\s$")


@dataclass(frozen=True, slots=True)
class Listed:
    """Hostnames (A-labels) and brands (folded letters and digits) with the slugs of the Sites that they mean."""

    names: Mapping[str, str]
    brands: Mapping[str, frozenset[str]]


class Named(NamedTuple):
    """`text[start:end]` names these Sites, by a Name or by a brand."""

    start: int
    end: int
    sites: frozenset[str]
    by_name: bool


def load(session: Session) -> Listed:
    """What is listed now."""
    names = dict(session.exec(select(Name.hostname, Site.slug).join(Site)).all())
    brands: dict[str, set[str]] = {}
    for slug, name, aliases in session.exec(select(Site.slug, Site.name, Site.also_known_as)):
        for called in (name, *aliases):
            if len(key := squeezed(called)) >= _SHORTEST:
                brands.setdefault(key, set()).add(slug)
    return Listed(names, {key: frozenset(slugs) for key, slugs in brands.items()})


def named(text: str, listed: Listed) -> list[Named]:
    """Every place of a text that names a listed Site, names first.

    A brand is written with a capital, and is no part of another name: "Coco Chanel" is somebody else. Many brands are
    ordinary words all the same; who needs to be sure looks at what stands around them.
    """
    names = list(_names(text, listed))
    taken = {place for each in names for place in range(each.start, each.end)}
    return names + [each for each in _brands(text, listed) if each.start not in taken]


def _names(text: str, listed: Listed) -> Iterator[Named]:
    for match in _HOST.finditer(text):
        try:
            labels = parse(match[0]).ascii.split(".")
        except NotAHostname:
            continue
        parents = (".".join(labels[cut:]) for cut in range(len(labels) - 1))
        if found := next((parent for parent in parents if parent in listed.names), None):
            yield Named(match.start(), match.end(), frozenset({listed.names[found]}), by_name=True)


def _brands(text: str, listed: Listed) -> Iterator[Named]:
    words = list(_WORD.finditer(text))
    done = 0
    for at, first in enumerate(words):
        if first.start() < done or not (first[0][0].isupper() or first[0][0].isdigit()):
            continue
        for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            last = words[at + count - 1]
            sites = listed.brands.get(squeezed(text[first.start() : last.end()]), frozenset())
            if sites and _is_whole(text, first.start(), last.end()):
                yield Named(first.start(), last.end(), sites, by_name=False)
                done = last.end()
                break


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a brand is no part of a longer name, of an address or of a handle."""
    if _JOINED_AFTER.match(text, end) or text[max(0, start - 1) : start] in _JOINED_BEFORE:
        return False
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if _is_headline(text[line_start : line_end if line_end >= 0 else len(text)]):
        return True
    return not _CAPITAL_AFTER.match(text, end) and not _CAPITAL_BEFORE.search(text[max(line_start, start - 40) : start])


def _is_headline(line: str) -> bool:
    words = _LONG.findall(line)
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
