"""What is due of the sources, what their feeds listed, and what was read of it, in the database.

Each call runs in the caller's transaction. What a worker reads of a Source is recorded while the Source is that
worker's, and not after somebody else took it over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, delete, or_, select, update

from feeds.fetching.web_address import read_address
from feeds.intake.reading import Reading
from feeds.intake.sources.feed import Feed
from feeds.intake.sources.tables import ItemState, KeptReading, Source, SourceItem

EVERY: Final = timedelta(hours=1)
SOON: Final = timedelta(minutes=5)
LONGEST_WAIT: Final = timedelta(days=1)
LEASE: Final = timedelta(minutes=30)
READINGS_KEPT: Final = timedelta(days=30)
PASSED_KEPT: Final = timedelta(days=180)
_LONGEST: Final = 300
_LONGEST_TAG: Final = 200
_READING: Final = TypeAdapter(Reading)


class ClaimLost(RuntimeError):
    """The claim ran out and somebody else has the Source: nothing more is recorded. `str()` is one sentence."""


class NoSuchSource(LookupError):
    """Nothing is read from this address. `str()` is one sentence for people."""


def add(session: Session, address: str, at: datetime) -> Source:
    """Read a feed from now on. An address that is known is left as it is. Raises `NotAWebAddress`."""
    url = read_address(address).url
    known = session.exec(select(Source).where(Source.address == url)).first()
    source = known or Source(address=url, due_at=at)
    session.add(source)
    session.flush()
    return source


def remove(session: Session, address: str) -> None:
    """Read a feed no more, and forget what it listed. Proposals stay. Raises `NoSuchSource`."""
    source = session.exec(select(Source).where(or_(Source.address == address, Source.address == f"{address}/"))).first()
    if source is None:
        raise NoSuchSource(f"Nothing is read from {address}; `vigie sources list` shows what is.")
    own = select(SourceItem.id).where(SourceItem.source_id == source.id)
    session.execute(update(SourceItem).where(col(SourceItem.copy_of).in_(own)).values(copy_of=None))
    session.execute(delete(SourceItem).where(col(SourceItem.source_id) == source.id))
    session.delete(source)


def claim(session: Session, worker: str, at: datetime, *, now: datetime | None = None) -> Source | None:
    """The Source that is due for longest at `at`, which is this worker's until `now` + `LEASE`; None when none is due.

    `now` is `at` unless it is given: a run that began at `at` does what was due then. A claim that runs twice as long
    as any was made by a clock that was wrong: it does not count.
    """
    held, now = col(Source.claimed_until), now or at
    free = or_(held.is_(None), held <= now, held > now + 2 * LEASE)
    due = select(Source).where(Source.due_at <= at, free).order_by(col(Source.due_at), col(Source.id)).limit(1)
    source = session.exec(due.with_for_update(skip_locked=True)).first()
    if source is not None:
        source.claimed_by, source.claimed_until = worker, now + LEASE
    return source


def hold(session: Session, source: Source) -> Source:
    """The row of a Source that was claimed, which nobody else can claim while this transaction lasts.

    Raises `ClaimLost`.
    """
    mine = (
        Source.id == source.id,
        col(Source.claimed_by) == source.claimed_by,
        col(Source.claimed_until) == source.claimed_until,
    )
    row = session.exec(select(Source).where(*mine).with_for_update()).first()
    if row is None:
        raise ClaimLost(f"The claim on {source.address} ran out; somebody else has it.")
    return row


def record(session: Session, source: Source, feed: Feed, at: datetime) -> int:
    """Write down what a feed lists that it did not list before; return how many items."""
    known = set(session.exec(select(SourceItem.key).where(SourceItem.source_id == source.id)))
    new = [item for item in feed.items if item.key not in known]
    for item in new:
        session.add(
            SourceItem(
                source_id=source.id,
                key=item.key,
                address=item.address,
                title=item.title,
                summary=item.summary,
                published=item.published,
                seen_at=at,
            )
        )
    return len(new)


def unread(session: Session, source: Source, *, most: int) -> Sequence[SourceItem]:
    """Items that nobody read yet, in the feed's order."""
    new = select(SourceItem).where(SourceItem.source_id == source.id, SourceItem.state == ItemState.NEW)
    return session.exec(new.order_by(col(SourceItem.id)).limit(most)).all()


def done(
    session: Session, read: Source, at: datetime, *, title: str = "", headers: dict[str, str] | None = None, more: bool
) -> None:
    """A Source was read: due again in an hour, or soon when there is `more`. `headers` are those of a new answer.

    Raises `ClaimLost`.
    """
    source = hold(session, read)
    source.due_at, source.read_at = at + (SOON if more else EVERY), at
    source.claimed_by, source.claimed_until, source.failures, source.problem = None, None, 0, None
    source.title = title or source.title
    if headers is not None:
        source.etag = _kept(headers.get("etag"), _LONGEST_TAG)
        source.modified = _kept(headers.get("last-modified"), 100)


def failed(session: Session, read: Source, at: datetime, problem: str) -> None:
    """A Source could not be read: later again, twice as late each time, a day at most. Raises `ClaimLost`."""
    source = hold(session, read)
    source.due_at = at + min(EVERY * 2 ** min(source.failures, 10), LONGEST_WAIT)
    source.claimed_by, source.claimed_until = None, None
    source.failures, source.problem = source.failures + 1, problem[:_LONGEST]


def keep(session: Session, reading: Reading, at: datetime) -> KeptReading:
    """Keep a reading as it is; one of the same bytes from the same place is kept once."""
    place, document = reading.source[:2000], _READING.dump_python(reading, mode="json")
    same = select(KeptReading).where(KeptReading.digest == reading.digest, KeptReading.source == place)
    row = session.exec(same).first() or KeptReading(digest=reading.digest, source=place, at=at, document=document)
    row.at, row.document = at, document
    session.add(row)
    session.flush()
    return row


def kept(session: Session, number: int) -> Reading | None:
    """A reading that was kept; None when it is gone, or when another version of Vigie kept it."""
    row = session.get(KeptReading, number)
    try:
        return _READING.validate_python(row.document) if row else None
    except ValidationError:
        return None


def prune(session: Session, at: datetime) -> int:
    """Erase readings that are kept for long enough, and items of no interest; return how many rows went."""
    waiting = select(SourceItem.reading_id).where(
        SourceItem.state == ItemState.WAITING, col(SourceItem.reading_id).is_not(None)
    )
    old = select(KeptReading.id).where(KeptReading.at < at - READINGS_KEPT, col(KeptReading.id).not_in(waiting))
    numbers = list(session.exec(old))
    session.execute(update(SourceItem).where(col(SourceItem.reading_id).in_(numbers)).values(reading_id=None))
    session.execute(delete(KeptReading).where(col(KeptReading.id).in_(numbers)))
    passed = delete(SourceItem).where(
        col(SourceItem.state) == ItemState.PASSED, col(SourceItem.seen_at) < at - PASSED_KEPT
    )
    gone: Any = session.execute(passed)
    return len(numbers) + int(gone.rowcount)


def _kept(header: str | None, longest: int) -> str | None:
    """A header to ask by later; one that no honest server sends is not kept."""
    return header if header and len(header) <= longest and header.isascii() and header.isprintable() else None
