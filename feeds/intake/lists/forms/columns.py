"""Tables: CSV with commas, semicolons or tabs. A row is one line, so that a stray quote costs no more than its row."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from feeds.intake.lists.entry import Entry, Line

_HEADINGS: Final = ("hostname", "domain", "host", "name", "url")
"""What the column with the names may be called; of several, the first in this order. Without a heading: the first."""


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """The cell of each row that has the name. Lines that begin with `#` are comments."""
    rows = ((number, text) for number, text in lines if text.strip() and text[0] != "#")
    first = next(rows, None)
    if first is None:
        return
    separator = max(",;\t", key=first[1].count)
    column = _column(_cells(first[1], separator))
    if column is None:
        yield _entry(*first, separator, 0)
    for number, text in rows:
        yield _entry(number, text, separator, column or 0)


def _entry(number: int, text: str, separator: str, column: int) -> Entry:
    cells = _cells(text, separator)
    if column >= len(cells) or not cells[column].strip():
        return Entry(number, text, "it has nothing in the column with the names")
    return Entry(number, cells[column].strip())


def _column(cells: Sequence[str]) -> int | None:
    said = [cell.strip().lower() for cell in cells]
    return next((said.index(heading) for heading in _HEADINGS if heading in said), None)


def _cells(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=separator), [])
    except csv.Error:
        return []
