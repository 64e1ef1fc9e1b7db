"""Holding every Release: nothing goes out until somebody lifts it, what is out stays fresh, and both are on record."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from api.database import Database
from api.jobs import founding, release, timestamp
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.tables import Hold
from feeds.review import holding, people
from feeds.review.four_eyes import NotAllowed
from feeds.review.holding import NotHeld, ReleasesHeld
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Role
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH, Curator, Desk
from tests.review.proposing import EVIDENCE, approve, propose, someone

PAGE = "/desk/releases"
WHY = "A school is on it."
NAME = {"op": "add_name", "site": "coco", "status": "active", "evidence": ["paper-1"], "name": "cocochat.chat"}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation whose first Release is out."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    folder.mkdir()
    database = Database(Settings(data_dir=folder).database)
    founding.run(database, Settings(data_dir=folder), datetime.now(UTC))
    database.close()
    return folder


@pytest.fixture
def out(founded: Path, tmp_path: Path) -> Iterator[Desk]:
    """That installation, with a change that is approved and waits to go out."""
    shutil.copytree(founded, tmp_path / "data")
    settings = Settings(data_dir=tmp_path / "data")
    database = Database(settings.database)
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, NAME))
    yield Desk(settings, database)
    database.close()


def _hold(database: Database, handle: str = "mary", reason: str = WHY) -> None:
    with database.write() as session:
        holding.hold(session, by=someone(session, handle), reason=reason, at=datetime.now(UTC))


def _lift(database: Database, handle: str = "mary") -> None:
    with database.write() as session:
        holding.lift(session, by=someone(session, handle), reason="It is off.", at=datetime.now(UTC))


def _serial(desk: Desk) -> int:
    found = FeedFolder(desk.settings.feed_dir).out()
    assert found is not None
    return found.serial


def test_while_releases_are_held_nothing_goes_out_and_everybody_is_told_why(out: Desk) -> None:
    _hold(out.database)
    now = datetime.now(UTC)
    assert release.run_if_due(out.database, out.settings, now) is None
    assert f"held by mary since {now:%Y-%m-%d}" in release.run(out.database, out.settings, now).held
    assert WHY in release.preview(out.database, out.settings, now).outcome.held
    with out.database.read() as session:
        mary = people.get(session, "mary")
    with pytest.raises(ReleasesHeld, match=WHY):
        release.roll_back(out.database, out.settings, 1, mary, "Back.", now)
    assert _serial(out) == 1
    assert "vigie_releases_held 1.0" in out.browser().get("/metrics").text


def test_what_is_out_is_signed_anew_all_the_same(out: Desk) -> None:
    _hold(out.database)
    later = datetime.now(UTC) + timedelta(hours=out.settings.resign_hours, minutes=1)
    assert timestamp.run_if_due(out.database, out.settings, later)
    assert _serial(out) == 1


def test_lifted_by_somebody_else_what_waited_goes_out_and_both_are_in_the_journal(out: Desk) -> None:
    _hold(out.database)
    _lift(out.database, "joan")
    assert release.run_if_due(out.database, out.settings, datetime.now(UTC)) is not None
    assert _serial(out) == 2
    acts = [entry for entry in out.journal() if entry[2] == "releases"]
    assert acts == [("mary", "hold", "releases"), ("joan", "lift", "releases")]
    assert "vigie_releases_held 0.0" in out.browser().get("/metrics").text


def _curator(desk: Desk) -> Curator:
    mary = Curator("mary", desk.browser())
    mary.browser.post(desk.invite("mary").removeprefix(str(desk.settings.public_url).rstrip("/")))
    return mary


def test_a_reviewer_holds_and_lifts_on_the_page_and_the_queue_shows_it(out: Desk) -> None:
    mary = _curator(out)
    assert "cocochat.chat" in mary.browser.get(PAGE).text
    assert mary.post(f"{PAGE}/hold", reason="<b>A school").status_code == 303
    for page in (PAGE, "/desk"):
        shown = mary.browser.get(page).text
        assert "mary has held every release since" in shown
        assert "&lt;b&gt;A school" in shown
    shown = mary.browser.get(PAGE).text
    assert [f'action="{PAGE}/{act}"' in shown for act in ("publish", "sign-off", "hold", "lift")] == [False] * 3 + [
        True
    ]
    assert mary.post(f"{PAGE}/hold", reason="Again.").status_code == 409
    assert mary.post(f"{PAGE}/1/roll-back", reason="Back.").status_code == 409
    assert mary.post(f"{PAGE}/lift", reason="It is off.").status_code == 303
    assert mary.post(f"{PAGE}/lift", reason="Again.").status_code == 409
    assert mary.post(f"{PAGE}/publish").status_code == 303
    assert _serial(out) == 2


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"reason": " "}, 422),
        ({"reason": "A\0"}, 422),
        ({"reason": "x" * 2001}, 422),
        ({"reason": "x" * 10_000_000}, 400),
        ({"reason": "Because.", "token": "f" * 64}, 403),
    ],
)
def test_a_form_that_cannot_be_used_holds_nothing(out: Desk, form: dict[str, str], status: int) -> None:
    assert _curator(out).post(f"{PAGE}/hold", **form).status_code == status
    with out.database.read() as session:
        assert holding.standing(session) is None


@ON_BOTH
def test_one_hold_stands_at_a_time_and_takes_a_reviewer_and_a_reason(desk: Desk) -> None:
    with pytest.raises(NotHeld):
        _lift(desk.database)
    with pytest.raises(NeedsReason):
        _hold(desk.database, reason=" ")
    _hold(desk.database)
    with pytest.raises(ReleasesHeld):
        _hold(desk.database, "joan")
    with desk.database.write() as session:
        eddie = people.add(session, "eddie", role=Role.EDITOR)
        with pytest.raises(NotAllowed):
            holding.lift(session, by=eddie, reason="Go.", at=NOON)


@ON_BOTH
def test_the_database_keeps_holds_as_they_were(desk: Desk) -> None:
    _hold(desk.database)
    _lift(desk.database)
    _hold(desk.database)
    for statement in (
        "INSERT INTO release_hold (person, reason, at) VALUES ('eve', 'x', '2026-01-01 00:00:00')",
        "DELETE FROM release_hold",
        "UPDATE release_hold SET reason = 'x' WHERE lifted_at IS NOT NULL",
        "UPDATE release_hold SET lifted_at = '2026-01-01 00:00:00' WHERE lifted_at IS NULL",
    ):
        with pytest.raises(DatabaseError), desk.database.write() as session:
            session.execute(text(statement))
    with desk.database.read() as session:
        assert session.get_one(Hold, 1).reason == WHY
