"""Drafting a Proposal and deciding on it. Each call runs inside the caller's transaction and leaves a Journal entry."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from feeds.review import journal, people
from feeds.review.applying import apply
from feeds.review.four_eyes import check_may_decide
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.roles import Deed
from feeds.review.states import Action, ProposalState, Verdict, after
from feeds.review.tables import Person, Proposal, ProposedOperation, Review


class NeedsReason(ValueError):
    """A decision was made without saying why. `str()` is one sentence for people."""


class NoSuchProposal(LookupError):
    """There is no Proposal with this number. `str()` is one sentence for people."""


def propose(
    session: Session,
    *,
    author: Person,
    title: str,
    reason: str,
    operations: Sequence[Operation],
    at: datetime,
    private_note: str | None = None,
) -> Proposal:
    """Write a Proposal by one author and hand it in for review.

    The operations are tried on the registry first: one that does not fit raises `applying.DoesNotApply` now, to its
    author, and not later to the person who approves. Raises `four_eyes.NotAllowed` for a reader.
    """
    people.check_may(author, Deed.PROPOSE)
    with session.begin_nested() as trial:
        apply(session, operations, at)
        trial.rollback()
    session.expire_all()
    proposal = Proposal(title=title[:300], public_reason=reason, private_note=private_note, created_at=at)
    proposal.private_salt = secrets.token_hex(16) if private_note else None
    session.add(proposal)
    session.flush()
    for position, operation in enumerate(operations):
        body = operation.model_dump(mode="json")
        session.add(ProposedOperation(proposal_id=proposal.id, position=position, author_id=author.id, body=body))
    session.flush()
    _move(session, proposal, Action.SUBMIT)
    body = {"title": proposal.title, "reason": reason, "operations": len(operations)}
    if private_note and proposal.private_salt:
        body["note_sha256"] = journal.salted_digest(private_note, proposal.private_salt)
    _record(session, at, author, "propose", proposal, body)
    return proposal


def approve(session: Session, proposal: Proposal, *, reviewer: Person, reason: str, at: datetime) -> None:
    """Make a Proposal true: record the verdict and write its operations to the registry.

    Raises `four_eyes.NotAllowed`, `states.NotPossible` or `applying.DoesNotApply`; nothing has changed then, once
    the transaction is rolled back.
    """
    _decide(session, proposal, Verdict.APPROVE, reviewer, reason, at)
    apply(session, operations_of(session, proposal), at)


def reject(session: Session, proposal: Proposal, *, reviewer: Person, reason: str, at: datetime) -> None:
    """Turn a Proposal down, with a public reason. Raises as `approve` does."""
    _decide(session, proposal, Verdict.REJECT, reviewer, reason, at)


def withdraw(session: Session, proposal: Proposal, *, by: Person, reason: str, at: datetime) -> None:
    """Take a Proposal back that nobody decided on. Raises `states.NotPossible`, and `four_eyes.NotAllowed`."""
    people.check_may(by, Deed.PROPOSE)
    session.refresh(proposal, with_for_update=True)
    _move(session, proposal, Action.WITHDRAW)
    _record(session, at, by, "withdraw", proposal, {"title": proposal.title, "reason": reason})


def supersede(session: Session, proposal: Proposal, *, by: Person, reason: str, at: datetime) -> None:
    """Let a later Proposal, `by` the same author, take the place of one that nobody decided on; the reason names it.

    Raises `states.NotPossible`.
    """
    session.refresh(proposal, with_for_update=True)
    _move(session, proposal, Action.SUPERSEDE)
    _record(session, at, by, "supersede", proposal, {"title": proposal.title, "reason": reason})


def publish_approved(session: Session, *, serial: int) -> int:
    """Mark every approved Proposal as out in Release `serial`; return how many there were."""
    approved = session.exec(select(Proposal).where(Proposal.state == ProposalState.APPROVED)).all()
    for proposal in approved:
        _move(session, proposal, Action.PUBLISH)
        proposal.published_in = serial
    return len(approved)


def get(session: Session, number: int) -> Proposal:
    """The Proposal with this number. Raises `NoSuchProposal`."""
    proposal = session.get(Proposal, number)
    if proposal is None:
        raise NoSuchProposal(f"There is no proposal {number}; `vigie proposals list` shows those there are.")
    return proposal


def operations_of(session: Session, proposal: Proposal) -> list[Operation]:
    """A Proposal's operations, in order."""
    rows = select(ProposedOperation.body).where(ProposedOperation.proposal_id == proposal.id)
    return OPERATIONS.validate_python(session.exec(rows.order_by(col(ProposedOperation.position))).all())


def authors_of(session: Session, proposal: Proposal) -> list[str]:
    """The handles of everybody who wrote any operation of a Proposal, sorted."""
    authors = (
        select(Person.handle)
        .join(ProposedOperation, col(ProposedOperation.author_id) == Person.id)
        .where(ProposedOperation.proposal_id == proposal.id)
    )
    return sorted(session.exec(authors.distinct()))


def _decide(
    session: Session, proposal: Proposal, verdict: Verdict, reviewer: Person, reason: str, at: datetime
) -> None:
    if not reason.strip():
        raise NeedsReason("A decision needs a reason; it is published.")
    session.refresh(proposal, with_for_update=True)  # two reviewers at once: the second finds the new state
    reached = after(proposal.state, Action(verdict.value))
    check_may_decide(reviewer.handle, reviewer.kind, authors_of(session, proposal))
    people.check_may(reviewer, Deed.REVIEW)
    session.add(Review(proposal_id=proposal.id, reviewer_id=reviewer.id, verdict=verdict, reason=reason, at=at))
    session.flush()
    proposal.state, proposal.decided_at = reached, at
    session.add(proposal)
    session.flush()
    _record(session, at, reviewer, verdict.value, proposal, {"title": proposal.title, "reason": reason})


def _move(session: Session, proposal: Proposal, action: Action) -> None:
    proposal.state = after(proposal.state, action)
    session.add(proposal)
    session.flush()


def _record(
    session: Session, at: datetime, actor: Person, action: str, proposal: Proposal, body: dict[str, str | int]
) -> None:
    subject = f"proposal {proposal.id}"
    journal.record(session, at=at, actor=actor.handle, action=action, subject=subject, body=body)
