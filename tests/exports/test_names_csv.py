"""`names.csv`, read by a CSV reader that allows no slip."""

import csv
import io

from feeds.release.exports import names_csv
from tests.exports.sample import AWKWARD, LONGEST_NAME, drawn

WRITTEN = drawn()[names_csv.FILE].decode()


def _rows() -> list[dict[str, str]]:
    lines = [line for line in WRITTEN.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("".join(lines), newline=""), strict=True))


def test_a_row_says_everything_that_is_known_of_a_name_at_a_glance() -> None:
    row = next(row for row in _rows() if row["name"] == "bounty.chat")
    assert row == {
        "name": "bounty.chat",
        "status": "active",
        "stance": "warn",
        "category": "anonymous-chat",
        "site": "site-warn",
        "site_name": f"'{AWKWARD}",
        "from": "2003",
        "to": "",
    }


def test_every_name_has_one_row() -> None:
    names = [row["name"] for row in _rows()]
    assert len(names) == len(set(names)) == 10
    assert LONGEST_NAME in names


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    cells = [cell for row in _rows() for cell in row.values()]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_lines_end_as_rfc_4180_says() -> None:
    assert WRITTEN.count("\r\n") == WRITTEN.count("\n") == len(_rows()) + 8
