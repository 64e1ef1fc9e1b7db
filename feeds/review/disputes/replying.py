"""From an upheld Dispute to the Proposal that does what it asks. A second person decides on that, as on any other."""

from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from feeds.registry.tables import Reply
from feeds.review import proposals
from feeds.review.disputes import answering
from feeds.review.disputes.states import Act, DisputeState, DoesNotFit, Wish
from feeds.review.disputes.tables import Dispute
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.states import ProposalState
from feeds.review.tables import Person, Proposal

_LED_NOWHERE: Final = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN})
_TITLES: Final = {Wish.REMOVAL: "Withdraw {name}", Wish.REPLY: "Show the reply of {name}"}


def uphold(
    session: Session, dispute: Dispute, *, by: Person, text: str, private_note: str = "", at: datetime
) -> Proposal | None:
    """Uphold a Dispute, and propose what it asks for; None for a correction, which somebody has to word.

    Raises what `answering.answer` and `draft` raise.
    """
    answering.answer(session, dispute, Act.UPHOLD, by=by, text=text, private_note=private_note, at=at)
    if dispute.asks == Wish.CORRECTION:
        return None
    return draft(session, dispute, by=by, reason=text.strip(), at=at)


class Said(NamedTuple):
    """What a reply says: the day on which it was written, the language, and the words; None once they were erased."""

    date: str
    language: str
    text: str | None


def draft(session: Session, dispute: Dispute, *, by: Person, reason: str, at: datetime) -> Proposal:
    """Propose the removal or the reply that an upheld Dispute asks for; again when the Proposal before came to nothing.

    A correction has to be worded by somebody. Raises `DoesNotFit`, and what `proposals.propose` raises.
    """
    if not may_draft(session, dispute):
        raise DoesNotFit("There is nothing to draft for this dispute now.")
    operations = _operations(dispute, reason)
    title = _TITLES[Wish(dispute.asks)].format(name=dispute.name)
    proposal = _proposed(session, dispute, title, operations, by, reason, at)
    dispute.proposal_id = proposal.id
    session.add(dispute)
    session.flush()
    return proposal


def may_draft(session: Session, dispute: Dispute) -> bool:
    """Whether an upheld Dispute waits for a Proposal: there is none, or it was turned down."""
    if dispute.state != DisputeState.UPHELD or dispute.asks == Wish.CORRECTION or dispute.words is None:
        return False
    before = session.get(Proposal, dispute.proposal_id) if dispute.proposal_id else None
    return before is None or before.state in _LED_NOWHERE


def draft_withdrawal(session: Session, dispute: Dispute, *, by: Person, reason: str, at: datetime) -> Proposal:
    """Propose to take a reply back that is shown. Raises what `proposals.propose` raises."""
    taken = [{"op": "withdraw_reply", "name": dispute.name, "dispute": dispute.id, "reason": reason}]
    title = f"Withdraw the reply of {dispute.name}"
    return _proposed(session, dispute, title, OPERATIONS.validate_python(taken), by, reason, at)


def is_shown(session: Session, dispute: Dispute) -> bool:
    """Whether the registry has the reply that a Dispute asked for."""
    return session.exec(select(Reply.id).where(Reply.dispute == dispute.id)).first() is not None


def said(session: Session, numbers: Collection[int]) -> dict[int, Said]:
    """What the replies say that these Disputes asked for, by their numbers: as shown, or else as it was written."""
    text = func.coalesce(Reply.text, Dispute.words)
    rows = select(Dispute.id, Dispute.opened_at, Dispute.language, text).join(
        Reply, col(Reply.dispute) == Dispute.id, isouter=True
    )
    found = session.exec(rows.where(col(Dispute.id).in_(numbers)))
    return {number: Said(f"{opened_at:%Y-%m-%d}", language, text) for number, opened_at, language, text in found}


def _operations(dispute: Dispute, reason: str) -> list[Operation]:
    rows = {
        Wish.REMOVAL: {"op": "retract_name", "name": dispute.name, "reason": reason},
        Wish.REPLY: {"op": "add_reply", "name": dispute.name, "dispute": dispute.id},
    }
    return OPERATIONS.validate_python([rows[Wish(dispute.asks)]])


def _proposed(
    session: Session,
    dispute: Dispute,
    title: str,
    operations: list[Operation],
    by: Person,
    reason: str,
    at: datetime,
) -> Proposal:
    note = f"Dispute {dispute.id}."
    return proposals.propose(
        session, author=by, title=title, reason=reason, operations=operations, at=at, private_note=note
    )
