"""What becomes of an item once its page was read: passed over, a copy of another, a Proposal, or a card on the Queue.

Runs in the caller's transaction; decides nothing.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from feeds.intake import copies, proposing
from feeds.intake.listed import Listed
from feeds.intake.reading import Reading
from feeds.intake.sources import keeping
from feeds.intake.sources.relevance import reasons
from feeds.intake.sources.tables import ItemState, SourceItem
from feeds.review import people
from feeds.review.applying import DoesNotApply

COPIES_WITHIN: Final = timedelta(days=30)
_LONGEST: Final = 300


def settle(
    session: Session, number: int, reading: Reading | None, remark: str | None, listed: Listed, at: datetime
) -> SourceItem:
    """Settle a new item. Without a `reading`, because of the `remark`, the feed's own words are all there is."""
    item = session.get_one(SourceItem, number)
    text = "\n\n".join(filter(None, (item.title, item.summary, reading.text if reading else "")))
    found = reasons(text, listed, reading.language if reading else None)
    item.remark = remark[:_LONGEST] if remark else None
    item.summary = item.summary if found else ""  # what is not for curators is not kept
    if not found:
        item.state = ItemState.PASSED
        return item
    item.reasons = [{"kind": each.kind, "said": each.said, "sites": ", ".join(each.slugs)} for each in found]
    item.sketch = list(copies.sketch(reading.text if reading else text))
    item.copy_of = _first_telling(session, item, at)
    item.state = ItemState.WAITING if item.copy_of is None else ItemState.COPY
    session.flush()
    if reading and item.copy_of is None:
        item.reading_id = keeping.keep(session, reading, at).id
        item = _draft(session, item, reading, at)
    return item


def _first_telling(session: Session, item: SourceItem, at: datetime) -> int | None:
    """The item that told this text first, if any did lately."""
    earlier = select(SourceItem.id, SourceItem.sketch).where(
        SourceItem.id != item.id,
        col(SourceItem.copy_of).is_(None),
        col(SourceItem.state).not_in((ItemState.NEW, ItemState.PASSED)),
        SourceItem.seen_at > at - COPIES_WITHIN,
    )
    mine = tuple(item.sketch)
    told = session.exec(earlier.order_by(col(SourceItem.seen_at), col(SourceItem.id)))
    return next((number for number, sketch in told if copies.is_copy(tuple(sketch), mine)), None)


def _draft(session: Session, item: SourceItem, reading: Reading, at: datetime) -> SourceItem:
    """Draft what the text says anew; a text that only confirms what is known waits for a person."""
    drafted = proposing.draft(session, reading)
    if drafted.open is not None and not drafted.operations:
        item.state, item.proposal_id = ItemState.DRAFTED, drafted.open
    elif drafted.operations and drafted.news:
        number = item.id
        try:
            author = people.machine(session, proposing.AUTHOR)
            proposal = proposing.hand_in(session, drafted, author, at)
        except DoesNotApply as refusal:
            item = session.get_one(SourceItem, number)
            item.remark = str(refusal)[:_LONGEST]
        else:
            item = session.get_one(SourceItem, number)
            item.state, item.proposal_id = ItemState.DRAFTED, proposal.id
    elif drafted.left:
        item.remark = " ".join(map(str, drafted.left))[:_LONGEST]
    return item
