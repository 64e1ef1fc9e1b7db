"""Where a text names its sites: what stands nearest before a place, and whose name it is. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Set
from typing import Final

from feeds.intake.mention import Kind, Mention, related

REACH: Final = 400  # characters back in which "the site" finds the site it stands for
_LONG: Final = 900  # characters; in a shorter text the end is part of what is told
_BODY: Final = 0.85  # of a longer text
_MANY: Final = 60  # a text with more names than this is a list, in which no name is the one other


class Namings:
    """The names of a text, by place and by brand; nothing here changes as more is read.

    `keys` are the brands of all hosts that the text tells, `spelled` where each that it writes out stands first, and
    `central` those of its brands that stand before its end.
    """

    def __init__(self, mentions: list[Mention], length: int) -> None:
        self.keys: Mapping[str, str] = {mention.host: mention.key for mention in mentions if mention.host}
        first = {mention.host: mention.start for mention in reversed(mentions) if mention.host}
        named = [mention for mention in reversed(mentions) if mention.kind is Kind.NAME]
        self.first: Mapping[str, int] = first
        self.spelled: Mapping[str, int] = {mention.host: mention.start for mention in named if mention.host}
        self.central: Set[str] = _central(mentions, length)
        self._spoken = [mention for mention in mentions if mention.kind is not Kind.COUNTRY]
        self._starts = [mention.start for mention in self._spoken]
        self._brands = {mention.key for mention in mentions}
        self._places: dict[str, dict[str, list[int]]] = {}
        for mention in self._spoken:
            if mention.host:
                self._places.setdefault(mention.key, {}).setdefault(mention.host, []).append(mention.start)

    def share_a_brand(self, one: str, other: str) -> bool:
        """Say whether two names of the text share a brand; a name does with itself."""
        return related(self.keys.get(one, ""), self.keys.get(other, ""))

    def same_brand(self, one: str, other: str) -> bool:
        """Say whether the brands of two names are spelled alike."""
        return self.keys.get(one) == self.keys.get(other)

    def before(self, at: int) -> list[Mention]:
        """Return what names a site before a place, in the order of the text; a country alone names none."""
        return self._spoken[: bisect_left(self._starts, at)]

    def within(self, begin: int, end: int) -> list[Mention]:
        """Return what names a site in `text[begin:end]`, as `before`."""
        return self._spoken[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]

    def places_of(self, brand: str) -> Mapping[str, list[int]]:
        """Return the names of a brand, each with the places where it stands, if only by its ending."""
        return self._places.get(brand, {})

    def only(self, brand: str) -> str | None:
        """Return the one name that the text tells for a brand."""
        return only_of(self.places_of(brand))

    def brand_at(self, place: Mention | int) -> str | None:
        """Return the key of the site that a place speaks of, or None when the text does not tell.

        News may begin with words for the site, and name it after: "the oldest chat site has closed. Lagoon.gg …".
        """
        if isinstance(place, Mention):
            return place.key
        before = bisect_left(self._starts, place) - 1
        if before >= 0 and place - self._spoken[before].end <= REACH:
            return self._spoken[before].key
        if before < 0 and self._spoken and self._starts[0] - place <= REACH:
            return self._spoken[0].key
        return only_of(self._brands)

    def names_of(self, brand: str | None) -> list[str]:
        """Return all names of a brand and of those that are like it, in the order of the text."""
        hosts = {each.host for each in self._spoken if each.host and brand and related(each.key, brand)}
        return sorted(hosts, key=lambda host: self.first[host])

    def named_last(self, begin: int, at: int) -> str | None:
        """Return the name that stands last in `text[begin:at]`, if in full or by a brand that has no other."""
        last = next((each for each in reversed(self.within(begin, at)) if each.kind is not Kind.ENDING), None)
        return (last.host or self.only(last.key)) if last else None

    def stands_first(self, host: str, begin: int, end: int) -> bool:
        """Say whether a name stands first in `text[begin:end]`."""
        return begin <= self.first.get(host, -1) < end

    def spelled_before(self, until: int | None) -> list[str]:
        """Return the names that the text writes out before a place, or anywhere."""
        return [host for host, start in self.spelled.items() if until is None or start < until]

    def come_in_order(self, one: str, other: str) -> bool:
        """Say whether the first place of one brand stands before the first of another."""
        first, second = (next(each.start for each in self._spoken if each.key == brand) for brand in (one, other))
        return first < second

    def is_list(self) -> bool:
        """Say whether the text spells so many names that none is the one other."""
        return len(self.spelled) > _MANY

    def other(self, place: Mention | int, known: str, until: int) -> str | None:
        """Return the one other name that the site at this place has in the text before `until`.

        None when there is none, or more than one.
        """
        key = self.brand_at(place)
        if not key or self.is_list():
            return None
        return only_of({host for host in self.spelled_before(until) if related(self.keys[host], key)} - {known})


def end_of(length: int) -> float:
    """Return where the end of a text of this length begins: what only stands there is advice, a source, other news."""
    return length * _BODY if length > _LONG else length


def only_of(found: Iterable[str]) -> str | None:
    """Return the one thing found, or None where there is none, or more than one."""
    [*all_found] = found
    return all_found[0] if len(all_found) == 1 else None


def _central(mentions: list[Mention], length: int) -> set[str]:
    """Return the names of a text but for those that only its end gives: advice, sources, other articles."""
    keys = {mention.key for mention in mentions if mention.start < end_of(length)}
    return {mention.host for mention in mentions if mention.host and mention.key in keys}
