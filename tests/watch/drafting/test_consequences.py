"""What a Name's new Status says of its Site."""

import pytest

from feeds.registry.words import Status
from feeds.review.operations import SetNameStatus, SetSiteStatus
from feeds.review.tables import Proposal
from feeds.watch.consequences import site_status
from tests.watch.drafting.conftest import Told
from tests.watch.watching import Watching

SHUT = [Status.CLOSED, Status.CLOSED_BY_AUTHORITY, Status.PARKED, Status.UNREACHABLE]


@pytest.mark.parametrize("status", SHUT)
def test_a_site_whose_last_name_is_shut_is_shut_in_the_same_way(status: Status) -> None:
    assert site_status(Status.ACTIVE, status, []) is status
    assert site_status(Status.ACTIVE, status, [*SHUT, Status.REDIRECTING]) is status


@pytest.mark.parametrize("other", [Status.ACTIVE, Status.UNKNOWN])
@pytest.mark.parametrize("status", SHUT)
def test_a_site_stays_while_another_of_its_names_may_be_open(status: Status, other: Status) -> None:
    assert site_status(Status.ACTIVE, status, [Status.CLOSED, other]) is None


def test_a_site_is_open_again_with_the_first_name_that_is() -> None:
    assert site_status(Status.CLOSED_BY_AUTHORITY, Status.ACTIVE, [Status.CLOSED_BY_AUTHORITY]) is Status.ACTIVE


def test_a_name_that_redirects_says_nothing_of_its_site() -> None:
    assert site_status(Status.ACTIVE, Status.REDIRECTING, []) is None


def test_what_a_site_is_already_is_no_news() -> None:
    assert site_status(Status.PARKED, Status.PARKED, []) is None


def _seized(watch: Watching) -> Proposal:
    return next(each for each in watch.proposals() if each.title == "coco.gg was closed by an authority")


def test_the_seizure_of_the_last_name_is_proposed_for_the_site_too_and_the_reason_says_so(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy")
    watch.lists("coco.gg")
    watch.on(59, 60)
    proposal = _seized(watch)
    of_name, of_site = watch.operations(proposal)[-2:]
    assert isinstance(of_name, SetNameStatus)
    assert isinstance(of_site, SetSiteStatus)
    assert (of_site.site, of_site.status, of_site.as_of) == ("site", "closed_by_authority", "2024-02-29")
    assert of_site.evidence == of_name.evidence
    assert "No other name of The site is known to be open" in proposal.public_reason
    watch.approve(proposal)


def test_the_seizure_of_one_of_two_names_says_nothing_of_the_site(told: Told) -> None:
    watch = told("coco-from-fr-to-a-copy")
    watch.lists("coco.gg", "coco.fr")
    watch.on(60)
    proposal = _seized(watch)
    assert not [each for each in watch.operations(proposal) if isinstance(each, SetSiteStatus)]
    assert "No other name" not in proposal.public_reason


def test_a_site_that_is_thought_to_have_moved_is_not_called_shut(told: Told) -> None:
    watch = told("new-design-redirect-then-dead")
    expected = watch.internet.world.expect[0]
    watch.lists(expected.old)
    watch.on(*expected.history, expected.day)
    watch.on(*range(expected.day + 1, expected.day + 5))
    assert ("renamed", expected.old, expected.new) in watch.findings()
    changes = [each for proposal in watch.proposals() for each in watch.operations(proposal)]
    assert [each for each in changes if isinstance(each, SetNameStatus) and each.status == "unreachable"]
    assert not [each for each in changes if isinstance(each, SetSiteStatus)]
