"""Where a text contradicts itself, both sides are shown and neither is merged away."""

import json

import pytest

from tests.intake.reading_of import events_of, reading_of

HEADER = "https://journal.fr/x\n# source date: 2022-07-07\n\n"
TWO_DATES = HEADER + (
    "Le site coco.gg a été saisi le 28 juin 2022 par la justice, selon le parquet de Paris. "
    "D’après l’avocat, le site coco.gg a été saisi le 1er juillet 2022, après la garde à vue de son client."
)


def test_two_dates_of_one_seizure_stand_side_by_side_with_their_quotes() -> None:
    reading = reading_of(TWO_DATES)
    assert events_of(reading) == {("seized", "coco.gg", None)}
    [conflict] = reading.conflicts
    assert conflict.about == "date"
    assert [claim.date for claim in conflict.claims] == ["2022-06-28", "2022-07-01"]
    assert all(reading.text[claim.start : claim.end] == claim.quote for claim in conflict.claims)


def test_the_conflict_is_in_the_json() -> None:
    [conflict] = json.loads(json.dumps(reading_of(TWO_DATES).as_json()))["conflicts"]
    assert conflict["about"] == "date"
    assert [claim["date"] for claim in conflict["claims"]] == ["2022-06-28", "2022-07-01"]


def test_two_directions_stand_side_by_side() -> None:
    reading = reading_of(
        "Selon un quotidien, coco.fr est devenu coco.gg pour échapper à la justice. "
        "Un autre journal écrit au contraire que coco.gg est devenu coco.fr."
    )
    assert events_of(reading) == {("renamed", "coco.fr", "coco.gg"), ("renamed", "coco.gg", "coco.fr")}
    assert [conflict.about for conflict in reading.conflicts] == ["direction"]


@pytest.mark.parametrize(
    "text",
    [
        "Le site coco.gg a été fermé en juin 2024. La justice a fermé coco.gg le 25 juin 2024, au petit matin.",
        "Le site coco.gg a été fermé le 25 juin 2024. Oui, coco.gg a été fermé le 25 juin 2024 par la justice.",
        "Le 3 mai 2012, coco.fr est devenu coco.gg. Le 4 mai 2013, coco.gg est devenu coco.fr, son premier nom.",
    ],
    ids=["a less exact date", "the same date", "a way back, dated"],
)
def test_what_can_both_be_is_no_conflict(text: str) -> None:
    assert reading_of(HEADER + text).conflicts == ()
