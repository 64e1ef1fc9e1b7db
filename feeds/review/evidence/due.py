"""Which sources are to be looked at again, and whose they are meanwhile. Runs in the caller's transaction.

A source is claimed, looked at with no transaction open, and recorded by whoever still holds it. PostgreSQL hands a row
that is locked to nobody else (`SKIP LOCKED`); on SQLite a writing transaction is alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, or_, select, update

from feeds.hostnames import NotAHostname, parse
from feeds.registry.tables import Evidence, Name
from feeds.registry.words import EvidenceKind
from feeds.review.evidence import keeping, pace
from feeds.review.evidence.judging import Cited, Found, Look, is_beyond_us, judge, unreachable
from feeds.review.evidence.outcomes import REOPENS
from feeds.review.evidence.tables import EvidenceCheck

LEASE: Final = timedelta(minutes=30)
BREATH: Final = timedelta(hours=1)
"""How long a server is left alone that was asked enough for now."""

Lot = Callable[[], float]


class ClaimLost(RuntimeError):
    """The claim ran out and somebody else has the source: nothing is recorded. `str()` is one sentence."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A source that is this worker's until `until`, and as what it is cited."""

    evidence_id: int
    key: str
    cited: Cited
    worker: str
    until: datetime


def enrol(session: Session, at: datetime, lot: Lot) -> int:
    """Look at every source that has an address; return how many are new.

    Not at lists, which are followed as such, nor at pages of the listed names, which the Watch looks at.
    """
    known = select(EvidenceCheck.evidence_id)
    rows = session.exec(
        select(Evidence.id, Evidence.url).where(
            col(Evidence.url).is_not(None), Evidence.kind == EvidenceKind.ARTICLE, col(Evidence.id).not_in(known)
        )
    ).all()
    watched = {_site(name) for name in session.exec(select(Name.hostname))} if rows else set()
    new = [number for number, url in rows if _site(url or "") not in watched]
    session.add_all(EvidenceCheck(evidence_id=number, due_at=pace.first_look(at, lot())) for number in new)
    session.flush()
    return len(new)


def claim(session: Session, worker: str, at: datetime, *, now: datetime | None = None) -> Claimed | None:
    """The source that is due for longest at `at`, which is this worker's until `now` + `LEASE`; None when none is due.

    `now` is `at` unless it is given: a run that began at `at` does what was due then. A claim that runs twice as
    long as any was made by a clock that was wrong: it does not count.
    """
    held, now = col(EvidenceCheck.claimed_until), now or at
    free = or_(held.is_(None), held <= now, held > now + 2 * LEASE)
    due = select(EvidenceCheck).where(EvidenceCheck.due_at <= at, free).order_by(col(EvidenceCheck.due_at)).limit(1)
    row = session.exec(due.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.claimed_by, row.claimed_until = worker, now + LEASE
    session.flush()
    evidence = session.get_one(Evidence, row.evidence_id)
    text = keeping.kept(session, [evidence.key]).get(evidence.key)
    cited = Cited(evidence.url or "", evidence.quote, text.text if text else None)
    return Claimed(row.evidence_id, evidence.key, cited, worker, row.claimed_until)


def postpone(session: Session, claimed: Claimed, at: datetime) -> None:
    """Leave a source for later, because its server was asked enough. Raises `ClaimLost`."""
    _mine(session, claimed)
    row = session.get_one(EvidenceCheck, claimed.evidence_id)
    row.due_at, row.claimed_by, row.claimed_until = at + BREATH, None, None


def record(session: Session, claimed: Claimed, look: Look, at: datetime, lot: float) -> Found | None:
    """Write down how a source was found, and when it is due again; None when the look does not tell yet.

    The first text that is read of a source is kept. Raises `ClaimLost`.
    """
    _mine(session, claimed)
    row = session.get_one(EvidenceCheck, claimed.evidence_id)
    row.claimed_by, row.claimed_until, row.checked_at = None, None, at
    found = judge(claimed.cited, look)
    if found is None and not is_beyond_us(claimed.cited, look):
        return _failed(row, claimed.cited, look, at, lot)
    row.failures, row.failing_since, row.due_at = 0, None, pace.next_look(at, lot)
    if found is None:
        return None
    if look.page is not None and claimed.cited.text is None and found.outcome not in REOPENS:
        keeping.keep(session, claimed.key, keeping.with_quotes(look.page, claimed.cited.quote), at)
    _note(row, found, at)
    return found


def _failed(row: EvidenceCheck, cited: Cited, look: Look, at: datetime, lot: float) -> Found | None:
    row.failures, row.failing_since = row.failures + 1, row.failing_since or at
    row.due_at = pace.after_failure(at, lot)
    if not pace.is_unreachable(row.failures, row.failing_since, at):
        return None
    row.due_at = pace.next_look(at, lot)
    found = unreachable(cited, look.problem)
    _note(row, found, at)
    return found


def _note(row: EvidenceCheck, found: Found, at: datetime) -> None:
    """Write down an outcome. One that a person settled stays settled while the same quote is missing in the same way.

    What such a page shows instead may be another thing every day.
    """
    if (row.outcome, row.before) != (found.outcome, found.before):
        row.outcome, row.before, row.since, row.settled_at = found.outcome, found.before, at, None
    row.now, row.moved_to = found.now, found.moved_to


def _mine(session: Session, claimed: Claimed) -> None:
    row = (
        col(EvidenceCheck.evidence_id) == claimed.evidence_id,
        col(EvidenceCheck.claimed_by) == claimed.worker,
        col(EvidenceCheck.claimed_until) == claimed.until,
    )
    # Somebody else may have taken the source over: only the claim that stands there may record.
    if session.execute(update(EvidenceCheck).where(*row).values(claimed_by=claimed.worker)).rowcount != 1:  # type: ignore[attr-defined]
        raise ClaimLost(f"The claim on source {claimed.key} ran out; somebody else has it.")


def _site(address: str) -> str:
    """The registrable domain of an address or a name; the address itself when it has none."""
    try:
        return parse(address).registrable or address
    except NotAHostname:
        return address
