"""Editing a Proposal: who may, when, what becomes of authors and versions; and what the database holds of it."""

from collections.abc import Mapping, Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from api.database import Database
from feeds.registry.tables import Signal
from feeds.review import comments, editing, history, people, proposals, severity
from feeds.review.applying import DoesNotApply
from feeds.review.editing import NothingLeft
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Role
from feeds.review.states import NotPossible
from feeds.review.steps import Stale
from feeds.review.tables import JournalEntry, Person, ProposedOperation
from tests.conftest import NOON
from tests.review.drafts import LIST_WITH_ANOTHER_REASON, NO_ANONYMITY, NO_MODERATION, a_draft, edit, submit
from tests.review.proposing import LIST_COCO, approve, operations, propose, someone

ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is decided in Python alone is the same on both databases."""


def last_entry(session: Session) -> JournalEntry:
    """The newest entry of the Journal."""
    return session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc())).first() or pytest.fail("none")


@ON_ONE
def test_a_reviewer_sends_a_proposal_back_with_a_public_reason(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        entry = last_entry(session)
        assert (proposal.state, proposal.version, entry.actor, entry.action) == ("draft", 2, "grace", "ask_for_changes")
        assert entry.body == {"title": "A change", "reason": "Cite the second article.", "version": 2}


@ON_ONE
def test_an_author_takes_back_and_does_not_ask_themself_for_changes(database: Database) -> None:
    with database.write() as session:
        proposal = propose(session, *LIST_COCO, author="ada")
        ada = someone(session, "ada")
        with pytest.raises(NotAllowed, match="ada wrote a part"):
            proposals.ask_for_changes(session, proposal, reviewer=ada, reason="On second thought.", at=NOON)
        editing.take_back(session, proposal, by=ada, version=1, at=NOON)
        assert (proposal.state, proposal.version) == ("draft", 2)


def test_whoever_asked_for_changes_can_approve_what_came_of_it(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        assert edit(session, proposal, "ada", *LIST_WITH_ANOTHER_REASON)
        submit(session, proposal)
        approve(session, proposal, reviewer="grace")
        assert session.exec(select(Signal.signal)).all() == ["no-moderation"]


@ON_ONE
def test_what_is_in_review_cannot_be_edited(database: Database) -> None:
    with database.write() as session, pytest.raises(NotPossible, match="in review cannot be edited"):
        edit(session, propose(session, *LIST_COCO), "ada", *LIST_WITH_ANOTHER_REASON)


def test_an_operation_that_nobody_touched_stays_whose_it_was(database: Database) -> None:
    with database.write() as session:
        edit(session, proposal := a_draft(session), "mary", NO_MODERATION, *reversed(LIST_COCO))
        rows = session.exec(select(ProposedOperation, Person.handle).join(Person)).all()
        assert [row.body["op"] for row, handle in rows if handle == "mary"] == ["add_signal"]
        said = [operation.op for operation in proposals.operations_of(session, proposal)]
        assert said == ["add_signal", "add_signal", "link_names", "add_name", "add_name", "add_site", "add_evidence"]


@ON_ONE
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (LIST_WITH_ANOTHER_REASON, {}),
        (LIST_COCO[:-1], {}),
        ([*LIST_COCO[:-2], LIST_COCO[-1], LIST_COCO[-2]], {}),
        ((), {"title": "List Coco, the chat site"}),
        ((), {"reason": "Because two newspapers say so."}),
    ],
    ids=["replaces", "removes", "moves", "renames", "gives another reason"],
)
def test_an_author_of_any_part_cannot_approve(
    database: Database, rows: Sequence[Mapping[str, object]], words: dict[str, str]
) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        assert edit(session, proposal, "mary", *rows, **words)
        submit(session, proposal)
        assert proposals.authors_of(session, proposal) == ["ada", "mary"]
        with pytest.raises(NotAllowed, match="mary wrote a part"):
            approve(session, proposal, reviewer="mary")


def test_an_author_of_what_was_replaced_since_cannot_approve(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        edit(session, proposal, "mary", *LIST_WITH_ANOTHER_REASON)
        edit(session, proposal, "ada", *LIST_COCO)
        submit(session, proposal)
        with pytest.raises(NotAllowed, match="mary wrote a part"):
            approve(session, proposal, reviewer="mary")


@ON_ONE
def test_an_edit_weighs_the_proposal_anew(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        edit(session, proposal, "ada", NO_MODERATION)
        assert proposal.severity == severity.of(operations(NO_MODERATION))
        assert proposal.severity != severity.of(operations(*LIST_COCO))


@ON_ONE
def test_the_same_again_is_no_new_version_and_makes_no_author(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        assert not edit(session, proposal, "mary")
        assert (proposal.version, proposals.authors_of(session, proposal)) == (2, ["ada"])


@ON_ONE
def test_a_private_note_is_a_new_version_and_no_part_of_what_is_published(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        assert edit(session, proposal, "mary", note="Ask the paper first.")
        assert (proposal.version, proposals.authors_of(session, proposal)) == (3, ["ada"])
        assert "Ask the paper" not in str(last_entry(session).body)


@ON_ONE
def test_an_edit_of_an_older_version_is_refused_and_changes_nothing(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        read = proposal.version
        edit(session, proposal, "ada", title="List Coco")
        with pytest.raises(Stale, match="you read version 2, it is 3") as refusal:
            editing.edit(
                session, proposal, by=someone(session, "mary"), version=read, title="List coco.fr", reason="r",
                operations=operations(*LIST_COCO), private_note=None, at=NOON,
            )  # fmt: skip
        assert (refusal.value.read, refusal.value.version, proposal.title) == (2, 3, "List Coco")


@ON_ONE
def test_what_was_changed_after_it_was_read_is_neither_approved_rejected_withdrawn_nor_sent_back(
    database: Database,
) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        submit(session, proposal)
        grace, words = someone(session, "grace"), {"reason": "I read it.", "at": NOON, "version": 1}
        for decide in (proposals.approve, proposals.reject, proposals.ask_for_changes):
            with pytest.raises(Stale):
                decide(session, proposal, reviewer=grace, **words)  # type: ignore[arg-type]
        with pytest.raises(Stale):
            proposals.withdraw(session, proposal, by=grace, **words)  # type: ignore[arg-type]
        assert proposal.state == "in_review"


@ON_ONE
def test_a_draft_may_be_unfinished_and_is_handed_in_only_when_it_fits(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        edit(session, proposal, "ada", *LIST_COCO[1:])
        with pytest.raises(DoesNotApply, match="no evidence paper-1"):
            submit(session, proposal)


@ON_ONE
def test_a_proposal_keeps_a_title_a_reason_and_a_change(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        for words in ({"title": " "}, {"reason": "\n"}):
            with pytest.raises(NeedsReason):
                edit(session, proposal, "ada", **words)
        with pytest.raises(NothingLeft):
            editing.edit(
                session, proposal, by=someone(session, "ada"), version=2, title="t", reason="r", operations=[],
                private_note=None, at=NOON,
            )  # fmt: skip


@ON_ONE
def test_a_reader_edits_nothing(database: Database) -> None:
    with database.write() as session:
        proposal, reader = a_draft(session), people.add(session, "rita", role=Role.READER)
        with pytest.raises(NotAllowed, match="may not propose"):
            edit(session, proposal, "rita", title="Mine")
        for step in (editing.submit, editing.take_back):
            with pytest.raises(NotAllowed, match="may not propose"):
                step(session, proposal, by=reader, version=2, at=NOON)


@ON_ONE
def test_what_was_withdrawn_comes_back_as_a_new_draft_with_the_same_authors(database: Database) -> None:
    with database.write() as session:
        proposal = propose(session, *LIST_COCO, author="ada")
        with pytest.raises(NotPossible, match="withdrawn, rejected or superseded"):
            editing.copy(session, proposal, by=someone(session, "mary"), at=NOON)
        proposals.withdraw(session, proposal, by=someone(session, "ada"), reason="Too early.", at=NOON)
        copied = editing.copy(session, proposal, by=someone(session, "mary"), at=NOON)
        assert (copied.state, copied.id != proposal.id, proposal.state) == ("draft", True, "withdrawn")
        submit(session, copied, "mary")
        for author in ("ada", "mary"):
            with pytest.raises(NotAllowed, match=f"{author} wrote a part"):
                approve(session, copied, reviewer=author)


def test_what_others_did_since_a_version_is_told(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        edit(session, proposal, "mary", title="List Coco")
        edit(session, proposal, "olga", *LIST_WITH_ANOTHER_REASON, title="List Coco, closed in 2024")
        edit(session, proposal, "olga", *LIST_WITH_ANOTHER_REASON, NO_ANONYMITY)
        told = history.since(session, proposal, 2)
        assert [(step.actor, step.action, step.version) for step in told.steps] == [
            ("mary", "edit", 3), ("olga", "edit", 4), ("olga", "edit", 5)
        ]  # fmt: skip
        assert (told.title_before, told.reason_before) == ("A change", None)
        assert [getattr(change, "signal", "") for change in (*told.went, *told.came)] == [
            "no-age-check", "no-moderation", "no-registration"
        ]  # fmt: skip


def test_what_curators_say_to_one_another_is_neither_in_the_journal_nor_a_new_version(database: Database) -> None:
    with database.write() as session:
        proposal = a_draft(session)
        said = "Her phone number is in the article."
        comments.add(session, proposal, by=someone(session, "grace"), text=f" {said}\n", at=NOON)
        assert [(comment.text, handle) for comment, handle in comments.of(session, proposal)] == [(said, "grace")]
        assert said not in str([entry.body for entry in session.exec(select(JournalEntry))])
        assert proposal.version == 2
        with pytest.raises(comments.NothingSaid):
            comments.add(session, proposal, by=someone(session, "grace"), text=" \n", at=NOON)
        with pytest.raises(NotAllowed):
            comments.add(session, proposal, by=people.add(session, "rita", role=Role.READER), text="Hm.", at=NOON)
    with pytest.raises(DatabaseError, match="A comment is never changed"), database.write() as session:
        session.execute(text("UPDATE comment SET text = 'I never said so.'"))
