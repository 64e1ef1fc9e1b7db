"""What the Intake finds in 682 passages read by hand does not get worse: the floors are what stands today.

The passages are no sample of the world (passages/README.md): these figures say what was lost, not how good it is.
"""

from functools import cache
from pathlib import Path

import pytest

from feeds.intake import Reading, read, scoring
from tests.bench.intake_passages import ABRIDGED, REAL, abridged
from tests.intake.reading_of import TODAY

NEWEST = ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth")
PASSAGES = Path(__file__).with_name("passages")


@cache
def outcome_of(folder: str) -> tuple[list[scoring.Gold], dict[str, Reading]]:
    files = sorted((PASSAGES / folder).glob("*.txt"))
    gold = scoring.read_gold((PASSAGES / folder / "gold.tsv").read_text(encoding="utf-8"))
    return gold, {file.name: read(file.read_bytes(), source=file.name, today=TODAY) for file in files}


@pytest.mark.parametrize(
    ("folder", "renamed", "closed", "wrong", "alarms"),
    [
        ("seen", 0.93, 0.96, 3, []),
        ("held", 0.9, 1.0, 4, ["25_en.txt"]),
        ("third/read", 1.0, 1.0, 0, []),
        ("third/unread", 0.93, 0.9, 1, []),
        ("fourth", 0.94, 1.0, 0, []),
        ("fifth", 0.88, 1.0, 2, ["40_de.txt"]),
        ("sixth", 0.7, 0.9, 3, ["24_it.txt"]),
        ("seventh", 0.73, 1.0, 2, ["38_de.txt"]),
        ("eighth", 0.89, 0.9, 3, ["07_fr.txt"]),
        ("ninth", 0.84, 0.87, 1, ["14_en.txt"]),
        ("tenth", 0.88, 0.8, 3, ["06_fr.txt"]),
        ("eleventh", 0.8, 0.74, 6, ["28_it.txt", "39_es.txt"]),
        ("twelfth", 0.75, 0.75, 5, ["16_en.txt", "26_it.txt", "35_es.txt", "45_de.txt"]),
        ("thirteenth", 0.86, 0.95, 5, ["23_en.txt", "46_es.txt"]),
        ("fourteenth", 0.65, 0.86, 3, ["24_en.txt"]),
    ],
)
def test_events_are_found_and_few_are_invented(
    folder: str, renamed: float, closed: float, wrong: int, alarms: list[str]
) -> None:
    gold, readings = outcome_of(folder)
    scores = {score.event: score for score in scoring.score(gold, readings) if score.language == scoring.EVERY}
    assert (scores["renamed"].recall or 0) >= renamed
    assert (scores["closed"].recall or 0) >= closed
    assert sum(score.found - score.right for score in scores.values()) <= wrong
    assert set(scoring.false_alarms(gold, readings)) <= set(alarms)


@pytest.mark.parametrize(
    ("folder", "right", "found"),
    [
        (ABRIDGED / "tenth", 131, 145),
        (ABRIDGED / "fifteenth", 34, 52),
        (REAL / "02", 34, 43),
        (REAL / "09", 44, 50),
        (REAL / "19", 36, 42),
        (REAL / "24", 40, 42),
        (REAL / "25", 25, 28),
    ],
)
def test_abridged_articles_are_no_worse_read(folder: Path, right: int, found: int) -> None:
    all_right = all_found = 0
    for passage in abridged(folder):
        facts = scoring.facts_of(read(passage.data, source=passage.name, today=TODAY))
        all_right += len(facts & passage.facts)
        all_found += len(facts)
    assert all_right >= right
    assert all_found <= found


def test_every_row_of_the_gold_tables_has_its_passage() -> None:
    for folder in ("seen", "held", "third/read", "third/unread", "fourth", "fifth", "sixth", *NEWEST):
        listed = {row.article for row in outcome_of(folder)[0]}
        assert listed == {file.name for file in (PASSAGES / folder).glob("*.txt")}
