"""What every bad day shares: a line for the table that `make chaos` prints.

They take minutes, so `make test` leaves them out (the mark `chaos`, see pyproject.toml).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

import pytest

from tests.chaos.table import Row, drawn

Outcome = Callable[[str, str, int], None]
HERE = Path(__file__).parent
NOTHING: Final = "lost 0"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every bad day as one."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.chaos)


@pytest.fixture
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """Writes a line of the table: the fault, what happened, how much was lost. What was lost fails the test.

    The line goes with the test's report, so that it reaches whoever prints the table from other processes too.
    """

    def tell(fault: str, happened: str, lost: int) -> None:
        request.node.user_properties.append(("outcome", (fault, happened, f"lost {lost}")))
        assert lost == 0, f"{fault}: {lost} lost"

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, in the order of the files: what failed or was left out says so in place of what happened."""
    stats = terminalreporter.stats
    ended = [report for key in ("passed", "failed", "error", "skipped") for report in stats.get(key, [])]
    rows = [row for report in sorted(ended, key=lambda report: report.location[:2]) for row in _rows(report)]
    if rows:
        terminalreporter.section("bad days")
        terminalreporter.write_line("\n".join(drawn(rows)))


def _rows(report: pytest.TestReport) -> list[Row]:
    said = [cast("tuple[str, str, str]", line) for key, line in report.user_properties if key == "outcome"]
    told = [Row(*line) for line in said if report.when == "call"]
    name = report.location[2]
    if isinstance(report.longrepr, tuple):
        return [Row(name, report.longrepr[2], "not run")]
    if report.failed and all(row.lost == NOTHING for row in told):
        return [*told, Row(name, "FAILED", "see above")]
    return told
