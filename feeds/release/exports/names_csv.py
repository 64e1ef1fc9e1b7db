"""`names.csv`: every listed Name with its facts, one a row, for spreadsheets and statistics.

The heading is in comments that begin with `#`, the default of the W3C's tabular data model; after it RFC 4180, with
every cell quoted, so that no `#` in a cell is taken for one.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from feeds.release.exports.heading import heading
from feeds.release.snapshot import Edition

FILE: Final = "names.csv"
MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
COLUMNS: Final = ("name", "status", "stance", "category", "site", "site_name", "from", "to")
SCOPE: Final = "every name, closed ones too; see status and stance"


def write(rows: Sequence[bytes], edition: Edition) -> bytes:
    """A heading, and these rows."""
    head = [*(f"# {line}".encode() for line in heading(edition, len(rows), SCOPE)), _HEADER]
    return _END.join([*head, *rows, b""])


def rows(sites: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """A row for each Name of some dossiers, sorted; `from` and `to` are empty where nobody wrote a date."""
    return sorted(_written([_row(site, name) for site in sites for name in site["names"]]))


def read(data: bytes) -> list[bytes]:
    """The rows of a file that `write` wrote, in their order."""
    return data.partition(_HEADER + _END)[2].split(_END)[:-1]


def _written(rows: Iterable[Sequence[str]]) -> list[bytes]:
    paper = io.StringIO(newline="")
    csv.writer(paper, quoting=csv.QUOTE_ALL).writerows(rows)
    return paper.getvalue().encode().split(_END)[:-1]


def _row(site: Mapping[str, Any], name: Mapping[str, Any]) -> list[str]:
    facts = [name["name"], name["status"], site["stance"], site["category"], site["slug"], _inert(site["name"])]
    return [*facts, name["from"] or "", name["to"] or ""]


def _inert(text: str) -> str:
    # A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text. A row is one line.
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line


_END: Final = b"\r\n"
_HEADER: Final = _written([COLUMNS])[0]
