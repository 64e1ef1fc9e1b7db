"""What is never listed, and what only with a reason."""

import pytest
from sqlmodel import select

from api.database import Database
from feeds.registry.tables import Name, ProtectedName
from feeds.review import never_list, proposals
from feeds.review.applying import DoesNotApply
from feeds.review.never_list import MustNotList, NeedsReasonToList
from tests.review.proposing import LIST_COCO, approve, operations, propose

NEVER = ["childline.org.uk", "help.somecharity.org"]


@pytest.mark.parametrize(
    "name", ["childline.org.uk", "www.childline.org.uk", "help.somecharity.org", "somecharity.org"]
)
def test_support_is_never_listed_nor_what_would_cover_it(name: str) -> None:
    with pytest.raises(MustNotList):
        never_list.check(name, NEVER, despite="Somebody insists.")


@pytest.mark.parametrize("name", ["notchildline.org.uk", "childline.org", "other.somecharity.org"])
def test_a_similar_name_is_not_protected(name: str) -> None:
    never_list.check(name, NEVER, despite=None)


@pytest.mark.parametrize("name", ["google.com", "chat.google.com", "wikipedia.org"])
def test_a_much_visited_site_needs_a_reason(name: str) -> None:
    with pytest.raises(NeedsReasonToList, match="10 000 most visited"):
        never_list.check(name, [], despite=None)
    never_list.check(name, [], despite="A court said so.")


def test_someones_page_on_a_shared_host_is_a_site_of_its_own() -> None:
    never_list.check("someone.github.io", [], despite=None)


def test_the_list_of_popular_sites_is_whole_and_dated() -> None:
    assert len(never_list.popular()) == 10_000
    assert "version 2025" in never_list.POPULAR_FILE.read_text(encoding="utf-8")[:300]


def _name(hostname: str, **more: str) -> dict[str, object]:
    return {"op": "add_name", "site": "coco", "name": hostname, "status": "active", "evidence": ["paper-1"], **more}


def test_the_gate_stands_before_a_proposal(database: Database) -> None:
    protect = {"op": "protect_name", "name": "childline.org.uk", "reason": "A helpline."}
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        approve(session, propose(session, protect))
    for change, refusal in (
        (_name("google.com"), "most visited"),
        (_name("childline.org.uk", despite="x"), "which helps them"),
    ):
        with pytest.raises(DoesNotApply, match=refusal), database.write() as session:
            propose(session, change)
    with database.write() as session:
        approve(session, propose(session, _name("google.com", despite="A court said so.")))
    with database.read() as session:
        assert session.exec(select(Name).where(Name.hostname == "google.com")).one()


def test_the_reason_to_list_a_popular_site_stays_on_record(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        proposal = propose(session, _name("google.com", despite="A court said so."))
        approve(session, proposal, reviewer="mary")
        stored = proposals.operations_of(session, proposal)
    assert stored == operations(_name("google.com", despite="A court said so."))


def test_a_name_that_is_listed_is_withdrawn_before_it_is_protected(database: Database) -> None:
    protect = {"op": "protect_name", "name": "chat.coco.gg", "reason": "A helpline moved in."}
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    with pytest.raises(DoesNotApply, match=r"coco\.gg is listed; withdraw it"), database.write() as session:
        propose(session, protect)
    with database.write() as session:
        approve(session, propose(session, {"op": "retract_name", "name": "coco.gg", "reason": "Moved."}, protect))
        assert session.exec(select(ProtectedName.hostname)).all() == ["chat.coco.gg"]
