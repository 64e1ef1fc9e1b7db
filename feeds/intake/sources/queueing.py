"""What the sources bring to the Queue, and what curators do with it. Runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from feeds.intake.sources.tables import ItemState, Source, SourceItem

UNDO_WITHIN: Final = timedelta(days=1)


class NotWaiting(LookupError):
    """An item is not on the Queue. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item for curators, who published it, and how many printed the same text, this one counted."""

    item: SourceItem
    publisher: str
    copies: int


def waiting(session: Session, *, most: int) -> list[Waiting]:
    """What waits, newest first."""
    rows = select(SourceItem).where(SourceItem.state == ItemState.WAITING)
    newest = rows.order_by(col(SourceItem.seen_at).desc(), col(SourceItem.id).desc()).limit(most)
    return printed(session, session.exec(newest).all())


def printed(session: Session, items: Sequence[SourceItem]) -> list[Waiting]:
    """Items with who published them and how many printed the same text. Two questions, for many as for few."""
    numbers = [item.id for item in items]
    who = select(SourceItem.id, Source.title, Source.address).join(Source).where(col(SourceItem.id).in_(numbers))
    publishers = {number: title or address for number, title, address in session.exec(who)}
    counted = select(SourceItem.copy_of, func.count()).where(col(SourceItem.copy_of).in_(numbers))
    copies = dict(session.exec(counted.group_by(col(SourceItem.copy_of))).all())
    return [Waiting(item, publishers[item.id], 1 + copies.get(item.id, 0)) for item in items]


def count_waiting(session: Session) -> int:
    """How many items wait."""
    return session.exec(select(func.count()).where(col(SourceItem.state) == ItemState.WAITING)).one()


def dismiss(session: Session, number: int, *, by: str, at: datetime) -> None:
    """Take an item off the Queue; copies that come later do not bring it back. Raises `NotWaiting`.

    `by` is a curator's handle. For a day it can be taken back.
    """
    item = session.get(SourceItem, number)
    if item is None or item.state != ItemState.WAITING:
        raise NotWaiting("This article is not waiting; somebody may have dealt with it already.")
    item.state, item.dismissed_by, item.dismissed_at = ItemState.DISMISSED, by, at


def undo(session: Session, number: int, *, at: datetime) -> None:
    """Put back what was dismissed in the last day, whoever did it. Raises `NotWaiting`."""
    item = session.get(SourceItem, number)
    if item is None or item.dismissed_at is None or item.dismissed_at <= at - UNDO_WITHIN:
        raise NotWaiting("This article was not dismissed in the last day.")
    item.state, item.dismissed_by, item.dismissed_at = ItemState.WAITING, None, None


def dismissed_lately(session: Session, at: datetime, *, most: int) -> Sequence[SourceItem]:
    """What was dismissed in the last day, the latest first."""
    lately = select(SourceItem).where(col(SourceItem.dismissed_at) > at - UNDO_WITHIN)
    return session.exec(lately.order_by(col(SourceItem.dismissed_at).desc()).limit(most)).all()


def drafted(session: Session, reading: int, proposal: int) -> None:
    """A curator drafted a Proposal from a reading: what waits because of it waits no more."""
    settled = update(SourceItem).where(
        col(SourceItem.reading_id) == reading, col(SourceItem.state) == ItemState.WAITING
    )
    session.execute(settled.values(state=ItemState.DRAFTED, proposal_id=proposal))
