"""What every bad day shares: a line for the table that `make chaos` prints.

They take minutes, so `make test` leaves them out (the mark `chaos`, see pyproject.toml).
"""

from collections.abc import Callable
from pathlib import Path

import pytest

Outcome = Callable[[str, str, int], None]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every bad day as one."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.chaos)


@pytest.fixture
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """Writes a line of the table: the fault, what happened, how much was lost. What was lost fails the test."""

    def tell(fault: str, happened: str, lost: int) -> None:
        request.node.user_properties.append(("outcome", (fault, happened, lost)))
        assert lost == 0, f"{fault}: {lost} lost"

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table: what failed says so in place of what happened."""
    reports = [report for key in ("passed", "failed") for report in terminalreporter.stats.get(key, [])]
    told = [(report, line) for report in reports for key, line in report.user_properties if key == "outcome"]
    silent = [report for report in reports if report.failed and not any(of is report for of, _ in told)]
    rows = [(line[0], line[1], f"lost {line[2]}") for _, line in told]
    rows += [(report.nodeid.rpartition("::")[2], "FAILED", "see above") for report in silent]
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    terminalreporter.section("bad days")
    for row in rows:
        terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
