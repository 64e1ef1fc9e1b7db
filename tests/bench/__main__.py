"""Runs every benchmark, prints a table, and writes bench.json."""

import json
import platform
from pathlib import Path

from tests.bench import (
    candidates,
    deltas,
    desk,
    extension,
    extension_visits,
    feed_size,
    intake,
    intake_reliability,
    lists,
    load,
    matching,
    release,
    scale,
    serving,
    sources,
    sweep,
    verdicts,
    verdicts_scheduled,
    workers,
)

RESULTS = Path("bench.json")
BENCHES = (
    feed_size,
    deltas,
    release,
    intake,
    intake_reliability,
    lists,
    sources,
    serving,
    desk,
    scale,
    verdicts,
    verdicts_scheduled,
    candidates,
    matching,
    sweep,
    workers,
    extension,
    extension_visits,
    load,
)


def main() -> None:
    """Run them all."""
    results = {"python": platform.python_version(), "machine": platform.machine()}
    for bench in BENCHES:
        rows = bench.run()
        results[bench.__name__.rpartition(".")[2]] = rows
        print(f"\n{(bench.__doc__ or '').strip()}\n")
        show(rows)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten to {RESULTS}.")


def show(rows: list[dict[str, str | int | float]]) -> None:
    """Print a table of rows that have the same columns."""
    if not rows:
        print("  (not measured here)")
        return
    table = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        print("  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def _cell(value: str | int | float) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
