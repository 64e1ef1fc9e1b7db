"""The table that `make chaos` prints: of each bad day the fault, what happened, and how much was lost. Pure."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

WIDEST: Final = 76
"""Letters of a cell in one line; what is longer goes on in the next."""


class Row(NamedTuple):
    """One bad day."""

    fault: str
    happened: str
    lost: str


def drawn(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the table; every cell is there to its last letter."""
    cells = [[textwrap.wrap(cell, WIDEST) for cell in row] for row in rows]
    widths = [max(len(line) for row in cells for line in row[column]) for column in range(len(Row._fields))]
    for row in cells:
        for line in zip_longest(*row, fillvalue=""):
            yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
