"""The mail that is due, and whose it is. Each call runs in the caller's transaction.

A mail is claimed, sent with no transaction open, and recorded by whoever still holds it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func
from sqlmodel import Session, col, delete, or_, select, update

from api.outbox import pace
from api.outbox.kinds import MailKind
from api.outbox.tables import Mail, MailAddress
from feeds.review.tables import Person

LEASE: Final = timedelta(minutes=10)
KEPT: Final = timedelta(days=90)
"""So long it is known what was told; then a mail's row goes."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that is this worker's until `until`, and where it goes."""

    id: int
    kind: MailKind
    facts: dict[str, Any]
    address: str
    language: str
    written_at: datetime
    worker: str
    until: datetime


def claim(session: Session, worker: str, at: datetime, *, now: datetime | None = None) -> Claimed | None:
    """The mail that is due for longest at `at`, which is this worker's until `now` + `LEASE`; None when none is due.

    `now` is `at` unless it is given: a run that began at `at` sends what was due then. Mail waits for whoever has
    not confirmed their address, but for the mail that asks them to. A claim that runs twice as long as
    any was made by a clock that was wrong: it does not count.
    """
    held, now = col(Mail.claimed_until), now or at
    free = or_(held.is_(None), held <= now, held > now + 2 * LEASE)
    may_go = or_(col(MailAddress.confirmed_at).is_not(None), col(Mail.kind) == MailKind.CONFIRM)
    waits = (col(Mail.sent_at).is_(None), col(Mail.given_up_at).is_(None), col(Mail.due_at) <= at)
    mine = select(Mail, MailAddress).join(MailAddress, col(MailAddress.person_id) == Mail.person_id)
    due = mine.where(*waits, free, may_go).order_by(col(Mail.due_at), col(Mail.id)).limit(1)
    row = session.exec(due.with_for_update(of=Mail, skip_locked=True)).first()
    if row is None:
        return None
    mail, to = row
    mail.claimed_by, mail.claimed_until = worker, now + LEASE
    session.flush()
    kind = MailKind(mail.kind)
    return Claimed(mail.id, kind, mail.facts, to.address, to.language, mail.written_at, worker, mail.claimed_until)


def sent(session: Session, claimed: Claimed, at: datetime) -> bool:
    """Note that a mail went, and erase what it said; False when somebody else has it meanwhile."""
    gone = {"sent_at": at, "facts": {}, "problem": None, "attempts": Mail.attempts + 1}
    return _release(session, claimed, gone)


def failed(session: Session, claimed: Claimed, at: datetime, problem: str, *, for_good: bool) -> bool:
    """Note why a mail did not go: it is tried again later, or given up. False when somebody else has it meanwhile."""
    attempts = session.exec(select(Mail.attempts).where(Mail.id == claimed.id)).one() + 1
    due_at = None if for_good else pace.next_try(attempts, at)
    tried: dict[str, Any] = {"attempts": attempts, "problem": problem[:300]}
    return _release(session, claimed, tried | ({"due_at": due_at} if due_at else {"given_up_at": at}))


def given_up(session: Session, *, most: int) -> list[tuple[Mail, str]]:
    """Mail that did not go, the latest first, each with whose it is; the address is not shown."""
    rows = select(Mail, Person.handle).join(Person).where(col(Mail.given_up_at).is_not(None))
    return [(mail, handle) for mail, handle in session.exec(rows.order_by(col(Mail.given_up_at).desc()).limit(most))]


def counts(session: Session) -> tuple[int, int]:
    """How much mail waits, and how much was given up."""
    unsent = select(func.count(), func.count(col(Mail.given_up_at))).where(col(Mail.sent_at).is_(None))
    waiting, lost = session.exec(unsent).one()
    return waiting - lost, lost


def try_again(session: Session, at: datetime) -> None:
    """Let what was given up be due again."""
    again = update(Mail).where(col(Mail.given_up_at).is_not(None))
    session.execute(again.values(given_up_at=None, due_at=at, attempts=0, problem=None))


def drop(session: Session) -> None:
    """Forget what was given up."""
    session.execute(delete(Mail).where(col(Mail.given_up_at).is_not(None)))


def prune(session: Session, at: datetime) -> None:
    """Forget mail that went long ago."""
    session.execute(delete(Mail).where(col(Mail.sent_at) < at - KEPT))


def _release(session: Session, claimed: Claimed, values: dict[str, Any]) -> bool:
    mine = (
        col(Mail.id) == claimed.id,
        col(Mail.claimed_by) == claimed.worker,
        col(Mail.claimed_until) == claimed.until,
    )
    done: Any = session.execute(update(Mail).where(*mine).values(**values, claimed_by=None, claimed_until=None))
    return bool(done.rowcount == 1)
