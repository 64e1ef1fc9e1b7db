"""`names.csv`: every listed Name with its facts, one a row, for spreadsheets and statistics.

The heading is in comments that begin with `#`, the default of the W3C's tabular data model; after it RFC 4180, with
every cell quoted, so that no `#` in a cell is taken for one.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any, Final

from feeds.release.exports.heading import heading
from feeds.release.snapshot import Edition, Snapshot

FILE: Final = "names.csv"
MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
COLUMNS: Final = ("name", "status", "stance", "category", "site", "site_name", "from", "to")
SCOPE: Final = "every name, closed ones too; see status and stance"


def write(snapshot: Snapshot, edition: Edition) -> bytes:
    """A row for each Name, by site, oldest first; `from` and `to` are empty where nobody wrote a date."""
    rows = [_row(site, name) for site in snapshot.sites["sites"] for name in site["names"]]
    paper = io.StringIO(newline="")
    paper.writelines(f"# {line}\r\n" for line in heading(edition, len(rows), SCOPE))
    csv.writer(paper, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *rows])
    return paper.getvalue().encode()


def _row(site: Mapping[str, Any], name: Mapping[str, Any]) -> list[str]:
    facts = [name["name"], name["status"], site["stance"], site["category"], site["slug"], site["name"]]
    return [_inert(cell) for cell in (*facts, name["from"] or "", name["to"] or "")]


def _inert(cell: str) -> str:
    # A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
