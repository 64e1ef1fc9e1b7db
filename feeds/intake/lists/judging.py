"""The verdict on each row: whether it is a name, and whether the gate would let it be proposed. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.intake.lists.entry import Entry
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review import never_list
from feeds.review.never_list import MustNotList, NeedsReasonToList

LONGEST_KEPT: Final = 300  # characters of a row, and of a reason

_PAGE: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?[^/?#\\]*(?:[/\\][^/\\]|/?[?#])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict. `hostname` is None for what is no name, `reason` is None for a good row."""

    line: int
    hostname: str | None
    written: str
    verdict: RowVerdict
    reason: str | None


class Judge:
    """Judges rows by the gate that every Proposal passes. `protected` are the names that are never listed."""

    def __init__(self, protected: Iterable[str]) -> None:
        self._protected = frozenset(protected)
        # Nearly every row is far from the never-list: one look tells, where the gate compares each of its names.
        self._near = {ancestor for name in self._protected for ancestor in _and_above(name)}

    def judge(self, entry: Entry) -> Judged:
        """The verdict on what a list says in one place."""
        try:
            name = _name(entry)
        except NotAHostname as refusal:
            return _judged(entry, None, RowVerdict.NOT_A_NAME, str(refusal))
        try:
            self._gate(name)
        except MustNotList as refusal:
            return _judged(entry, name, RowVerdict.PROTECTED, str(refusal))
        except NeedsReasonToList:
            return _judged(entry, name, RowVerdict.POPULAR, f"{name} is one of the 10 000 most visited sites.")
        return _judged(entry, name, RowVerdict.GOOD, None)

    def protects(self, hostname: str) -> bool:
        """Whether a hostname (A-labels) is on the never-list, under a name on it, or above one."""
        return hostname in self._near or not self._protected.isdisjoint(_and_above(hostname))

    def _gate(self, name: Hostname) -> None:
        never_list.check(name.ascii, self._protected if self.protects(name.ascii) else (), despite=None)


def _name(entry: Entry) -> Hostname:
    """The name of a row; `www.` before a name is no name of its own."""
    if entry.objection:
        raise NotAHostname(f"{entry.text[:80]!r} is no row of this form: {entry.objection}.")
    if _PAGE.match(entry.text):
        raise NotAHostname(f"{entry.text[:80]!r} is a page: listing its site would stop visits to every other page.")
    name = parse(entry.text)
    if name.ascii != name.registrable and name.ascii.startswith("www."):
        return parse(name.ascii.removeprefix("www."))
    return name


def _and_above(name: str) -> Iterable[str]:
    """A name, and every name that it stands under."""
    while name:
        yield name
        name = name.partition(".")[2]


def _judged(entry: Entry, name: Hostname | None, verdict: RowVerdict, reason: str | None) -> Judged:
    kept = reason[:LONGEST_KEPT] if reason else None
    # PostgreSQL stores no NUL, and a lone surrogate is no character.
    written = entry.text[:LONGEST_KEPT].replace("\0", "�")
    return Judged(entry.line, name.ascii if name else None, written, verdict, kept and kept.replace("\0", "�"))
