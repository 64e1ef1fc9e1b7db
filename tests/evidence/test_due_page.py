"""What is due again stands on one page of the Desk, where an editor says that it is so still, in one click."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select, update

from api.database import Database
from feeds.registry.tables import Evidence
from feeds.review.due_again.tables import Verification
from feeds.review.evidence.tables import EvidenceCheck
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry
from tests.desk.curators import HTML, ON_BOTH, Curator, Desk
from tests.review.proposing import LIST_COCO, approve, propose

HOSTILE = "<script>alert(1)</script> “quoted” & more"


@pytest.fixture
def late(desk: Desk) -> Database:
    """Coco, which nobody has looked at for two years, and whose source says something else."""
    now = datetime.now(UTC)
    with desk.database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        past = {"checked_at": now - timedelta(days=730), "verify_by": now - timedelta(days=365)}
        session.execute(update(Verification).values(**past))
        check = EvidenceCheck(evidence_id=session.exec(select(Evidence.id)).one(), due_at=now, outcome="changed")
        check.since, check.before, check.now = now, HOSTILE, "Something else."
        session.add(check)
    return desk.database


@pytest.fixture
def eddie(desk: Desk) -> Curator:
    """An editor at the Desk."""
    return desk.comes("eddie", Role.EDITOR)


def _shown(curator: Curator, query: str = "", language: str = "en") -> str:
    return str(curator.browser.get(f"/desk/due{query}", headers={**HTML, "accept-language": language}).text)


@ON_BOTH
def test_everything_that_is_due_stands_there_with_what_changed(late: Database, eddie: Curator) -> None:
    page = _shown(eddie)
    for said in ("coco.gg", "coco.fr", "The quote is not there any more", "Something else.", "was due by", "late (3)"):
        assert said in page
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert "La citation n’y figure plus." in _shown(eddie, "?site=coco", language="fr")


def test_the_list_is_narrowed_by_the_address(late: Database, eddie: Curator) -> None:
    assert "coco.gg" not in _shown(eddie, "?kind=signal").partition('id="entries"')[2]
    assert 'id="sources"' not in _shown(eddie, "?overdue=true")
    assert 'id="entries"' not in _shown(eddie, "?kind=source")
    assert "Nothing is due" in _shown(eddie, "?site=no-such-site")
    assert "coco.gg" in _shown(eddie, "?site=coco&kind=name&overdue=true")


def test_a_filter_that_there_is_not_is_refused(desk: Desk, eddie: Curator) -> None:
    for query in ("?kind=dog", "?page=0", "?page=x", "?site=%00", "?overdue=perhaps"):
        assert eddie.browser.get(f"/desk/due{query}", headers=HTML).status_code == 422, query


def test_one_click_says_that_a_name_is_so_still(late: Database, eddie: Curator, desk: Desk) -> None:
    with late.read() as session:
        number = session.exec(select(Verification.name_id).where(col(Verification.name_id).is_not(None))).first()
    answer = eddie.post(f"/desk/due/name/{number}", back="kind=name")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/due?kind=name#entries")
    assert ("eddie", "verify") in [(actor, action) for actor, action, _ in desk.journal()]
    assert "late (2)" in _shown(eddie)


def test_a_source_is_kept_with_a_reason_and_stays_away_until_it_changes(
    late: Database, eddie: Curator, desk: Desk
) -> None:
    number = _evidence(late)
    assert eddie.post(f"/desk/due/sources/{number}", reason="  ").status_code == 422
    assert eddie.post(f"/desk/due/sources/{number}", reason="The court’s own record says so too.").status_code == 303
    assert "Every source that could be looked at" in _shown(eddie)
    assert desk.journal()[-1] == ("eddie", "keep_source", "evidence paper-1")
    with late.read() as session:
        assert _last(session).body == {"outcome": "changed", "reason": "The court’s own record says so too."}
    assert eddie.post(f"/desk/due/sources/{number}", reason="Again.").status_code == 404


def test_a_reader_sees_what_is_due_and_has_no_button(late: Database, desk: Desk) -> None:
    mary = desk.comes("mary", Role.READER)
    page = _shown(mary)
    assert "coco.gg" in page
    assert "Checked today" not in page
    assert mary.post(f"/desk/due/sources/{_evidence(late)}", reason="So.").status_code == 403


def test_what_is_not_there_is_not_found_and_another_sites_form_is_refused(desk: Desk, eddie: Curator) -> None:
    for path in ("name/99999", "signal/0", "name/99999999999999999999", "sources/7777"):
        assert eddie.post(f"/desk/due/{path}", reason="So.").status_code == 404, path
    answer = eddie.browser.post("/desk/due/name/1", data={"token": "0" * 64}, headers=HTML)
    assert answer.status_code == 403


def _evidence(database: Database) -> int:
    with database.read() as session:
        return session.exec(select(Evidence.id)).one()


def _last(session: Session) -> JournalEntry:
    return session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc()).limit(1)).one()
