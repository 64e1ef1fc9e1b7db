"""What the Intake finds in 682 passages read by hand does not get worse: the floors are what stands today.

The passages are no sample of the world (passages/README.md): these figures say what was lost, not how good it is.
"""

from functools import cache
from pathlib import Path

import pytest

from feeds.intake import Reading, read, scoring
from tests.intake.reading_of import TODAY

NEWEST = ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth")
PASSAGES = Path(__file__).with_name("passages")


@cache
def outcome_of(folder: str) -> tuple[list[scoring.Gold], dict[str, Reading]]:
    files = sorted((PASSAGES / folder).glob("*.txt"))
    gold = scoring.read_gold((PASSAGES / folder / "gold.tsv").read_text(encoding="utf-8"))
    return gold, {file.name: read(file.read_bytes(), source=file.name, today=TODAY) for file in files}


@pytest.mark.parametrize(("folder", "renamed", "closed", "wrong"), [("seen", 0.93, 0.96, 0), ("held", 0.84, 0.94, 2)])
def test_events_are_found_and_hardly_one_is_invented(folder: str, renamed: float, closed: float, wrong: int) -> None:
    gold, readings = outcome_of(folder)
    scores = {score.event: score for score in scoring.score(gold, readings) if score.language == scoring.EVERY}
    assert (scores["renamed"].recall or 0) >= renamed
    assert (scores["closed"].recall or 0) >= closed
    assert sum(score.found - score.right for score in scores.values()) <= wrong
    assert scoring.false_alarms(gold, readings) == []


@pytest.mark.parametrize(
    ("folder", "renamed", "closed", "wrong", "alarms"),
    [
        ("third/read", 0.95, 1.0, 1, ["35_it.txt"]),
        ("third/unread", 1.0, 0.9, 0, []),
        ("fourth", 1.0, 1.0, 0, []),
        ("fifth", 0.82, 1.0, 1, ["40_de.txt"]),
        ("sixth", 0.7, 0.77, 0, []),
        ("seventh", 0.89, 0.94, 0, []),
        ("eighth", 0.84, 0.8, 1, []),
        ("ninth", 0.8, 0.83, 2, ["14_en.txt"]),
        ("tenth", 0.81, 0.72, 2, ["06_fr.txt"]),
        ("eleventh", 0.57, 0.67, 4, []),
        ("twelfth", 0.59, 0.78, 10, ["16_en.txt", "26_it.txt", "35_es.txt", "45_de.txt"]),
        ("thirteenth", 0.61, 0.91, 4, ["23_en.txt", "46_es.txt"]),
        ("fourteenth", 0.36, 0.82, 6, ["24_en.txt"]),
    ],
)
def test_what_was_written_before_the_rules_were_read_is_no_worse_read(
    folder: str, renamed: float, closed: float, wrong: int, alarms: list[str]
) -> None:
    gold, readings = outcome_of(folder)
    scores = {score.event: score for score in scoring.score(gold, readings) if score.language == scoring.EVERY}
    assert (scores["renamed"].recall or 0) >= renamed
    assert (scores["closed"].recall or 0) >= closed
    assert sum(score.found - score.right for score in scores.values()) <= wrong
    assert set(scoring.false_alarms(gold, readings)) <= set(alarms)


def test_every_row_of_the_gold_tables_has_its_passage() -> None:
    for folder in ("seen", "held", "third/read", "third/unread", "fourth", "fifth", "sixth", *NEWEST):
        listed = {row.article for row in outcome_of(folder)[0]}
        assert listed == {file.name for file in (PASSAGES / folder).glob("*.txt")}
