"""What differs between two lists of rows. Pure.

A Release differs little from the one before it: what is done with the difference alone costs next to nothing beside
what is done with every row.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from feeds.release.names_file import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows that went and the rows that came. A name whose facts changed is in both, once with each."""

    gone: frozenset[Row]
    came: frozenset[Row]

    def then(self, later: "Difference") -> "Difference":
        """This one and a later one, as one."""
        return Difference(
            (self.gone - later.came) | (later.gone - self.came), (self.came - later.gone) | (later.came - self.gone)
        )

    def undone(self) -> "Difference":
        """The way back."""
        return Difference(self.came, self.gone)

    def applied(self, rows: Sequence[Row]) -> list[Row]:
        """The rows after it, of sorted rows that it was made for. A row that is not there to go stays away."""
        after: list[Row] = []
        at = 0
        for place, row in sorted((bisect_left(rows, row), row) for row in self.gone | self.came):
            after += rows[at:place]
            if row in self.came:
                after.append(row)
            at = place + (row in self.gone)
        return after + list(rows[at:])


def between(before: Sequence[Row], after: Sequence[Row]) -> Difference:
    """What differs between two lists."""
    old, new = frozenset(before), frozenset(after)
    return Difference(old - new, new - old)
