"""The sources of a Proposal: each with its quotes in their places, and the texts that are copies of one another."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from api.desk.quoting import Part, excerpts
from feeds.intake import copies
from feeds.intake.sources.tables import KeptReading, SourceItem
from feeds.registry.tables import Citation, Evidence, Signal, Site
from feeds.review.evidence import keeping
from feeds.review.evidence.passages import SourceText
from feeds.review.operations import AddEvidence, Operation, RetractSignal

MOST_READ: Final = 20
"""So many sources are shown with what was kept of their texts; of further ones the quote alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source; what stands around its quotes, when its text was kept; and how many texts are this one told again."""

    row: Evidence | AddEvidence
    excerpts: Sequence[Sequence[Part]]
    copies: int


def cited(session: Session, operations: Sequence[Operation]) -> list[Source]:
    """The sources that a Proposal brings, then those in the registry: that it cites, or that it takes a Signal from."""
    rows = _rows(session, operations)
    kept = keeping.kept(session, [row.key for row in rows[:MOST_READ]])
    told = _told_by(session, rows, kept)
    return [Source(row, _excerpts(kept.get(row.key)), told.get(row.key, 1)) for row in rows]


def _rows(session: Session, operations: Sequence[Operation]) -> list[Evidence | AddEvidence]:
    brought = [change for change in operations if isinstance(change, AddEvidence)]
    keys = {key for change in operations for key in getattr(change, "evidence", [])} - {new.key for new in brought}
    keys |= _under_withdrawn(session, [change for change in operations if isinstance(change, RetractSignal)])
    known = session.exec(select(Evidence).where(col(Evidence.key).in_(keys)).order_by(Evidence.key)).all()
    return [*brought, *known]


def _under_withdrawn(session: Session, changes: Collection[RetractSignal]) -> set[str]:
    """What the Signals that would be withdrawn rest on: whoever decides reads it."""
    if not changes:
        return set()
    theirs = or_(*(and_(col(Site.slug) == each.site, col(Signal.signal) == each.signal) for each in changes))
    return set(session.exec(select(Evidence.key).join(Citation).join(Signal).join(Site).where(theirs)))


def _excerpts(source: SourceText | None) -> list[list[Part]]:
    if source is None or not source.quotes:
        return []
    return excerpts(source.text, [(quote.start, quote.end) for quote in source.quotes])


def _told_by(
    session: Session, rows: Iterable[Evidence | AddEvidence], kept: Mapping[str, SourceText]
) -> dict[str, int]:
    """How many tell the text of each source: others of the Proposal, and newspapers that were read on schedule."""
    texts = [(row.key, row.digest, kept[row.key].text) for row in rows if row.key in kept]
    elsewhere = _copied(session, {digest for _, digest, _ in texts if digest})
    groups = copies.told_once([copies.sketch(text) for _, _, text in texts])
    counted = {
        place: sum(1 + elsewhere.get(texts[each][1] or "", 0) for each in group) for group in groups for place in group
    }
    return {texts[place][0]: count for place, count in counted.items()}


def _copied(session: Session, digests: Collection[str]) -> dict[str, int]:
    """How many items of newspapers told the texts with these digests again."""
    first = select(SourceItem.id, KeptReading.digest).join(KeptReading, col(SourceItem.reading_id) == KeptReading.id)
    firsts = first.where(col(KeptReading.digest).in_(digests)).subquery()
    counted = select(firsts.c.digest, func.count()).join(SourceItem, col(SourceItem.copy_of) == firsts.c.id)
    return dict(session.exec(counted.group_by(firsts.c.digest)).all())
