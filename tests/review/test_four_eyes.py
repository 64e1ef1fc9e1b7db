"""Who may decide: held by the domain, and by the database when somebody goes around it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from api.database import Database
from feeds.registry.tables import Name
from feeds.review import people, proposals
from feeds.review.four_eyes import NotAllowed
from feeds.review.states import NotPossible, PersonKind
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, approve, propose, someone


def test_a_second_person_makes_a_proposal_true(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    with database.read() as session:
        assert session.exec(select(Name.hostname).order_by(col(Name.id))).all() == ["coco.fr", "coco.gg"]


def test_the_author_cannot_approve(database: Database) -> None:
    with pytest.raises(NotAllowed, match="ada wrote a part"), database.write() as session:
        approve(session, propose(session, *LIST_COCO, author="ada"), reviewer="ada")
    with database.read() as session:
        assert session.exec(select(Name)).all() == []


def test_a_machine_cannot_approve(database: Database) -> None:
    with database.write() as session:
        people.add(session, "intake", PersonKind.MACHINE)
        with pytest.raises(NotAllowed, match="only people decide"):
            approve(session, propose(session, *LIST_COCO), reviewer="intake")


def test_a_decision_needs_a_reason(database: Database) -> None:
    with database.write() as session:
        proposal = propose(session, *LIST_COCO)
        with pytest.raises(proposals.NeedsReason):
            proposals.approve(session, proposal, reviewer=someone(session, "grace"), reason="  ", at=NOON)


def test_what_is_decided_is_not_decided_again(database: Database) -> None:
    with database.write() as session:
        proposal = propose(session, *LIST_COCO)
        proposals.reject(session, proposal, reviewer=someone(session, "grace"), reason="Too old.", at=NOON)
        with pytest.raises(NotPossible, match="rejected cannot be approved"):
            approve(session, proposal, reviewer="mary")


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (
            "INSERT INTO review (proposal_id, reviewer_id, verdict, reason, at)"
            " SELECT 1, id, 'approve', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'ada'",
            "cannot approve it",
        ),
        (
            "INSERT INTO review (proposal_id, reviewer_id, verdict, reason, at)"
            " SELECT 1, id, 'approve', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'watch'",
            "Only a person decides",
        ),
        ("UPDATE proposal SET state = 'approved' WHERE id = 1", "only with an approving review"),
        ("UPDATE proposal SET state = 'published' WHERE id = 1", "only with an approving review"),
        (
            "INSERT INTO proposal (title, public_reason, state, created_at)"
            " VALUES ('t', 'r', 'approved', '2026-01-01 00:00:00')",
            "begins as a draft",
        ),
        ("INSERT INTO operation (proposal_id, position, author_id, body) VALUES (1, 50, 1, '{}')", "added to a draft"),
        ("UPDATE operation SET body = '{}'", "never changed"),
        ("UPDATE journal SET actor = 'nobody'", "only grows"),
        ("DELETE FROM journal", "only grows"),
        ("DELETE FROM operation", "never deleted"),
    ],
)
def test_sql_that_goes_around_the_domain_is_refused(database: Database, statement: str, rule: str) -> None:
    with database.write() as session:
        people.add(session, "watch", PersonKind.MACHINE)
        propose(session, *LIST_COCO, author="ada")
    with pytest.raises(DatabaseError, match=rule), database.write() as session:
        session.execute(text(statement))
    with database.read() as session:
        assert session.exec(select(Proposal.state)).all() == ["in_review"]
