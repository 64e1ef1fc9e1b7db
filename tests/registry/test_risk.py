"""When a site is warned of, and when it is only told about."""

from datetime import date

import pytest

from feeds.registry.risk import stance
from feeds.registry.words import Stance

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("fresh", ["2026-11-21", "2021-11-21", "2021-11", "2021", "2024"])
def test_one_fact_within_five_years_warns(fresh: str) -> None:
    assert stance(["2013", None, fresh], TODAY) is Stance.WARN


@pytest.mark.parametrize("old", ["2021-11-20", "2021-10", "2020", "1999"])
def test_facts_older_than_five_years_only_inform(old: str) -> None:
    assert stance([old], TODAY) is Stance.INFORM


def test_an_undated_source_does_not_show_that_a_risk_is_recent() -> None:
    assert stance([None, None], TODAY) is Stance.INFORM
    assert stance([], TODAY) is Stance.INFORM


def test_the_same_day_exists_in_a_leap_year() -> None:
    assert stance(["2023-02-28"], date(2028, 2, 29)) is Stance.INFORM
    assert stance(["2023-03-01"], date(2028, 2, 29)) is Stance.WARN
