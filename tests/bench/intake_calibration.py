"""Counts how often each rule of the Intake was right at first sight: feeds/intake/confidence.toml.

    python -m tests.bench.intake_calibration

prints the table from tests/intake/passages/first_sight.tsv. There stands what the rules of a moment said of passages
that nobody had mended them on; a rule looks surer on those that it was mended on. Before anybody looks into a new set,

    python -m tests.bench.intake_calibration FOLDER

prints its rows, to be kept there.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from feeds.intake import Claim, Reading, read, scoring

FIRST_SIGHT: Final = Path("tests/intake/passages/first_sight.tsv")


def main() -> None:
    """Print the table, or the rows of a folder."""
    if folders := sys.argv[1:]:
        print("\n".join("\t".join(row) for folder in folders for row in rows_of(Path(folder))))
    else:
        print("\n".join(table_of(FIRST_SIGHT.read_text(encoding="utf-8"))))


def rows_of(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield set, article, rule, `spelled` or `inferred`, `right` or `wrong` for each event that is read in a folder.

    What only the whole of a text shows has a probability of its own, and no row.
    """
    gold, readings = readings_of(folder)
    wanted = {(row.article, row.fact) for row in gold if row.fact}
    for article, reading in sorted(readings.items()):
        for claim in reading.claims:
            fact = scoring.fact_of(claim)
            if fact and not claim.why[0].startswith("weighed"):
                outcome = "right" if (article, fact) in wanted else "wrong"
                yield folder.name, article, claim.why[0].partition(":")[0], _how(claim), outcome


def table_of(rows: str) -> Iterator[str]:
    """Yield the lines of confidence.toml."""
    told = [row.split("\t") for row in rows.splitlines()[1:]]
    sets = len({row[0] for row in told})
    yield f"# How often each rule was right at first sight, in {sets} sets of passages: [right, said]."
    yield "# Made by: python -m tests.bench.intake_calibration"
    counts = Counter((rule, how, outcome) for _, _, named, how, outcome in told for rule in ("all", named))
    for rule in sorted({rule for rule, _, _ in counts}, key=lambda rule: (rule != "all", rule)):
        yield f'\n["{rule}"]'
        yield from _shares(rule, counts)


def _shares(rule: str, counts: Mapping[tuple[str, str, str], int]) -> Iterable[str]:
    for how in ("spelled", "inferred"):
        right, wrong = (counts.get((rule, how, outcome), 0) for outcome in ("right", "wrong"))
        if right + wrong:
            yield f"{how} = [{right}, {right + wrong}]"


def readings_of(folder: Path) -> tuple[list[scoring.Gold], dict[str, Reading]]:
    """Read the articles of a folder, and its gold table."""
    today = datetime.now(UTC).date()
    articles = {file.name: read(file.read_bytes(), source=file.name, today=today) for file in folder.glob("*.txt")}
    return scoring.read_gold((folder / "gold.tsv").read_text(encoding="utf-8")), articles


def _how(claim: Claim) -> str:
    return "inferred" if any("is read as" in reason for reason in claim.why) else "spelled"


if __name__ == "__main__":
    main()
