"""`/status`: figures that can be checked by hand, and none that cannot be said."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import event
from sqlmodel import Session, select
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.public import record
from api.public.record import Median, Share
from api.settings import Settings
from feeds.registry.tables import Name, Retraction
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import due_again, people, proposals
from feeds.review import operations as op
from feeds.review.operations import Operation
from feeds.review.reports.tables import DayOfReports
from feeds.review.tables import Person
from feeds.watch.tables import Due, ObservationRow
from tests.api.moments import now

NOW: Final = now().replace(hour=12, minute=0, second=0, microsecond=0)
DIGEST: Final = "0" * 64
FOUNDING: Final[list[Operation]] = [
    op.AddEvidence(key="source", publisher="A newspaper", title="What happened", language="en"),
    op.AddSite(slug="one", name="One", category="anonymous-chat", status="active", evidence=[]),
    *(op.AddName(site="one", name=f"chat{number}.com", status="active", evidence=["source"]) for number in range(4)),
]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A registry of four Names, whose Release 1 is a hundred days old. Nothing else happened."""
    with database.write() as session:
        people.add(session, "grace")
        people.add(session, "ada")
        _decide(session, FOUNDING, waited=timedelta(hours=1))
        _release(session, 1, days_ago=100)
        yield session


def _release(session: Session, serial: int, *, days_ago: float, names: int = 4) -> None:
    """Put out what is approved, so many days ago."""
    at = NOW - timedelta(days=days_ago)
    row = Release(
        serial=serial,
        released_at=at,
        names=names,
        added=1,
        removed=0,
        names_sha256=DIGEST,
        sites_sha256=DIGEST,
        helplines_sha256=DIGEST,
    )
    session.add(row)
    session.flush()
    proposals.publish(session, proposals.approved(session), serial=serial)


def _decide(
    session: Session, operations: list[Operation], *, waited: timedelta, days_ago: float = 0, rejected: bool = False
) -> None:
    """Draft a change so long before a moment, and have a second person decide on it."""
    grace, ada = (session.exec(select(Person).where(Person.handle == handle)).one() for handle in ("grace", "ada"))
    at = NOW - timedelta(days=days_ago)
    drafted = {"title": "A change", "reason": "A reason.", "operations": operations, "at": at - waited}
    proposal = proposals.propose(session, author=grace, **drafted)  # type: ignore[arg-type]
    decide = proposals.reject if rejected else proposals.approve
    decide(session, proposal, reviewer=ada, reason="I read it.", at=at)


def _protect(name: str) -> list[Operation]:
    return [op.ProtectName(name=name, reason="People find help there.")]


def _list(name: str) -> list[Operation]:
    return [op.AddName(site="one", name=name, status="active", evidence=["source"])]


def _report(session: Session, name: str, *, days_ago: int, kind: str = "risky") -> None:
    day = (NOW - timedelta(days=days_ago)).date()
    session.add(DayOfReports(name=name, kind=kind, day=day, reports=1, sources=1))


def test_of_an_installation_that_was_just_founded_nothing_is_said_that_is_not_so(session: Session) -> None:
    said = record.read(session, NOW)
    assert [release.serial for release in said.releases] == [1]
    assert (said.freshness, said.from_proposal, said.from_report, said.looked_at) == (None, None, None, None)
    assert said.turned_down is None  # nobody reviewed the founding as a change
    assert said.overturned == Share(0, 4)


def test_before_the_first_release_there_is_nothing_to_say(database: Database) -> None:
    with database.read() as session:
        said = record.read(session, NOW)
    assert (list(said.releases), said.overturned) == ([], None)


def test_the_wait_of_a_change_is_the_median_from_its_draft_to_its_release(session: Session) -> None:
    for serial, hours in enumerate((1, 2, 10, 50, 400), start=2):
        _decide(session, _protect(f"help{serial}.com"), waited=timedelta(hours=hours), days_ago=1)
        _release(session, serial, days_ago=1)
    assert record.read(session, NOW).from_proposal == Median(10.0, 5)


def test_four_waits_are_no_median(session: Session) -> None:
    for serial in range(2, 6):
        _decide(session, _protect(f"help{serial}.com"), waited=timedelta(hours=1), days_ago=1)
        _release(session, serial, days_ago=1)
    assert record.read(session, NOW).from_proposal is None


def test_what_was_released_long_ago_tells_nothing_of_today(session: Session) -> None:
    for serial in range(2, 8):
        _decide(session, _protect(f"help{serial}.com"), waited=timedelta(hours=1), days_ago=95)
        _release(session, serial, days_ago=95)
    assert record.read(session, NOW).from_proposal is None


def test_nobody_waited_for_the_founding(session: Session) -> None:
    for number in range(6):
        _decide(session, _protect(f"help{number}.com"), waited=timedelta(hours=1))
    proposals.publish(session, proposals.approved(session), serial=1)
    session.get_one(Release, 1).released_at = NOW
    session.flush()
    said = record.read(session, NOW)
    assert (said.from_proposal, said.turned_down) == (None, None)


def test_a_change_of_no_file_is_marked_with_a_release_before_it_and_waits_for_none(session: Session) -> None:
    _release(session, 2, days_ago=3)
    for number in range(6):
        _decide(session, _protect(f"help{number}.com"), waited=timedelta(hours=1))
    proposals.publish(session, proposals.approved(session), serial=2)
    assert record.read(session, NOW).from_proposal is None


def test_a_report_waits_from_its_first_day_to_the_release_that_lists_its_name(session: Session) -> None:
    for serial, days in enumerate((1, 2, 3, 4, 5), start=2):
        _report(session, f"new{serial}.com", days_ago=days)
        _report(session, f"new{serial}.com", days_ago=days - 1)
        _decide(session, _list(f"new{serial}.com"), waited=timedelta(minutes=1))
        _release(session, serial, days_ago=0)
    _report(session, "never-listed.com", days_ago=60)
    _decide(session, _list("early.com"), waited=timedelta(minutes=1), days_ago=5)
    _release(session, 7, days_ago=5)
    _report(session, "early.com", days_ago=1)  # it was listed before anybody reported it
    assert record.read(session, NOW).from_report == Median(3 * 24 + 12.0, 5)


def test_a_mistake_waits_for_the_withdrawal_and_nothing_else(session: Session) -> None:
    for number in range(4):
        _report(session, f"chat{number}.com", days_ago=2, kind="mistake")
        _decide(session, [op.RetractName(name=f"chat{number}.com", reason="It is shut.")], waited=timedelta(minutes=1))
    _report(session, "new.com", days_ago=9, kind="mistake")
    _decide(session, _list("new.com"), waited=timedelta(minutes=1))
    _release(session, 2, days_ago=0)
    assert record.read(session, NOW).from_report is None
    _report(session, "other.com", days_ago=2)
    _decide(session, _list("other.com"), waited=timedelta(minutes=1))
    _release(session, 3, days_ago=0)
    assert record.read(session, NOW).from_report == Median(60.0, 5)


def test_a_withdrawn_listing_counts_among_all_that_there_ever_were(session: Session) -> None:
    _decide(session, [op.RetractName(name="chat0.com", reason="It is shut.")], waited=timedelta(hours=1))
    assert record.read(session, NOW).overturned == Share(1, 4)
    assert session.exec(select(Retraction)).one().hostname == "chat0.com"


def test_what_a_second_person_rejected_counts_among_what_was_decided(session: Session) -> None:
    for number in range(4):
        _decide(session, _protect(f"help{number}.com"), waited=timedelta(hours=1), rejected=number == 0)
    assert record.read(session, NOW).turned_down == Share(1, 4)


def test_looks_that_are_a_day_late_are_not_on_time(session: Session) -> None:
    for hours, name in ((-5, "chat0.com"), (20, "chat1.com"), (30, "chat2.com")):
        session.add(Due(kind="name", subject=name, due_at=NOW - timedelta(hours=hours)))
    session.add(Due(kind="sweep", subject="chat3.com", due_at=NOW - timedelta(days=9)))
    session.flush()
    assert record.read(session, NOW).looked_at is None  # the Watch has not run
    session.add(ObservationRow(name="chat0.com", at=NOW, showed="site", document={}))
    session.flush()
    assert record.read(session, NOW).looked_at == Share(2, 3)


def test_an_entry_counts_once_its_date_fell_and_as_kept_when_somebody_looked_by_then(session: Session) -> None:
    later = NOW + timedelta(days=95)  # online names: 90 days after they were listed
    assert record.read(session, NOW).verified is None
    assert record.read(session, later).verified == Share(0, 4)
    (first, *_) = session.exec(select(Name)).all()
    due_again.confirm(session, "name", first.id, by=people.get(session, "ada"), at=NOW + timedelta(days=80))
    assert record.read(session, later).verified == Share(1, 4)


def test_however_much_happened_it_costs_the_same_questions(session: Session) -> None:
    def asked() -> int:
        counted: list[str] = []
        event.listen(session.get_bind(), "before_cursor_execute", lambda *seen: counted.append(seen[2]))
        record.read(session, NOW)
        return len(counted)

    few = asked()
    for serial in range(2, 40):
        _report(session, f"new{serial}.com", days_ago=3)
        _decide(session, _list(f"new{serial}.com"), waited=timedelta(hours=1))
        _release(session, serial, days_ago=0)
    assert asked() == few <= 12
    assert len(record.read(session, NOW).releases) == record.SHOWN


@pytest.fixture
def visitor(session: Session, database: Database, database_url: str, tmp_path: object) -> Iterator[TestClient]:
    """Somebody who reads the page. What the test wrote before is there."""
    session.commit()
    settings = Settings.model_validate({"data_dir": tmp_path, "database_url": database_url})
    with TestClient(Door(settings), base_url="http://vigie.test") as client:
        yield client


@pytest.mark.parametrize(("language", "said"), [("en", "How the list is kept"), ("fr", "Comment la liste est tenue")])
def test_the_page_says_it_in_both_languages(visitor: TestClient, language: str, said: str) -> None:
    answer = visitor.get("/status", params={"lang": language})
    assert (answer.status_code, said in answer.text) == (200, True)
    assert answer.headers["cache-control"] == "public, max-age=300"


def test_what_cannot_be_said_is_not_on_the_page(visitor: TestClient, database: Database) -> None:
    page = visitor.get("/status").text
    assert "What cannot be told yet is left out" in page
    assert "From a report to the release" not in page
    assert '<svg class="plot"' not in page  # one Release is no line
    with database.write() as session:
        _release(session, 2, days_ago=1, names=1234)
        session.add(FreshnessCheck(checked_at=NOW, serial=2, expires_at=None, problem="It is gone."))
    page = visitor.get("/status").text
    assert "an old list" in page
    assert "to 1,234 in release 2" in page
    assert len(re.findall('<svg class="plot"', page)) == 2
