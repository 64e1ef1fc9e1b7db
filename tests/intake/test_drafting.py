"""One Proposal from an article: what is known is extended, what is open is pointed at, and nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from api.database import Database
from feeds.intake import Claim, Reading, proposing, read
from feeds.intake.claim import Event as ClaimedEvent
from feeds.intake.draft import Remark
from feeds.review import people, proposals
from feeds.review.operations import AddName, SetNameStatus
from tests.conftest import NOON
from tests.intake.drafts import RENAME, SEIZURE, draft
from tests.review.proposing import approve, propose, someone

# What is drafted depends on no database; how it is kept is held on both in test_proposing.py.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _hand_in(session: Session, text: str) -> int:
    drafted = draft(session, text)
    return proposing.hand_in(session, drafted, people.machine(session, proposing.AUTHOR), NOON).id


def _said(remarks: list[Remark]) -> list[str]:
    return [str(remark) for remark in remarks]


OTHER_WORDS = "Une source le confirme : le tchat coco.gg est devenu cocochat.chat en 2026. Rien de plus n’est connu."


def test_what_an_open_proposal_says_is_not_proposed_again_and_is_pointed_at(coco: Database) -> None:
    with coco.write() as session:
        number = _hand_in(session, RENAME)
        again = draft(session, OTHER_WORDS)
    assert (again.operations, again.open) == ([], number)
    assert _said(again.left) == [f"Proposal {number}, which is open, says so already: coco.gg became cocochat.chat."]


def test_a_rejected_proposal_stands_in_nobodys_way(coco: Database) -> None:
    with coco.write() as session:
        number = _hand_in(session, RENAME)
        proposals.reject(
            session, proposals.get(session, number), reviewer=someone(session, "grace"), reason="No.", at=NOON
        )
        assert draft(session, OTHER_WORDS).operations


def test_what_is_new_beyond_an_open_proposal_is_proposed_alone(coco: Database) -> None:
    with coco.write() as session:
        _hand_in(session, RENAME)
        more = draft(session, f"{RENAME} {SEIZURE}")
        assert {change.op for change in more.operations} >= {"add_evidence", "set_name_status", "add_event"}
        assert not any(change.op in ("add_name", "link_names") for change in more.operations)


def test_several_events_of_one_article_are_one_proposal_on_one_source(coco: Database) -> None:
    claims = (_claim("seized", "coco.gg", date="2024-06-25"), _renamed("coco.fr", "coco.gg"))
    with coco.write() as session:
        drafted = proposing.draft(session, _reading(*claims))
    kinds = [change.op for change in drafted.operations]
    assert kinds == ["add_evidence", "link_names", "set_name_status", "set_site_status", "add_event"]


def test_a_chain_is_followed_in_whichever_order_it_is_told(coco: Database) -> None:
    claims = [_renamed("coco.live", "coco.world"), _renamed("coco.zone", "coco.live"), _renamed("coco.gg", "coco.zone")]
    with coco.write() as session:
        drafted = proposing.draft(session, _reading(*claims))
    added = [change.name for change in drafted.operations if isinstance(change, AddName)]
    assert (added, drafted.left) == (["coco.zone", "coco.live", "coco.world"], [])


def test_a_site_is_found_by_what_people_call_it_and_the_reviewer_is_told(coco: Database) -> None:
    with coco.write() as session:
        drafted = proposing.draft(session, _reading(_renamed("coco.chat", "cocoplus.chat")))
    added = [(change.site, change.name) for change in drafted.operations if isinstance(change, AddName)]
    assert added == [("coco", "coco.chat"), ("coco", "cocoplus.chat")]
    assert "coco.chat is taken for an address of Coco" in drafted.reason


def test_a_copy_is_not_added_to_the_site_that_it_copies(coco: Database) -> None:
    with coco.write() as session:
        drafted = proposing.draft(session, _reading(_claim("clone", "coco.gg", "coco.land")))
    assert drafted.operations == []
    assert _said(drafted.left) == ["coco.land is said to follow coco.gg: list it as a site of its own first."]


def test_a_date_that_contradicts_the_registry_is_told_and_not_written(coco: Database) -> None:
    with coco.write() as session:
        seized = proposing.draft(session, _reading(_claim("seized", "coco.gg", date="2024-06-25")))
        approve(session, proposing.hand_in(session, seized, people.machine(session, proposing.AUTHOR), NOON))
        later = replace(_reading(_claim("seized", "coco.gg", date="2024-07-02")), digest="f" * 64)
        drafted = proposing.draft(session, later)
    ended = [change.used_to for change in drafted.operations if isinstance(change, SetNameStatus)]
    assert ended == [None]
    assert _said(drafted.notes) == [
        "Of coco.gg the registry says 2024-06-25, and this text 2024-07-02: nothing is changed there."
    ]


@pytest.mark.parametrize("name", ["google.com", "service-public.fr"])
def test_a_name_that_the_gate_refuses_is_left_out_and_the_rest_proposed(coco: Database, name: str) -> None:
    with coco.write() as session:
        protect = {"op": "protect_name", "name": "service-public.fr", "reason": "People find help there."}
        approve(session, propose(session, protect))
        drafted = proposing.draft(session, _reading(_renamed("coco.gg", name), _claim("seized", "coco.gg")))
        assert any(change.op == "set_name_status" for change in drafted.operations)
        proposing.hand_in(session, drafted, people.machine(session, proposing.AUTHOR), NOON)
    assert _said(drafted.left)[0].startswith(f"{name} is not proposed")


def test_a_text_that_only_confirms_has_no_news(coco: Database) -> None:
    with coco.write() as session:
        assert not proposing.draft(session, _reading(_renamed("coco.fr", "coco.gg"))).news
        assert proposing.draft(session, _reading(_renamed("coco.gg", "coco.zone"))).news


def _renamed(old: str, new: str) -> Claim:
    return _claim("renamed", old, new)


def _claim(event: ClaimedEvent, old: str, new: str | None = None, date: str | None = None) -> Claim:
    return Claim(event, old, new, date, "A quote.", 0, 8, 0.9, ("a test says so",))


def _reading(*claims: Claim) -> Reading:
    text = "A quote. And then a text of some length that is about nothing else in particular, and says so twice."
    return replace(read(text.encode(), source="article.txt", today=date(2026, 11, 21)), claims=claims)
