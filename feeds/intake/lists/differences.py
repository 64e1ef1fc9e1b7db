"""What one Batch has that another has not."""

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, select

from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.intake.lists.verdicts import RowVerdict


def good_beyond(session: Session, batch: Batch, other: Batch | None) -> int:
    """How many good names a Batch has that another has not; all of them, without another."""
    theirs = aliased(ImportedRow)
    known = select(theirs.id).where(
        theirs.batch_id == (other.id if other else None),
        theirs.hostname == ImportedRow.hostname,
        theirs.verdict == RowVerdict.GOOD,
    )
    good = select(func.count()).select_from(ImportedRow)
    return session.exec(
        good.where(ImportedRow.batch_id == batch.id, ImportedRow.verdict == RowVerdict.GOOD, ~known.exists())
    ).one()
