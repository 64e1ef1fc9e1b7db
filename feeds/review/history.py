"""What became of a Proposal, step by step, as the Journal has it; and what changed since somebody read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from feeds.review.operations import OPERATIONS, Operation
from feeds.review.tables import JournalEntry, Proposal, ProposedOperation


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to a Proposal. `version` is what it led to; `reason` is empty where none was given."""

    at: datetime
    actor: str
    action: str
    version: int
    reason: str
    added: int
    removed: int
    title_before: str | None
    reason_before: str | None


@dataclass(frozen=True, slots=True)
class Since:
    """What others did to a Proposal since a version of it. A text before is None where it is the same still."""

    steps: Sequence[Step]
    came: Sequence[Operation]
    went: Sequence[Operation]
    title_before: str | None
    reason_before: str | None


def of(session: Session, proposal: Proposal) -> list[Step]:
    """Every step of a Proposal, oldest first."""
    about = select(JournalEntry).where(JournalEntry.subject == f"proposal {proposal.id}")
    return [_step(entry) for entry in session.exec(about.order_by(col(JournalEntry.sequence)))]


def since(session: Session, proposal: Proposal, version: int) -> Since:
    """What others did to a Proposal since a version of it."""
    steps = [step for step in of(session, proposal) if step.version > version]
    titles = (step.title_before for step in steps if step.title_before is not None)
    reasons = (step.reason_before for step in steps if step.reason_before is not None)
    changed = select(ProposedOperation).where(
        ProposedOperation.proposal_id == proposal.id,
        or_(col(ProposedOperation.added_in) > version, col(ProposedOperation.gone_in) > version),
    )
    rows = session.exec(changed.order_by(col(ProposedOperation.position))).all()
    came = [row.body for row in rows if row.added_in > version and row.gone_in is None]
    went = [row.body for row in rows if row.added_in <= version]
    return Since(steps, _read(came), _read(went), next(titles, None), next(reasons, None))


def _step(entry: JournalEntry) -> Step:
    said = entry.body
    is_edit = entry.action == "edit"
    return Step(
        entry.at,
        entry.actor,
        entry.action,
        said.get("version", 1),
        "" if is_edit else said.get("reason", ""),
        said.get("added", 0) if is_edit else 0,
        said.get("removed", 0) if is_edit else 0,
        said.get("title_before"),
        said.get("reason_before"),
    )


def _read(bodies: list[dict[str, object]]) -> list[Operation]:
    return OPERATIONS.validate_python(bodies) if bodies else []
