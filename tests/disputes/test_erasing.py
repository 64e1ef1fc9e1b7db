"""What is personal can be erased, and the Journal still holds."""

from datetime import timedelta

import pytest
from sqlmodel import select

from api.database import Database
from api.jobs import disputes as job
from api.settings import Settings
from feeds.review import journal
from feeds.review.disputes import reading
from feeds.review.disputes.erasing import KEPT_FOR, erase
from feeds.review.disputes.states import Act, DoesNotFit
from feeds.review.disputes.tables import Dispute, DisputeAnswer
from feeds.review.tables import JournalEntry
from tests.conftest import NOON
from tests.disputes.disputing import ON_BOTH, act, journal_of, opened


@ON_BOTH
def test_words_address_notes_and_salt_go_and_the_chain_holds(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session)
        act(session, dispute, Act.ANSWER, private_note="She called on Monday.")
        assert dispute.words is not None
        assert dispute.salt is not None
        digests = (
            journal.salted_digest(dispute.words, dispute.salt),
            journal.salted_digest("She called on Monday.", dispute.salt),
        )
        bodies = str([entry.body for entry in session.exec(select(JournalEntry))])
        assert all(digest in bodies for digest in digests)
        assert erase(session, dispute, by="ada", at=NOON)
        assert not erase(session, dispute, by="ada", at=NOON)
    with coco.read() as session:
        kept = reading.get(session, dispute.id)
        assert (kept.words, kept.address, kept.salt) == (None, None, None)
        assert [(said.text, said.note) for said in session.exec(select(DisputeAnswer))] == [("We read it.", None)]
        assert journal_of(session, kept)[-1] == ("ada", "erase")
        entries = session.exec(select(JournalEntry).order_by(JournalEntry.sequence)).all()  # type: ignore[arg-type]
        assert journal.verify(entries) == len(entries)


def test_after_that_no_private_note_is_taken(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session)
        erase(session, dispute, by="ada", at=NOON)
        with pytest.raises(DoesNotFit, match="was erased"):
            act(session, dispute, Act.ANSWER, private_note="She called.")


def test_the_schedule_erases_what_was_closed_ninety_days_ago_and_nothing_else(coco: Database) -> None:
    end = NOON + KEPT_FOR
    with coco.write() as session:
        over, waits, late = (opened(session) for _ in range(3))
        act(session, over, Act.REFUSE)
        act(session, late, Act.REFUSE, at=NOON + timedelta(seconds=1))
        act(session, waits, Act.ANSWER)
    assert [job.erase(coco, Settings(), at) for at in (end - timedelta(seconds=1), end, end)] == [0, 1, 0]
    with coco.read() as session:
        erased = session.exec(select(Dispute.id).where(Dispute.salt == None)).all()  # noqa: E711
        assert erased == [over.id]
        assert journal_of(session, over)[-1] == ("the schedule", "erase")
