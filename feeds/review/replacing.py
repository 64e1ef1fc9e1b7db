"""Replacing the operations of a draft: what is there already stays as somebody wrote it, and the rest comes or goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from feeds.review import severity
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.tables import Person, Proposal, ProposedOperation
from feeds.review.writing import add_operation


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many operations came and went, and whether the others stand in another order. False when nothing is new."""

    came: int
    went: int
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.moved)


def rows_of(session: Session, proposal: Proposal) -> list[ProposedOperation]:
    """The operations of a Proposal with who wrote them, in order, without those that were taken out."""
    there = ProposedOperation.proposal_id == proposal.id, col(ProposedOperation.gone_in).is_(None)
    return list(session.exec(select(ProposedOperation).where(*there).order_by(col(ProposedOperation.position))))


def replace_operations(session: Session, proposal: Proposal, by: Person, operations: Sequence[Operation]) -> Replaced:
    """Let a draft have these operations from its next version on; `by` wrote those that it has not yet."""
    rows = rows_of(session, proposal)
    kept = list(_kept(rows, operations))
    stays = [row.id for row in kept if row is not None]
    came, went = len(kept) - len(stays), len(rows) - len(stays)
    replaced = Replaced(came, went, stays != [row.id for row in rows if row.id in stays])
    if not replaced:
        return replaced
    proposal.severity, following = severity.of(operations), proposal.version + 1
    for gone in rows:
        if gone.id not in stays:
            gone.gone_in = following
    # Positions above all that ever were: two rows of one Proposal never have the same, not even for a moment.
    ever = select(ProposedOperation.position).where(ProposedOperation.proposal_id == proposal.id)
    first = 1 + max(session.exec(ever), default=-1)
    for position, (row, operation) in enumerate(zip(kept, operations, strict=True), first):
        if row is None:
            add_operation(session, proposal, by, operation, position, following)
        else:
            row.position = position
    session.flush()
    return replaced


def _kept(rows: Sequence[ProposedOperation], operations: Sequence[Operation]) -> Iterator[ProposedOperation | None]:
    """For each operation the row that says it already, each row once."""
    left = list(zip(rows, OPERATIONS.validate_python([row.body for row in rows]), strict=True))
    for operation in operations:
        place = next((place for place, (_, said) in enumerate(left) if said == operation), None)
        yield None if place is None else left.pop(place)[0]
