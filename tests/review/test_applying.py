"""What operations do to the registry, and which do not fit it."""

from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from api.database import Database
from feeds.registry.tables import Citation, Evidence, Link, Name, Retraction, Signal, Site
from feeds.release import reading
from feeds.review import proposals
from feeds.review.applying import DoesNotApply
from feeds.review.due_again.tables import Verification
from feeds.review.four_eyes import NotAllowed
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, approve, operations, propose

SECOND_SOURCE = {**LIST_COCO[0], "key": "paper-2", "url": None}
WRONG_SIGNAL = {
    "op": "retract_signal", "site": "coco", "signal": "no-age-check", "reason": "The article spoke of another site."
}  # fmt: skip


@pytest.fixture
def coco(database: Database) -> Database:
    """A database in which Coco is listed."""
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    return database


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"op": "add_site", "slug": "coco", "name": "X", "category": "dating-chat", "status": "active"},
            "is in the reg",
        ),
        (
            {"op": "add_name", "site": "coco", "name": "COCO.gg.", "status": "active", "evidence": ["paper-1"]},
            "name coco.gg is",
        ),
        (
            {"op": "add_name", "site": "nope", "name": "x.gg", "status": "active", "evidence": ["paper-1"]},
            "no site nope",
        ),
        (
            {"op": "add_name", "site": "coco", "name": "x.gg", "status": "active", "evidence": ["nope"]},
            "no evidence nope",
        ),
        (
            {"op": "link_names", "old": "coco.gg", "new": "x.gg", "kind": "renamed_to", "evidence": ["paper-1"]},
            "no name x.gg",
        ),
        (
            {"op": "link_names", "old": "coco.gg", "new": "coco.gg", "kind": "clone_of", "evidence": ["paper-1"]},
            "to itself",
        ),
        (
            {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["paper-1"]},
            "from this source already",
        ),
        ({"op": "retract_name", "name": "x.gg", "reason": "A mistake."}, "no name x.gg"),
        (
            {"op": "retract_signal", "site": "coco", "signal": "no-moderation", "reason": "A mistake."},
            "coco does not have the signal no-moderation",
        ),
        (LIST_COCO[0], "evidence paper-1 is in the registry already"),
    ],
)
def test_what_does_not_fit_is_refused_to_its_author_and_changes_nothing(
    coco: Database, change: dict[str, Any], reason: str
) -> None:
    with pytest.raises(DoesNotApply, match=reason), coco.write() as session:
        propose(session, {**LIST_COCO[0], "key": "fresh"}, change)
    with coco.read() as session:
        assert len(session.exec(select(Proposal)).all()) == 1
        assert len(session.exec(select(Evidence)).all()) == 1


def test_a_proposal_that_is_only_tried_leaves_no_trace(database: Database) -> None:
    with database.write() as session:
        propose(session, *LIST_COCO)
    with database.read() as session:
        assert session.exec(select(Site)).all() == []


def test_a_fact_said_again_gains_its_source(coco: Database) -> None:
    again = {"op": "link_names", "old": "coco.fr", "new": "coco.gg", "kind": "renamed_to", "date": "2022"}
    signal = {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["paper-2"]}
    with coco.write() as session:
        approve(session, propose(session, SECOND_SOURCE, {**again, "evidence": ["paper-2"]}, signal))
    with coco.read() as session:
        link = session.exec(select(Link)).one()
        assert link.date == "2022"
        assert len(session.exec(select(Citation).where(Citation.link_id == link.id)).all()) == 2
        assert len(session.exec(select(Signal)).all()) == 1


def test_a_list_is_no_evidence_of_risk(coco: Database) -> None:
    listing = {**SECOND_SOURCE, "kind": "list"}
    signal = {"op": "add_signal", "site": "coco", "signal": "no-moderation", "evidence": ["paper-2"]}
    with pytest.raises(DoesNotApply, match="not that it is a risk"), coco.write() as session:
        propose(session, listing, signal)


def test_a_status_that_is_confirmed_keeps_its_date(coco: Database) -> None:
    closed = {"op": "set_site_status", "site": "coco", "status": "closed_by_authority", "evidence": ["paper-1"]}
    with coco.write() as session:
        approve(session, propose(session, {**closed, "as_of": "2024-06-25"}))
        approve(session, propose(session, closed))
    with coco.read() as session:
        assert session.exec(select(Site.status, Site.status_as_of)).one() == ("closed_by_authority", "2024-06-25")


def test_a_signal_that_was_wrong_goes_with_its_citations_and_the_risk_is_counted_anew(coco: Database) -> None:
    with coco.write() as session:
        assert reading.read(session, NOON.date()).sites["sites"][0]["stance"] == "warn"
        proposal = propose(session, WRONG_SIGNAL)
        with pytest.raises(NotAllowed):
            approve(session, proposal, "ada")
    with coco.write() as session:
        approve(session, proposals.get(session, proposal.id))
    with coco.read() as session:
        (site,) = reading.read(session, NOON.date()).sites["sites"]
        assert (site["signals"], site["stance"]) == ([], "inform")
        assert session.exec(select(Citation).where(col(Citation.signal_id).is_not(None))).all() == []
        assert session.exec(select(Verification).where(col(Verification.signal_id).is_not(None))).all() == []
        withdrawn = session.exec(select(Retraction)).one()
        assert (withdrawn.hostname, withdrawn.site_slug, withdrawn.signal) == (None, "coco", "no-age-check")
        assert (withdrawn.reason, withdrawn.at) == ("The article spoke of another site.", NOON)


def test_a_signal_that_was_withdrawn_can_be_found_again_elsewhere(coco: Database) -> None:
    again = {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["paper-2"]}
    with coco.write() as session:
        approve(session, propose(session, WRONG_SIGNAL, SECOND_SOURCE, again))
    with coco.read() as session:
        (signal,) = reading.read(session, NOON.date()).sites["sites"][0]["signals"]
        assert (signal["signal"], signal["evidence"]) == ("no-age-check", ["paper-2"])


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE retraction SET reason = 'Never mind.'", "is never changed"),
        ("DELETE FROM retraction", "is never deleted"),
        ("INSERT INTO retraction (site_slug, reason, at) VALUES ('coco', 'x', '2026-01-01 00:00:00')", "of_one_thing"),
    ],
)
def test_a_retraction_is_for_good_and_says_what_it_withdraws(coco: Database, statement: str, rule: str) -> None:
    with coco.write() as session:
        approve(session, propose(session, WRONG_SIGNAL))
    with pytest.raises(DatabaseError, match=rule), coco.write() as session:
        session.execute(text(statement))


def test_a_retraction_stays_when_the_name_is_gone(coco: Database) -> None:
    with coco.write() as session:
        approve(session, propose(session, {"op": "retract_name", "name": "coco.gg", "reason": "Listed by mistake."}))
    with coco.read() as session:
        assert session.exec(select(Name.hostname)).all() == ["coco.fr"]
        assert session.exec(select(Link)).all() == []
        assert session.exec(select(Retraction.hostname, Retraction.reason)).one() == ("coco.gg", "Listed by mistake.")


def test_two_proposals_that_collide_are_told_apart_at_approval(coco: Database) -> None:
    change = {"op": "add_name", "site": "coco", "name": "coco.chat", "status": "active", "evidence": ["paper-1"]}
    with coco.write() as session:
        first, second = propose(session, change), propose(session, change)
        approve(session, first)
    with pytest.raises(DoesNotApply, match=r"coco\.chat is in the registry already"), coco.write() as session:
        approve(session, proposals.get(session, second.id))
    with coco.read() as session:
        assert proposals.get(session, second.id).state == "in_review"


@pytest.mark.parametrize(
    "name", ["com", "co.uk", "github.io", "127.0.0.1", "*.gg", "😀.com", "localhost", "a" * 300, ""]
)
def test_what_cannot_be_a_name_is_no_operation(name: str) -> None:
    with pytest.raises(ValidationError):
        operations({"op": "add_name", "site": "coco", "name": name, "status": "active", "evidence": ["paper-1"]})


@pytest.mark.parametrize(
    "row",
    [
        {"op": "drop_tables"},
        {"op": "retract_name", "name": "coco.gg", "reason": " \n\x00"},
        {"op": "add_site", "slug": "x", "name": " ", "category": "dating-chat", "status": "active"},
        {"op": "add_name", "site": "coco", "name": "x.gg", "status": "active", "evidence": []},
        {"op": "add_signal", "site": "coco", "signal": "bad-vibes", "evidence": ["paper-1"]},
        {"op": "add_site", "slug": "A b", "name": "X", "category": "dating-chat", "status": "active"},
        {"op": "add_site", "slug": "x", "name": "X", "category": "shop", "status": "active"},
        {"op": "add_event", "site": "coco", "kind": "closed", "text": {"en": "only English"}, "evidence": ["paper-1"]},
        {**LIST_COCO[0], "date": "25/06/2024"},
        {**LIST_COCO[0], "date": "2024-13"},
        {**LIST_COCO[0], "url": "javascript:alert(1)"},
        {**LIST_COCO[0], "unknown": 1},
        "not an object",
    ],
)
def test_malformed_operations_are_refused(row: Any) -> None:
    with pytest.raises(ValidationError):
        operations(row)


def test_an_empty_proposal_is_refused() -> None:
    with pytest.raises(ValidationError):
        operations()
