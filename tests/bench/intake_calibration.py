"""Counts how often each rule of the Intake was right on passages read by hand: feeds/intake/confidence.toml.

    python -m tests.bench.intake_calibration FOLDER…

prints the table for the articles of these folders (`*.txt` and `gold.tsv`).
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from feeds.intake import Claim, Reading, read, scoring


def main() -> None:
    """Print the table."""
    counts = Counter[tuple[str, str, bool]]()
    for folder in map(Path, sys.argv[1:]):
        counts.update(_outcomes(*readings_of(folder)))
    print(f"# Counted on {' and '.join(sys.argv[1:])}: [right, said].")
    for rule in sorted({rule for rule, _, _ in counts}, key=lambda rule: (rule != "all", rule)):
        print(f'\n["{rule}"]')
        for how in ("spelled", "inferred"):
            right, wrong = counts[rule, how, True], counts[rule, how, False]
            if right + wrong:
                print(f"{how} = [{right}, {right + wrong}]")


def readings_of(folder: Path) -> tuple[list[scoring.Gold], dict[str, Reading]]:
    """Read the articles of a folder, and its gold table."""
    today = datetime.now(UTC).date()
    articles = {file.name: read(file.read_bytes(), source=file.name, today=today) for file in folder.glob("*.txt")}
    return scoring.read_gold((folder / "gold.tsv").read_text(encoding="utf-8")), articles


def _outcomes(gold: Iterable[scoring.Gold], readings: Mapping[str, Reading]) -> Iterable[tuple[str, str, bool]]:
    wanted = {(row.article, row.fact) for row in gold if row.fact}
    for article, reading in readings.items():
        for claim in reading.claims:
            if fact := scoring.fact_of(claim):
                for rule in ("all", claim.why[0].partition(":")[0]):
                    yield rule, _how(claim), (article, fact) in wanted


def _how(claim: Claim) -> str:
    return "inferred" if any("is read as" in reason for reason in claim.why) else "spelled"


if __name__ == "__main__":
    main()
