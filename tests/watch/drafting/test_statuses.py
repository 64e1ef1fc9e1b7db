"""How a listed Name stands, when the registry says otherwise."""

from datetime import timedelta

import pytest

from feeds.registry.words import Status
from feeds.review.operations import SetNameStatus
from feeds.watch.changes import FindingKind, Look, Showed, Streak, change, streak
from tests.conftest import NOON
from tests.watch.drafting.conftest import Told

DAY = timedelta(days=1)


def _change(
    status: Status, showed: Showed, looks: int, days: float, *, stranger: bool = False, own: bool = False
) -> FindingKind | None:
    lately = Streak(showed, looks, since=NOON, until=NOON + days * DAY)
    return change(status, lately, is_stranger=stranger, leads_to_own=own)


def test_a_name_that_fails_once_is_not_called_dead() -> None:
    assert _change(Status.ACTIVE, Showed.UNREACHABLE, 1, 0) is None


def test_a_name_that_fails_for_an_afternoon_is_not_called_dead() -> None:
    assert _change(Status.ACTIVE, Showed.UNREACHABLE, 5, 0.9) is None


def test_a_name_that_fails_for_days_is_unreachable() -> None:
    assert _change(Status.ACTIVE, Showed.UNREACHABLE, 3, 2) is FindingKind.UNREACHABLE


def test_parking_takes_two_looks_on_two_days() -> None:
    assert _change(Status.ACTIVE, Showed.PARKED, 1, 0) is None
    assert _change(Status.ACTIVE, Showed.PARKED, 2, 0.1) is None
    assert _change(Status.ACTIVE, Showed.PARKED, 2, 1) is FindingKind.PARKED


def test_a_seizure_is_told_at_once() -> None:
    assert _change(Status.ACTIVE, Showed.SEIZED, 1, 0) is FindingKind.SEIZED


@pytest.mark.parametrize("status", list(Status))
def test_a_block_page_says_nothing_of_the_site(status: Status) -> None:
    assert _change(status, Showed.BLOCKED, 50, 50) is None


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CLOSED_BY_AUTHORITY])
@pytest.mark.parametrize("showed", [Showed.PARKED, Showed.UNREACHABLE])
def test_that_nothing_stands_at_a_closed_name_is_no_news(status: Status, showed: Showed) -> None:
    assert _change(status, showed, 50, 50) is None


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CLOSED_BY_AUTHORITY, Status.PARKED, Status.UNREACHABLE])
def test_a_site_that_is_back_is_told_after_a_second_look(status: Status) -> None:
    assert _change(status, Showed.SITE, 1, 0) is None
    assert _change(status, Showed.SITE, 2, 1) is FindingKind.ACTIVE


def test_a_strangers_site_under_a_listed_name_closes_it() -> None:
    assert _change(Status.ACTIVE, Showed.SITE, 2, 1, stranger=True) is FindingKind.CLOSED
    assert _change(Status.CLOSED, Showed.SITE, 2, 1, stranger=True) is None


def test_a_name_redirects_when_it_leads_to_another_of_its_site() -> None:
    assert _change(Status.ACTIVE, Showed.ELSEWHERE, 2, 1, own=True) is FindingKind.REDIRECTING
    assert _change(Status.ACTIVE, Showed.ELSEWHERE, 2, 1) is None


@pytest.mark.parametrize(
    ("status", "showed"),
    [
        (Status.ACTIVE, Showed.SITE),
        (Status.PARKED, Showed.PARKED),
        (Status.UNREACHABLE, Showed.UNREACHABLE),
        (Status.CLOSED_BY_AUTHORITY, Showed.SEIZED),
    ],
)
def test_what_the_registry_says_already_is_no_news(status: Status, showed: Showed) -> None:
    assert _change(status, showed, 50, 50) is None


def test_a_streak_ends_where_something_else_was_seen() -> None:
    words = [Showed.SITE, Showed.SITE, Showed.UNREACHABLE, Showed.SITE]
    looks = [Look(number, NOON - number * DAY, word) for number, word in enumerate(words)]
    assert streak(looks) == Streak(Showed.SITE, 2, NOON - DAY, NOON)
    assert streak([]) is None


def test_a_seizure_is_proposed_with_its_signs(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy")
    watch.lists("coco.gg")
    watch.on(59, 60)
    proposal = next(each for each in watch.proposals() if each.title == "coco.gg was closed by an authority")
    change = next(each for each in watch.operations(proposal) if isinstance(each, SetNameStatus))
    assert (change.name, change.status, change.used_to) == ("coco.gg", "closed_by_authority", "2024-02-29")
    assert "name server of an authority" in proposal.public_reason


def test_a_status_that_a_person_turned_down_stays_down_while_it_lasts(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy")
    watch.lists("coco.gg")
    watch.on(59, 60)
    watch.reject(watch.proposals()[0], day=61)
    watch.on(62, 63)
    assert [proposal.state for proposal in watch.proposals()] == ["rejected"]


def test_a_status_that_was_turned_down_is_news_when_it_went_away_and_came_again(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy")
    watch.lists("coco.gg")
    watch.on(59, 60)
    watch.reject(watch.proposals()[0], day=61)
    for day, moment in ((21, 62), (60, 64)):  # the site is back for a day, and seized again
        watch.internet.on(day)
        watch.run_at(watch.moment(moment))
    assert [proposal.state for proposal in watch.proposals()] == ["rejected", "in_review"]


def test_a_faked_banner_changes_no_status(told: Told) -> None:
    watch = told("faked-banner-alone")
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old, expected.new)
    watch.on(*expected.history, expected.day, expected.day + 1)
    assert "seized" not in {kind for kind, _, _ in watch.findings()}


def test_servfail_that_comes_and_goes_changes_no_status(told: Told) -> None:
    watch = told("servfail-new-flaky")
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old, expected.new)
    watch.on(*expected.history, expected.day, expected.day + 1, expected.day + 2, expected.day + 3)
    assert "unreachable" not in {kind for kind, _, new in watch.findings() if new == expected.new}


def test_a_site_that_comes_back_after_a_year_is_proposed_as_alive(told: Told) -> None:
    watch = told("revival-after-a-year")
    expected = watch.internet.world.expect[0]
    watch.lists(expected.new, status="unreachable")
    watch.on(*range(expected.day, expected.day + 3))
    assert ("active", expected.new, expected.new) in watch.findings()
