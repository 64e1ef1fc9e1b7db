"""What the sources bring to the Queue, and what curators do with it. Runs in the caller's transaction."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from feeds.intake.sources.tables import ItemState, Source, SourceItem


class NotWaiting(LookupError):
    """An item is not on the Queue. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits for a curator, who published it, and how many printed the same text, this one counted."""

    item: SourceItem
    publisher: str
    copies: int


def waiting(session: Session, *, most: int) -> list[Waiting]:
    """What waits, newest first."""
    rows = select(SourceItem, Source.title, Source.address).join(Source).where(SourceItem.state == ItemState.WAITING)
    newest = session.exec(rows.order_by(col(SourceItem.seen_at).desc(), col(SourceItem.id).desc()).limit(most)).all()
    numbers = [item.id for item, _, _ in newest]
    counted = select(SourceItem.copy_of, func.count()).where(col(SourceItem.copy_of).in_(numbers))
    copies = dict(session.exec(counted.group_by(col(SourceItem.copy_of))).all())
    return [Waiting(item, title or address, 1 + copies.get(item.id, 0)) for item, title, address in newest]


def count_waiting(session: Session) -> int:
    """How many items wait."""
    return session.exec(select(func.count()).where(col(SourceItem.state) == ItemState.WAITING)).one()


def dismiss(session: Session, number: int) -> None:
    """Take an item off the Queue; copies that come later do not bring it back. Raises `NotWaiting`."""
    item = session.get(SourceItem, number)
    if item is None or item.state != ItemState.WAITING:
        raise NotWaiting("This article is not waiting; somebody may have dealt with it already.")
    item.state = ItemState.DISMISSED


def drafted(session: Session, reading: int, proposal: int) -> None:
    """A curator drafted a Proposal from a reading: what waits because of it waits no more."""
    settled = update(SourceItem).where(
        col(SourceItem.reading_id) == reading, col(SourceItem.state) == ItemState.WAITING
    )
    session.execute(settled.values(state=ItemState.DRAFTED, proposal_id=proposal))
