"""What the rules of editing forbid, the database refuses too, whoever writes the SQL."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from api.database import Database
from feeds.review import proposals
from tests.conftest import NOON
from tests.review.drafts import LIST_WITH_ANOTHER_REASON, NO_MODERATION, a_draft, edit, submit
from tests.review.proposing import LIST_COCO, approve, propose, someone

AROUND_EDITING = [
    (
        "INSERT INTO review (proposal_id, reviewer_id, verdict, reason, at)"
        " SELECT 1, id, 'approve', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'mary'",
        "An author of a proposal cannot approve it",
    ),
    (
        "INSERT INTO review (proposal_id, reviewer_id, verdict, reason, at)"
        " SELECT 1, id, 'approve', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'olga'",
        "An author of a proposal cannot approve it",
    ),
    ("UPDATE operation SET gone_in = 9 WHERE gone_in IS NULL", "taken out of a draft"),
    ("UPDATE operation SET gone_in = NULL WHERE gone_in IS NOT NULL", "taken out of a draft"),
    ("UPDATE operation SET author_id = 1", "never changed"),
    ("UPDATE proposal SET title = 'Another'", "reworded while it is a draft"),
    ("UPDATE proposal SET public_reason = 'Another'", "reworded while it is a draft"),
    ("UPDATE proposal SET version = version - 1", "only grows"),
    ("UPDATE co_author SET person_id = 1", "stays one"),
    ("DELETE FROM co_author", "stays one"),
]


def test_sql_that_goes_around_editing_is_refused(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        edit(session, proposal, "olga", *LIST_WITH_ANOTHER_REASON)
        edit(session, proposal, "ada", *LIST_COCO)
        edit(session, proposal, "mary", title="List Coco")
        submit(session, proposal)
    for statement, rule in AROUND_EDITING:
        with pytest.raises(DatabaseError, match=rule), database.write() as session:
            session.execute(text(statement))


AROUND_DECISIONS = [
    ("UPDATE proposal SET state = 'draft' WHERE id = 1", "What was decided on a proposal stays"),
    ("UPDATE proposal SET state = 'in_review' WHERE id = 2", "What was decided on a proposal stays"),
    (
        "INSERT INTO operation (proposal_id, position, author_id, body) VALUES (3, 50, 1, '{}')",
        "gets no further operation",
    ),
    ("UPDATE operation SET gone_in = 2 WHERE proposal_id = 3", "taken out of a draft"),
]


def test_sql_that_changes_what_was_decided_is_refused(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        proposals.withdraw(session, propose(session, NO_MODERATION), by=someone(session, "ada"), reason="x", at=NOON)
        third = propose(session, NO_MODERATION)
        session.execute(
            text(
                "INSERT INTO review (proposal_id, reviewer_id, verdict, reason, at) VALUES (:p, :r, 'approve', 'x', :a)"
            ),
            {"p": third.id, "r": someone(session, "grace").id, "a": "2026-01-01 00:00:00"},
        )
        session.execute(text("UPDATE proposal SET state = 'draft' WHERE id = 3"))
    for statement, rule in AROUND_DECISIONS:
        with pytest.raises(DatabaseError, match=rule), database.write() as session:
            session.execute(text(statement))
