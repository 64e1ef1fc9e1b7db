"""Writing down what a Proposal says: its words, and its operations with who wrote each."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlmodel import Session

from feeds.review import journal, severity, steps
from feeds.review.operations import Operation
from feeds.review.tables import Person, Proposal, ProposedOperation

LONGEST_TITLE: Final = 300
Said = dict[str, str | int]
"""What the Journal says of a step."""


class Words(NamedTuple):
    """What a Proposal says beside its operations. The title and the reason are published, the note is not."""

    title: str
    reason: str
    private_note: str | None


def words_of(proposal: Proposal) -> Words:
    """What a Proposal says beside its operations."""
    return Words(proposal.title, proposal.public_reason, proposal.private_note)


def write(
    session: Session, author: Person, words: Words, operations: Sequence[Operation], at: datetime, action: str
) -> Proposal:
    """A new draft by one author; the Journal says how it came, by `action`."""
    proposal = Proposal(title="", public_reason="", severity=severity.of(operations), created_at=at)
    say(proposal, words)
    session.add(proposal)
    session.flush()
    for position, operation in enumerate(operations):
        add_operation(session, proposal, author, operation, position, proposal.version)
    session.flush()
    said: Said = {"title": proposal.title, "reason": proposal.public_reason, "operations": len(operations)}
    steps.record(session, at, author, action, proposal, said | note_sealed(proposal))
    return proposal


def say(proposal: Proposal, words: Words) -> None:
    """Let a Proposal say these words. A note that is another one has a salt of its own."""
    proposal.title, proposal.public_reason = words.title[:LONGEST_TITLE], words.reason
    if proposal.private_note != words.private_note:
        proposal.private_note = words.private_note
        proposal.private_salt = secrets.token_hex(16) if words.private_note else None


def add_operation(
    session: Session, proposal: Proposal, author: Person, operation: Operation, position: int, version: int
) -> None:
    """One more operation, there from a version on."""
    session.add(
        ProposedOperation(
            proposal_id=proposal.id,
            position=position,
            author_id=author.id,
            body=operation.model_dump(mode="json"),
            added_in=version,
        )
    )


def note_sealed(proposal: Proposal) -> Said:
    """What the Journal says of the private note: its salted digest, when there is a note."""
    if not (proposal.private_note and proposal.private_salt):
        return {}
    return {"note_sha256": journal.salted_digest(proposal.private_note, proposal.private_salt)}
