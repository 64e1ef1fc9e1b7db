"""What curators wrote for themselves can be erased for good, and the Journal holds all the same."""

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from api.database import Database
from feeds.review import comments, erasing, journal, people, proposals
from feeds.review.four_eyes import NotAllowed
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry, Person, Proposal
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, operations, someone

NOTE = "The school's head told us on the telephone."


def noted(session: Session) -> Proposal:
    """A Proposal that was decided, with a note and a comment."""
    ada, grace = someone(session, "ada"), someone(session, "grace")
    words = {"title": "List Coco", "reason": "The newspaper says so.", "private_note": NOTE}
    proposal = proposals.propose(session, author=ada, operations=operations(*LIST_COCO), at=NOON, **words)
    comments.add(session, proposal, by=grace, text="Is that the same school?", at=NOON)
    proposals.approve(session, proposal, reviewer=grace, reason="I read it.", at=NOON)
    return proposal


def admin(session: Session) -> Person:
    """Somebody who may erase."""
    return people.add(session, "lin", role=Role.ADMIN)


def test_a_note_and_its_salt_and_the_comments_are_gone_and_the_chain_holds(database: Database) -> None:
    with database.write() as session:
        proposal = noted(session)
        assert erasing.erase(session, proposal, by=admin(session), at=NOON)
    with database.read() as session:
        left = session.execute(text("SELECT private_note, private_salt FROM proposal")).one()
        assert (tuple(left), session.execute(text("SELECT count(*) FROM comment")).scalar()) == ((None, None), 0)
        entries = session.exec(select(JournalEntry).order_by(text("sequence"))).all()
        assert journal.verify(entries) == len(entries)
        assert (entries[-1].action, entries[-1].body["comments"]) == ("erase", 1)
        assert not [entry for entry in entries if NOTE in str(entry.body)]


def test_what_is_published_stays(database: Database) -> None:
    with database.write() as session:
        proposal = noted(session)
        erasing.erase(session, proposal, by=admin(session), at=NOON)
        assert (proposal.public_reason, proposal.state) == ("The newspaper says so.", "approved")
        assert len(proposals.operations_of(session, proposal)) == len(LIST_COCO)


def test_a_second_time_there_is_nothing_to_erase(database: Database) -> None:
    with database.write() as session:
        proposal, lin = noted(session), admin(session)
        assert erasing.erase(session, proposal, by=lin, at=NOON)
        assert not erasing.erase(session, proposal, by=lin, at=NOON)


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.REVIEWER])
def test_nobody_but_an_admin_erases(database: Database, role: Role) -> None:
    with database.write() as session:
        proposal = noted(session)
        with pytest.raises(NotAllowed):
            erasing.erase(session, proposal, by=people.add(session, "max", role=role), at=NOON)
        assert proposal.private_note == NOTE
