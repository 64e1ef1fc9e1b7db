"""Editing a Proposal while it is a draft: taken back, changed, handed in again, or begun anew from an old one.

Rules
- Whoever changes what a Proposal publishes is an author of it from then on.
- An operation that was changed is one that was taken out and one that came: neither is ever written over.
- Each change names the version that was read. One of an older version is refused, and nothing is lost.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from feeds.review import people, proposals, severity, steps
from feeds.review.applying import tried
from feeds.review.authorship import add_co_authors, ids_of_authors
from feeds.review.operations import Operation
from feeds.review.proposals import NeedsReason
from feeds.review.replacing import replace_operations
from feeds.review.roles import Deed
from feeds.review.states import Action, NotPossible, ProposalState
from feeds.review.tables import Person, Proposal
from feeds.review.writing import LONGEST_TITLE, Said, Words, note_sealed, say, words_of, write

COPIED: Final = frozenset({ProposalState.WITHDRAWN, ProposalState.REJECTED, ProposalState.SUPERSEDED})
"""What came to nothing, and can be begun anew."""


class NothingLeft(ValueError):
    """A Proposal would be left without a change. `str()` is one sentence for people."""


def draft(session: Session, *, author: Person, words: Words, operations: Sequence[Operation], at: datetime) -> Proposal:
    """Write a Proposal that is not handed in yet, and so need not fit the registry. Raises `four_eyes.NotAllowed`."""
    people.check_may(author, Deed.PROPOSE)
    _check_says_something(words, operations)
    return write(session, author, words, operations, at, "draft")


def edit(
    session: Session,
    proposal: Proposal,
    *,
    by: Person,
    version: int,
    title: str,
    reason: str,
    operations: Sequence[Operation],
    private_note: str | None,
    at: datetime,
) -> bool:
    """Let a draft say this, and nothing else, from now on; False when it says so already.

    `version` is the one that was read. The operations need not fit the registry before they are handed in. Raises
    `steps.Stale`, `states.NotPossible`, `four_eyes.NotAllowed`, `proposals.NeedsReason`, and `NothingLeft`.
    """
    people.check_may(by, Deed.PROPOSE)
    steps.hold(session, proposal, Action.EDIT, version)
    words, before = Words(title.strip()[:LONGEST_TITLE], reason.strip(), private_note or None), words_of(proposal)
    _check_says_something(words, operations)
    replaced = replace_operations(session, proposal, by, operations)
    if not replaced and words == before:
        return False
    if replaced or words[:2] != before[:2]:
        add_co_authors(session, proposal, [by.id])
    say(proposal, words)
    proposal.severity = severity.of(operations)
    steps.move(session, proposal, Action.EDIT)
    said: Said = {"title": proposal.title, "reason": proposal.public_reason, **_reworded(before, words)}
    said |= {"added": replaced.came, "removed": replaced.went}
    steps.record(session, at, by, "edit", proposal, said | note_sealed(proposal))
    return True


def submit(session: Session, proposal: Proposal, *, by: Person, version: int, at: datetime) -> None:
    """Hand a draft in for review. Raises as `edit` does, and `applying.DoesNotApply` when it does not fit."""
    people.check_may(by, Deed.PROPOSE)
    steps.hold(session, proposal, Action.SUBMIT, version)
    operations = proposals.operations_of(session, proposal)
    with tried(session, operations, at):
        pass
    steps.move(session, proposal, Action.SUBMIT)
    steps.record(session, at, by, "submit", proposal, {"title": proposal.title, "operations": len(operations)})


def take_back(session: Session, proposal: Proposal, *, by: Person, version: int, at: datetime) -> None:
    """Make a Proposal that waits for review a draft again, so that it can be edited. Raises as `edit` does."""
    people.check_may(by, Deed.PROPOSE)
    steps.hold(session, proposal, Action.TAKE_BACK, version)
    steps.move(session, proposal, Action.TAKE_BACK)
    steps.record(session, at, by, "take_back", proposal, {"title": proposal.title})


def copy(session: Session, proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """Begin a draft that says what an older Proposal said; whoever wrote that one is an author of the copy too.

    What came to nothing is so a decision to be made anew, and never one that is undone. Raises `states.NotPossible`
    for a Proposal that waits or came true, and `four_eyes.NotAllowed`.
    """
    if proposal.state not in COPIED:
        raise NotPossible("Only a proposal that was withdrawn, rejected or superseded is copied.")
    made = draft(
        session, author=by, words=words_of(proposal), operations=proposals.operations_of(session, proposal), at=at
    )
    add_co_authors(session, made, ids_of_authors(session, proposal) - {by.id})
    return made


def _check_says_something(words: Words, operations: Sequence[Operation]) -> None:
    if not words.title.strip() or not words.reason.strip():
        raise NeedsReason("A proposal needs a title and a reason; both are published.")
    if not operations:
        raise NothingLeft("A proposal changes something; withdraw one that should change nothing.")


def _reworded(before: Words, after: Words) -> dict[str, str]:
    """What was said before, for the Journal, where something else is said now."""
    titles = {"title_before": before.title} if before.title != after.title else {}
    return titles | ({"reason_before": before.reason} if before.reason != after.reason else {})
