"""What the lists that count say together: names that are not listed yet, and on how many lists each is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from feeds.intake.lists.states import BatchState
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.intake.lists.verdicts import RowVerdict
from feeds.registry.tables import Name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that is not listed, and the lists that have it, in alphabetical order."""

    hostname: str
    sources: tuple[str, ...]


def candidates(session: Session, *, at_least: int = 1, most: int, after: str = "") -> list[Candidate]:
    """Names that at least so many lists agree on, in alphabetical order from after one on.

    Left out is what is listed, and what was proposed from a list before, whatever became of that.
    """
    agreed = (
        _good()
        .where(col(ImportedRow.hostname) > after)
        .where(~select(Name.id).where(Name.hostname == ImportedRow.hostname).exists())
        .group_by(col(ImportedRow.hostname))
        .having(func.count() >= at_least, func.count(col(ImportedRow.proposal_id)) == 0)
        .order_by(col(ImportedRow.hostname))
        .limit(most)
    )
    names = session.exec(agreed).all()
    sources = sources_of(session, (name for name in names if name))
    return [Candidate(name, sources[name]) for name in names if name]


def sources_of(session: Session, hostnames: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The lists that count and have each of some names as a good row."""
    found: dict[str, list[str]] = {name: [] for name in hostnames}
    rows = (
        select(ImportedRow.hostname, Batch.source)
        .join(Batch)
        .where(col(Batch.id).in_(current_batches()), ImportedRow.verdict == RowVerdict.GOOD)
    )
    for hostname, source in session.exec(rows.where(col(ImportedRow.hostname).in_(found)).order_by(Batch.source)):
        found[hostname or ""].append(source)
    return {name: tuple(sources) for name, sources in found.items()}


def rows_of(
    session: Session, batch: Batch, *, verdict: RowVerdict | None = None, most: int, after: int = 0
) -> Sequence[ImportedRow]:
    """Rows of a Batch in the order in which they were read, from after a row's number on; of one verdict or of all."""
    rows = select(ImportedRow).where(ImportedRow.batch_id == batch.id, ImportedRow.id > after)
    rows = rows.where(ImportedRow.verdict == verdict) if verdict else rows
    return session.exec(rows.order_by(col(ImportedRow.id)).limit(most)).all()


def current_batches() -> SelectOfScalar[Any]:
    """The numbers of the Batches whose rows count: of each list, the newest that was counted and not undone."""
    return select(func.max(Batch.id)).where(Batch.state == BatchState.COUNTED).group_by(Batch.source)


def _good() -> SelectOfScalar[Any]:
    counts = col(ImportedRow.batch_id).in_(current_batches())
    return select(ImportedRow.hostname).where(counts, ImportedRow.verdict == RowVerdict.GOOD)
