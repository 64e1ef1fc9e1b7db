"""What each of the last Releases changed, read from `changes.atom`, which says it for feed readers. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_CHANGED: Final = re.compile(r"(?P<name>[^\s,()]+) \((?P<before>[^()→]*) → (?P<after>[^()→]*)\)")
_MORE: Final = re.compile(r"and ([0-9,]+) more")
_PARTS: Final = {"Added": "added", "Removed": "removed", "Changed": "changed"}


@dataclass(frozen=True, slots=True)
class Change:
    """A Name that stands otherwise: its status before and after. Both are the same when something else changed."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one Release changed. `released` is its moment in UTC; `more` counts the names that it does not tell."""

    serial: int
    released: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]
    more: int

    def of(self, hostnames: frozenset[str]) -> "Step | None":
        """What of it is about some Names; None when nothing is."""
        added, removed = (tuple(name for name in names if name in hostnames) for names in (self.added, self.removed))
        changed = tuple(change for change in self.changed if change.name in hostnames)
        return Step(self.serial, self.released, added, removed, changed, 0) if added or removed or changed else None


def read(changes: bytes) -> Sequence[Step]:
    """The Releases of a `changes.atom`, the newest first."""
    if not changes:
        return ()
    feed = etree.fromstring(changes, etree.XMLParser(resolve_entities=False, no_network=True))
    return [_step(entry) for entry in feed.iterfind(f"{_ATOM}entry")]


def _step(entry: etree._Element) -> Step:
    told = dict(_lines(entry.findtext(f"{_ATOM}content", "")))
    serial = int(entry.findtext(f"{_ATOM}id", "").rpartition("-")[2])
    changed = tuple(_change(found) for found in _CHANGED.finditer(told.get("changed", "")))
    more = sum(int(count.replace(",", "")) for said in told.values() for count in _MORE.findall(said))
    released = entry.findtext(f"{_ATOM}updated", "")
    return Step(serial, released, _names(told, "added"), _names(told, "removed"), changed, more)


def _lines(content: str) -> Iterator[tuple[str, str]]:
    for line in content.splitlines():
        what, _, said = line.partition(": ")
        if what in _PARTS:
            yield _PARTS[what], said.removesuffix(".")


def _names(told: Mapping[str, str], what: str) -> tuple[str, ...]:
    return tuple(name for name in told.get(what, "").split(", ") if name and not _MORE.fullmatch(name))


def _change(found: re.Match[str]) -> Change:
    before, after = (found[side].partition(", ")[0] for side in ("before", "after"))
    return Change(found["name"], before, after)
