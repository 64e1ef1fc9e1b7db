"""Giving entries their dates: when they are taken up, when two people change them, when one says that they are so.

Each call runs in the caller's transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, select, update

from feeds.registry.tables import Name, Signal, Site
from feeds.review import journal, roles
from feeds.review import operations as op
from feeds.review.due_again import periods
from feeds.review.due_again.tables import Verification
from feeds.review.roles import Deed
from feeds.review.tables import Person

Kind = Literal["name", "signal"]
Entry = Name | Signal


class NoSuchEntry(LookupError):
    """There is no such Name or Signal. `str()` is one sentence for people."""


def enrol(session: Session, at: datetime) -> int:
    """Give every entry that has no date one that counts from now; return how many. Running it again changes nothing."""
    dated = select(Verification.name_id).where(col(Verification.name_id).is_not(None))
    names = session.exec(select(Name).where(col(Name.id).not_in(dated))).all()
    dated = select(Verification.signal_id).where(col(Verification.signal_id).is_not(None))
    signals = session.exec(select(Signal).where(col(Signal.id).not_in(dated))).all()
    entries: list[Entry] = [*names, *signals]
    session.add_all(_verification(entry, at) for entry in entries)
    session.flush()
    return len(entries)


def written(session: Session, operations: Iterable[op.Operation], at: datetime) -> None:
    """Date anew what approved operations, already written to the registry, say: two people stand for it."""
    for operation in operations:
        entry = _of(session, operation)
        if entry is not None:
            _date(session, entry, at)


def confirm(session: Session, kind: Kind, number: int, *, by: Person, at: datetime) -> Verification:
    """Say that an entry is so still, on somebody's own word; the Journal keeps it.

    It changes nothing that is published (decision 0027). Raises `four_eyes.NotAllowed` for a reader, `NoSuchEntry`.
    """
    roles.check(by.handle, by.role, Deed.PROPOSE)
    entry: Entry | None = session.get(Name, number) if kind == "name" else session.get(Signal, number)
    if entry is None:
        raise NoSuchEntry(f"There is no {kind} {number} any more; reload the page.")
    verification = _date(session, entry, at, by)
    body = {"verify_by": verification.verify_by.date().isoformat()}
    journal.record(session, at=at, actor=by.handle, action="verify", subject=_said(session, entry), body=body)
    return verification


def _of(session: Session, operation: op.Operation) -> Entry | None:
    """The entry that an operation says something of; None as well when a later one took it out again."""
    match operation:
        case op.AddName() | op.SetNameStatus():
            return session.exec(select(Name).where(Name.hostname == operation.name)).first()
        case op.AddSignal():
            of_site = select(Signal).join(Site).where(Site.slug == operation.site)
            return session.exec(of_site.where(Signal.signal == operation.signal)).first()
        case _:
            return None


def _date(session: Session, entry: Entry, at: datetime, by: Person | None = None) -> Verification:
    mine = Verification.name_id if isinstance(entry, Name) else Verification.signal_id
    counting = update(Verification).where(col(mine) == entry.id, col(Verification.replaced_at).is_(None))
    session.execute(counting.values(replaced_at=at))
    verification = _verification(entry, at, by)
    session.add(verification)
    session.flush()
    return verification


def _verification(entry: Entry, at: datetime, by: Person | None = None) -> Verification:
    whose = by.id if by else None
    if isinstance(entry, Name):
        verify_by = periods.of_name(entry.status, at)
        return Verification(name_id=entry.id, checked_at=at, verify_by=verify_by, person_id=whose)
    verify_by = periods.of_signal(entry.signal, at)
    return Verification(signal_id=entry.id, checked_at=at, verify_by=verify_by, person_id=whose)


def _said(session: Session, entry: Entry) -> str:
    if isinstance(entry, Name):
        return f"name {entry.hostname}"
    return f"signal {session.get_one(Site, entry.site_id).slug} {entry.signal}"
