"""What differs between two sorted lists, and what a difference makes of a list. Pure.

A Release differs little from the one before it: what is done with the difference alone costs next to nothing beside
what is done with every row.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Entry = TypeVar("Entry", tuple[str, int], bytes)


class DoesNotFit(ValueError):
    """A difference was made for another list. `str()` says how that shows."""


@dataclass(frozen=True, slots=True)
class Difference(Generic[Entry]):
    """The entries that went and those that came. A name whose facts changed is in both, once with each."""

    gone: frozenset[Entry]
    came: frozenset[Entry]

    def then(self, later: "Difference[Entry]") -> "Difference[Entry]":
        """This one and a later one, as one."""
        return Difference(
            (self.gone - later.came) | (later.gone - self.came), (self.came - later.gone) | (later.came - self.gone)
        )

    def undone(self) -> "Difference[Entry]":
        """The way back."""
        return Difference(self.came, self.gone)

    def applied(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries after it, of the sorted ones that it was made for. Raises `DoesNotFit` for others."""
        after: list[Entry] = []
        at = 0
        for place, entry in sorted((bisect_left(entries, entry), entry) for entry in self.gone | self.came):
            after += entries[at:place]
            is_there = place < len(entries) and entries[place] == entry
            if is_there == (entry in self.came):
                raise DoesNotFit(f"{entry!r} is there already" if is_there else f"{entry!r} is not there to go")
            if entry in self.came:
                after.append(entry)
            at = place + is_there
        return after + list(entries[at:])


def between(before: Iterable[Entry], after: Iterable[Entry]) -> Difference[Entry]:
    """What differs between two lists."""
    old, new = frozenset(before), frozenset(after)
    return Difference(old - new, new - old)
