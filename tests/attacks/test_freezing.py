"""A feed that stands still shows, and a clock that is wrong costs nothing for good."""

from datetime import timedelta

import pytest

from tests.attacks.device import Device
from tests.attacks.repository import NOW, ROLES, Repository

DAY = timedelta(days=1)
YEAR = timedelta(days=365)


def _renewed(repository: Repository, role: str) -> None:
    {"root": repository.rooted, "timestamp": repository.stamped, "snapshot": repository.snapshotted}.get(
        role, repository.released
    )()


@pytest.mark.parametrize("role", ROLES)
def test_what_was_accepted_is_refused_once_it_ran_out_though_nothing_changed(
    repository: Repository, device: Device, role: str
) -> None:
    repository.expires[role] = NOW + DAY
    _renewed(repository, role)
    assert device.refresh().kind == ""
    kept = device.state()
    assert device.refresh(at=NOW + 2 * DAY).kind == "expired"
    assert device.state() == kept


@pytest.mark.parametrize("role", ROLES)
def test_a_renewal_ends_the_standstill(repository: Repository, device: Device, role: str) -> None:
    repository.expires[role] = NOW + DAY
    _renewed(repository, role)
    assert device.refresh().kind == ""
    repository.expires[role] = NOW + 30 * DAY
    _renewed(repository, role)
    assert device.refresh(at=NOW + 2 * DAY).kind == ""


@pytest.mark.parametrize("role", ROLES)
def test_what_had_run_out_before_it_was_seen_is_not_kept(repository: Repository, device: Device, role: str) -> None:
    repository.expires[role] = NOW - DAY
    _renewed(repository, role)
    assert device.refresh().kind == "expired"
    # A root is a step to the next one, so it is kept whatever its date; nothing else is.
    assert (role in device.kept()) == (role == "root")


def test_a_root_that_ran_out_is_a_step_to_the_one_that_did_not(repository: Repository, device: Device) -> None:
    repository.expires["root"] = NOW - DAY
    repository.rooted()
    repository.expires["root"] = NOW + DAY
    repository.rooted()
    assert device.refresh().kind == ""
    assert device.kept()["root"] == 3


def test_a_clock_a_year_ahead_calls_the_feed_out_of_date_and_loses_nothing(device: Device) -> None:
    assert device.refresh().kind == ""
    kept = device.state()
    assert device.refresh(at=NOW + YEAR).kind == "expired"
    assert device.state() == kept
    assert device.refresh().kind == ""


def test_a_clock_a_year_ahead_on_the_first_day_takes_nothing_until_it_is_right(device: Device) -> None:
    assert device.refresh(at=NOW + YEAR).kind == "expired"
    assert device.kept() == {"root": 1}
    assert device.refresh().kind == ""


def test_a_clock_a_year_behind_reads_the_feed_and_lets_nothing_go_back(repository: Repository, device: Device) -> None:
    old = repository.kept_aside()
    repository.released(names=b"the names of release 2")
    assert device.refresh(at=NOW - YEAR).kind == ""
    repository.files |= old
    assert device.refresh(at=NOW - YEAR).kind == "rollback"


def test_what_a_slow_clock_let_in_is_refused_once_the_clock_is_right(repository: Repository, device: Device) -> None:
    repository.expires["timestamp"] = NOW - DAY
    repository.stamped()
    assert device.refresh(at=NOW - YEAR).kind == ""
    assert device.refresh().kind == "expired"
