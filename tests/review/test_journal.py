"""The Journal holds every decision, and shows any change to the past."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select

from api.database import Database
from feeds.review import journal, proposals
from feeds.review.journal import BrokenChain
from feeds.review.tables import JournalEntry
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, approve, operations, propose, someone


def _entries(database: Database) -> list[JournalEntry]:
    with database.read() as session:
        return list(session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).all())


def test_proposing_and_approving_are_both_recorded(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    entries = _entries(database)
    assert [(entry.actor, entry.action, entry.subject) for entry in entries] == [
        ("ada", "propose", "proposal 1"),
        ("grace", "approve", "proposal 1"),
    ]
    assert journal.verify(entries) == 2


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (lambda entries: setattr(entries[1], "actor", "mallory"), "Entry 2 .* changed"),
        (lambda entries: entries[0].body.update(title="Another"), "Entry 1 .* changed"),
        (lambda entries: entries.pop(1), "Entry 2 .* missing"),
        (lambda entries: setattr(entries[2], "previous", "0" * 64), "Entry 3 .* changed"),
    ],
)
def test_a_change_to_the_past_is_found(
    database: Database, tamper: Callable[[list[JournalEntry]], None], found: str
) -> None:
    for title in ("one", "two", "three"):
        with database.write() as session:
            journal.record(session, at=NOON, actor="ada", action="test", subject=title, body={"title": title})
    entries = _entries(database)
    tamper(entries)
    with pytest.raises(BrokenChain, match=found):
        journal.verify(entries)


def test_a_private_note_enters_only_as_a_digest(database: Database) -> None:
    with database.write() as session:
        proposal = proposals.propose(
            session,
            author=someone(session, "ada"),
            title="A change",
            reason="For everybody to read.",
            operations=operations(*LIST_COCO),
            at=NOON,
            private_note="A mother called.",
        )
    (entry,) = _entries(database)
    assert "A mother called." not in str(entry.body)
    assert entry.body["note_sha256"] == journal.salted_digest("A mother called.", str(proposal.private_salt))


def test_many_writers_make_one_chain(database: Database) -> None:
    def write(number: int) -> None:
        with database.write() as session:
            journal.record(session, at=NOON, actor="ada", action="test", subject=str(number), body={})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert journal.verify(_entries(database)) == 40
