"""Whether a Batch counts: counted, held, let through, undone. Each call runs inside the caller's transaction.

Rules
- What a person decides about a Batch, or the program for one, is in the Journal.
- Of one list, one Batch counts: the newest that was counted and not undone.
- Of the Batches of a list that counted, the newest two keep their rows, so that the newest can be undone.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select, update

from feeds.intake.lists import batches
from feeds.intake.lists.guard import reason_to_hold
from feeds.intake.lists.states import BatchState, Step
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.review import journal, people, proposals
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Deed
from feeds.review.states import UNDECIDED
from feeds.review.tables import Person, Proposal

ACTOR: Final = "import"
"""Who stands in the Journal for what the program did by itself."""
_KEPT: Final = 2


def count(session: Session, batch: Batch, *, percent: int, actor: str, at: datetime) -> None:
    """Let a preview count; or hold it, with the reason in `held`, where the guard says so. Raises `NotPossible`.

    `percent` of the names that count may change at once. What else of the list waited is out of date then.
    """
    session.refresh(batch, with_for_update=True)
    before = batches.compare(session, batch)
    batch.held = reason_to_hold(
        names=batch.rows - batch.repeated,
        good=batch.good,
        before=before.good if before else None,
        came=batch.came,
        went=batch.went,
        percent=percent,
    )
    if batch.held:
        batches.step(session, batch, Step.HOLD)
        _record(session, batch, actor, "hold_batch", batch.held, at)
    else:
        _make_current(session, batch, Step.COUNT, actor, "", at)
    _let_go_of_older(session, batch)


def let_through(session: Session, batch: Batch, *, by: Person, reason: str, at: datetime) -> None:
    """Let a held Batch count, as a person who says why. Raises `NeedsReason`, `NotPossible` or `NotAllowed`."""
    people.check_may(by, Deed.REVIEW)
    if not reason.strip():
        raise NeedsReason("A batch that is held counts only with a reason; it is published.")
    session.refresh(batch, with_for_update=True)
    _make_current(session, batch, Step.LET_THROUGH, by.handle, reason, at)
    _let_go_of_older(session, batch)


def undo(session: Session, batch: Batch, *, by: Person, reason: str, at: datetime) -> int:
    """Take a Batch back: its rows count no more, and the one before counts again. Raises `NotPossible` or `NotAllowed`.

    Proposals drafted from it that nobody decided on are withdrawn; returns how many. What was approved stays: people
    decided it, and people withdraw it.
    """
    people.check_may(by, Deed.PROPOSE)
    session.refresh(batch, with_for_update=True)
    batches.step(session, batch, Step.UNDO)
    waiting = _resting_on(session, batch)
    for proposal in waiting:
        proposals.withdraw(session, proposal, by=by, reason=f"Batch {batch.id} was undone.", at=at)
    batches.drop_rows(session, batch.id)
    _record(session, batch, by.handle, "undo_batch", reason, at)
    return len(waiting)


def _make_current(session: Session, batch: Batch, step: Step, actor: str, reason: str, at: datetime) -> None:
    _remember_proposals(session, batch, batches.current(session, batch.source))
    batches.step(session, batch, step)
    _record(session, batch, actor, "count_batch", reason, at)


def _let_go_of_older(session: Session, batch: Batch) -> None:
    older = select(Batch).where(Batch.source == batch.source, Batch.id != batch.id).order_by(col(Batch.id).desc())
    counted = session.exec(older.where(Batch.state == BatchState.COUNTED)).all()
    kept = _KEPT - (batch.state == BatchState.COUNTED)
    waiting = session.exec(older.where(col(Batch.state).in_((BatchState.PREVIEW, BatchState.HELD)))).all()
    for replaced in (*counted[kept:], *waiting):
        batches.step(session, replaced, Step.REPLACE)
        batches.drop_rows(session, replaced.id)


def _remember_proposals(session: Session, batch: Batch, before: Batch | None) -> None:
    # A name that somebody drafted from, or turned down, is no new candidate because the list was read again.
    if before is None:
        return
    old = aliased(ImportedRow)
    drafted = select(old.proposal_id).where(
        old.batch_id == before.id, old.hostname == ImportedRow.hostname, col(old.proposal_id).is_not(None)
    )
    session.exec(
        update(ImportedRow)
        .where(col(ImportedRow.batch_id) == batch.id, drafted.exists())
        .values(proposal_id=drafted.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _resting_on(session: Session, batch: Batch) -> list[Proposal]:
    """The Proposals nobody decided on that were drafted from this Batch, and from none that counts still."""
    mine = select(ImportedRow.proposal_id).where(ImportedRow.batch_id == batch.id)
    others = (
        select(ImportedRow.id)
        .join(Batch)
        .where(ImportedRow.proposal_id == Proposal.id, Batch.state == BatchState.COUNTED, Batch.id != batch.id)
    )
    waiting = select(Proposal).where(col(Proposal.state).in_(UNDECIDED), col(Proposal.id).in_(mine))
    return list(session.exec(waiting.where(~others.exists()).order_by(col(Proposal.id))))


def _record(session: Session, batch: Batch, actor: str, action: str, reason: str, at: datetime) -> None:
    said = ("source", "licence", "origin", "digest", "rows", "good", "came", "went")
    body: dict[str, Any] = {key: getattr(batch, key) for key in said} | ({"reason": reason} if reason else {})
    journal.record(session, at=at, actor=actor, action=action, subject=f"batch {batch.id}", body=body)
