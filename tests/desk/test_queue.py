"""The Queue: what waits is found by its address, page by page; what can be taken back is; what is none is refused."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr
from sqlmodel import Session

from api.database import Database
from api.desk import queue
from api.settings import Settings
from feeds.intake.sources.tables import ItemState, Source, SourceItem
from feeds.review import editing, people, proposals, protecting, waiting
from feeds.review.severity import Severity
from feeds.review.states import PersonKind, ProposalState
from feeds.review.tables import Person, Proposal
from feeds.review.waiting import Asked, Matter
from tests.conftest import NOON
from tests.desk.authenticator import ORIGIN
from tests.desk.curators import ON_BOTH, Curator, Desk
from tests.review.proposing import LIST_COCO, approve, operations, propose, someone

NOW = datetime.now(UTC)
NAME = {"op": "add_name", "site": "coco", "name": "coco.live", "status": "active", "evidence": ["paper-1"]}
SAID = {"en": "A court looked into it.", "fr": "Un tribunal s’en est saisi."}
COURT = {"op": "add_event", "site": "coco", "kind": "court", "text": SAID, "evidence": ["paper-1"]}
SIGNAL = {"op": "add_signal", "site": "coco", "signal": "no-moderation", "evidence": ["paper-1"]}
WITHDRAWAL = {"op": "retract_name", "name": "coco.gg", "reason": "It is another site now."}
# Title, author, days it has waited, what it would do.
WAITING = (
    ("A new address", "ada", 40, NAME),
    ("A court", "intake", 10, COURT),
    ("A reason", "ada", 3, SIGNAL),
    ("100 % sure_thing <b>", "intake", 0, WITHDRAWAL),
)
ALL = "A new address|100 % sure_thing <b>|A reason|A court"


def _author(session: Session, handle: str) -> Person:
    return people.machine(session, handle) if handle == "intake" else someone(session, handle)


@pytest.fixture(scope="module")
def desk(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A Desk where Coco is listed and four changes to it wait."""
    folder = tmp_path_factory.mktemp("queue")
    url = f"sqlite:///{shutil.copy(migrated, folder / 'vigie.db')}"
    database = Database(url)
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        for title, handle, days, change in WAITING:
            proposals.propose(
                session,
                author=_author(session, handle),
                title=title,
                reason="It is so.",
                operations=operations(change),
                at=NOW - timedelta(days=days),
            )
    yield Desk(Settings(data_dir=folder, database_url=SecretStr(url), public_url=AnyHttpUrl(f"{ORIGIN}/")), database)
    database.close()


@pytest.fixture(scope="module")
def grace(desk: Desk) -> Curator:
    """Somebody who may decide."""
    return desk.comes("grace")


def _titles(page: str) -> list[str]:
    """The Proposals that wait, as the page lists them."""
    section = page.partition('id="proposals"')[2].partition('id="reports"')[0]
    return [unescape(title) for title in re.findall(r'<h3><a href="/desk/proposals/\d+">(.*?)</a></h3>', section)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ALL),
        ("order=oldest", "A new address|A court|A reason|100 % sure_thing <b>"),
        ("matter=withdraw", "100 % sure_thing <b>"),
        ("matter=status", "A court"),
        ("matter=move", ""),
        ("author=machine", "100 % sure_thing <b>|A court"),
        ("author=person", "A new address|A reason"),
        ("severity=words", "A reason"),
        ("severity=record&author=machine", "A court"),
        ("age=7", "A new address|A court"),
        ("site=coco", ALL),
        ("site=coco.gg", ALL),
        ("site=https://COCO.gg/room", ALL),
        ("site=coco.live", "A new address"),
        ("site=another", ""),
        ("words=ADDRESS", "A new address"),
        ("words=%25", "100 % sure_thing <b>"),
        ("words=e_t", "100 % sure_thing <b>"),
        ("words=_", "100 % sure_thing <b>"),
        ("words=%27%29%3B+DROP+TABLE+proposal%3B+--", ""),
        ("state=draft", ""),
        ("matter=&author=&severity=&age=&site=&words=&state=in_review&order=gravest", ALL),
    ],
)
def test_the_address_says_which_proposals_are_shown(grace: Curator, asked: str, found: str) -> None:
    assert "|".join(_titles(grace.browser.get(f"/desk?{asked}").text)) == found


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("matter=everything", 422),
        ("author=robot", 422),
        ("severity=1", 422),
        ("age=0", 422),
        ("age=x", 422),
        ("order=random", 422),
        ("state=published", 422),
        ("sort=title", 422),
        ("after=x", 422),
        ("after=-1", 422),
        ("after=99999999999999999999", 422),
        ("after=4000", 404),
        ("words=%00", 422),
        (f"site={'a' * 201}", 422),
    ],
)
def test_a_question_that_is_none_is_refused_with_the_field_it_is_about(grace: Curator, asked: str, status: int) -> None:
    answer = grace.browser.get(f"/desk?{asked}", headers={"accept": "application/json"})
    assert answer.status_code == status
    assert asked.partition("=")[0] in answer.text or "no proposal 4000" in answer.text


def test_an_empty_answer_says_so_and_leads_back(grace: Curator) -> None:
    text = grace.browser.get("/desk?words=nothing+says+this").text
    assert "No proposal waits that fits this." in text
    assert '<a href="/desk">Show all</a>' in text


def test_pages_follow_one_another_even_when_something_comes_between(
    desk: Desk, grace: Curator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "ON_A_PAGE", 3)
    first = grace.browser.get("/desk?order=oldest").text
    with desk.database.write() as session:
        late = propose(session, {**NAME, "name": "coco.chat"}, at=datetime.now(UTC))
    following = unescape(re.findall(r'href="([^"]*)" rel="next"', first)[0])
    assert _titles(first) + _titles(grace.browser.get(following).text) == [
        "A new address",
        "A court",
        "A reason",
        "100 % sure_thing <b>",
        "A change",
    ]
    with desk.database.write() as session:
        proposals.withdraw(session, session.get_one(Proposal, late.id), by=someone(session, "ada"), reason="-", at=NOW)


def test_a_proposal_weighs_as_much_as_its_gravest_operation_also_after_it_was_edited(desk: Desk) -> None:
    with desk.database.write() as session:
        ada = someone(session, "ada")
        proposal = propose(session, COURT, at=NOW)
        assert proposal.severity == Severity.RECORD
        editing.take_back(session, proposal, by=ada, version=proposal.version, at=NOW)
        editing.edit(
            session,
            proposal,
            by=ada,
            version=proposal.version,
            title="A change",
            reason="It is so.",
            operations=operations(COURT, {**NAME, "name": "coco.zone"}),
            private_note=None,
            at=NOW,
        )
        assert proposal.severity == Severity.STOPS
        asked = Asked(state=ProposalState.DRAFT, severity=Severity.STOPS)
        assert [each.id for each in waiting.proposals(session, asked, most=9)] == [proposal.id]
        proposals.withdraw(session, proposal, by=ada, reason="-", at=NOW)


def test_how_much_waits_is_told_alone_for_the_page_to_ask_again(grace: Curator) -> None:
    answer = grace.browser.get("/desk/counts")
    assert "Proposals <strong>4</strong>" in answer.text
    assert "<html" not in answer.text
    assert 'data-again="/desk/counts' in grace.browser.get("/desk").text


def test_a_hostile_title_is_text(grace: Curator) -> None:
    assert "<b>" not in grace.browser.get("/desk").text


@pytest.fixture
def article(desk: Desk) -> int:
    """The number of an article that waits."""
    with desk.database.write() as session:
        key = datetime.now(UTC).isoformat()
        source = Source(address=f"https://paper.example.com/{key}", due_at=NOON)
        session.add(source)
        session.flush()
        item = SourceItem(source_id=source.id, key=key, title="Coco again", seen_at=NOON, state=ItemState.WAITING)
        session.add(item)
        session.flush()
        return item.id


def test_a_dismissed_article_can_be_put_back_for_a_day(desk: Desk, grace: Curator, article: int) -> None:
    assert grace.post(f"/desk/newspapers/{article}", act="dismiss").status_code == 303
    assert "Undo: put back “Coco again”" in grace.browser.get("/desk").text
    assert grace.post(f"/desk/newspapers/{article}", act="undo").status_code == 303
    text = grace.browser.get("/desk").text
    assert ("Dismiss: Coco again" in text, "Undo: put back" in text) == (True, False)
    grace.post(f"/desk/newspapers/{article}", act="dismiss")
    with desk.database.write() as session:
        session.get_one(SourceItem, article).dismissed_at = datetime.now(UTC) - timedelta(days=1)
    assert grace.post(f"/desk/newspapers/{article}", act="undo").status_code == 404
    assert "Undo: put back" not in grace.browser.get("/desk").text


def test_what_was_not_dismissed_cannot_be_put_back(grace: Curator, article: int) -> None:
    assert grace.post(f"/desk/newspapers/{article}", act="undo").status_code == 404
    assert grace.post(f"/desk/newspapers/{article}", act="dismiss").status_code == 303
    assert grace.post(f"/desk/newspapers/{article}", act="dismiss").status_code == 404


@ON_BOTH
def test_both_databases_find_proposals_by_what_they_would_do(database_url: str) -> None:
    database = Database(database_url)
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        chat = propose(session, {**NAME, "name": "room.coco-chat.gg"})
        court = propose(session, COURT, author="eddie")
        for asked, found in (
            (Asked(matter=Matter.LIST), [chat.id]),
            (Asked(matter=Matter.STATUS, author=PersonKind.PERSON), [court.id]),
            (Asked(author=PersonKind.MACHINE), []),
            (Asked(site="coco.fr"), [chat.id, court.id]),
            (Asked(site="room.coco-chat.gg"), [chat.id]),
        ):
            assert [each.id for each in waiting.proposals(session, asked, most=9)] == found, asked
        for name, blocked in (("coco-chat.gg", [chat]), ("a.room.coco-chat.gg", [chat]), ("chat.gg", [])):
            assert list(protecting.effect(session, name).proposals) == blocked, name
        assert [site.slug for _, site in protecting.effect(session, "help.coco.gg").listed] == ["coco"]
    database.close()
