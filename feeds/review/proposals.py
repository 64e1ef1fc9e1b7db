"""Drafting a Proposal and deciding on it. Each call runs inside the caller's transaction and leaves a Journal entry."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from feeds.review import due_again, people, steps
from feeds.review.applying import apply, tried
from feeds.review.authorship import authors
from feeds.review.four_eyes import check_may_decide
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.roles import Deed
from feeds.review.states import Action, ProposalState, Verdict, after
from feeds.review.tables import Person, Proposal, ProposedOperation, Review
from feeds.review.writing import Words, write


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
    with tried(session, operations, at):
        pass
    proposal = write(session, author, Words(title, reason, private_note), operations, at, "propose")
    proposal.state = after(proposal.state, Action.SUBMIT)  # of one step: it is at its first version still
    session.add(proposal)
    session.flush()
    return proposal


def approve(
    session: Session, proposal: Proposal, *, reviewer: Person, reason: str, at: datetime, version: int | None = None
) -> None:
    """Make a Proposal true: record the verdict and write its operations to the registry.

    `version` is the one that the reviewer read. Raises `four_eyes.NotAllowed`, `states.NotPossible`, `steps.Stale` or
    `applying.DoesNotApply`; nothing has changed then, once the transaction is rolled back.
    """
    _decide(session, proposal, Verdict.APPROVE, reviewer, reason, at, version)
    operations = operations_of(session, proposal)
    apply(session, operations, at)
    due_again.written(session, operations, at)


def reject(
    session: Session, proposal: Proposal, *, reviewer: Person, reason: str, at: datetime, version: int | None = None
) -> None:
    """Turn a Proposal down, with a public reason. Raises as `approve` does."""
    _decide(session, proposal, Verdict.REJECT, reviewer, reason, at, version)


def ask_for_changes(
    session: Session, proposal: Proposal, *, reviewer: Person, reason: str, at: datetime, version: int | None = None
) -> None:
    """Give a Proposal back to its authors as a draft, with a public reason. Raises as `approve` does."""
    _check_may_decide(session, proposal, Action.ASK_FOR_CHANGES, reviewer, reason, version)
    steps.move(session, proposal, Action.ASK_FOR_CHANGES)
    steps.record(session, at, reviewer, "ask_for_changes", proposal, {"title": proposal.title, "reason": reason})


def withdraw(
    session: Session, proposal: Proposal, *, by: Person, reason: str, at: datetime, version: int | None = None
) -> None:
    """Take a Proposal back for good that nobody decided on; `version` is the one that was read.

    Raises `NeedsReason`, `states.NotPossible`, `steps.Stale`, and `four_eyes.NotAllowed`.
    """
    people.check_may(by, Deed.PROPOSE)
    if not reason.strip():
        raise NeedsReason("Say why it is withdrawn; it is published.")
    steps.hold(session, proposal, Action.WITHDRAW, version)
    steps.move(session, proposal, Action.WITHDRAW)
    steps.record(session, at, by, "withdraw", proposal, {"title": proposal.title, "reason": reason})


def supersede(session: Session, proposal: Proposal, *, by: Person, reason: str, at: datetime) -> None:
    """Let a later Proposal, `by` the same author, take the place of one that nobody decided on; the reason names it.

    Raises `states.NotPossible`.
    """
    steps.hold(session, proposal, Action.SUPERSEDE, None)
    steps.move(session, proposal, Action.SUPERSEDE)
    steps.record(session, at, by, "supersede", proposal, {"title": proposal.title, "reason": reason})


def approved(session: Session) -> list[int]:
    """The numbers of the Proposals that are approved and not out yet, in their order."""
    waiting = select(Proposal.id).where(Proposal.state == ProposalState.APPROVED)
    return list(session.exec(waiting.order_by(col(Proposal.id))))


def publish(session: Session, numbers: Iterable[int], *, serial: int) -> None:
    """Mark approved Proposals as out in Release `serial`, which has to have been made with them."""
    for number in numbers:
        proposal = get(session, number)
        steps.move(session, proposal, Action.PUBLISH)
        proposal.published_in = serial


def get(session: Session, number: int) -> Proposal:
    """The Proposal with this number. Raises `NoSuchProposal`."""
    proposal = session.get(Proposal, number)
    if proposal is None:
        raise NoSuchProposal(f"There is no proposal {number}; `vigie proposals list` shows those there are.")
    return proposal


def operations_of(session: Session, proposal: Proposal) -> list[Operation]:
    """A Proposal's operations, in order, without those that were taken out."""
    there = ProposedOperation.proposal_id == proposal.id, col(ProposedOperation.gone_in).is_(None)
    rows = select(ProposedOperation.body).where(*there)
    return OPERATIONS.validate_python(session.exec(rows.order_by(col(ProposedOperation.position))).all())


def authors_of(session: Session, proposal: Proposal) -> list[str]:
    """The handles of everybody who ever wrote a part of a Proposal, sorted."""
    return authors(session, [proposal])[proposal.id]


def _decide(
    session: Session,
    proposal: Proposal,
    verdict: Verdict,
    reviewer: Person,
    reason: str,
    at: datetime,
    version: int | None,
) -> None:
    _check_may_decide(session, proposal, Action(verdict.value), reviewer, reason, version)
    session.add(Review(proposal_id=proposal.id, reviewer_id=reviewer.id, verdict=verdict, reason=reason, at=at))
    session.flush()
    proposal.decided_at = at
    steps.move(session, proposal, Action(verdict.value))
    steps.record(session, at, reviewer, verdict.value, proposal, {"title": proposal.title, "reason": reason})


def _check_may_decide(
    session: Session, proposal: Proposal, action: Action, reviewer: Person, reason: str, version: int | None
) -> None:
    if not reason.strip():
        raise NeedsReason("A decision needs a reason; it is published.")
    steps.hold(session, proposal, action, version)  # two reviewers at once: the second finds the new state
    check_may_decide(reviewer.handle, reviewer.kind, authors_of(session, proposal))
    people.check_may(reviewer, Deed.REVIEW)
