"""The never-list as people keep it: add a name at once, take back what a person added, see what a name would stop.

To protect takes one person, because a name too many on the list keeps a warning from nobody who is warned today; it
only stops a listing that is not there yet. To take an entry back opens the gate, so that takes somebody else who may
decide. What came through a Proposal stays. Runs in the caller's transaction; each change is in the Journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from feeds import hostnames
from feeds.registry.tables import Name, ProtectedName, Site
from feeds.review import journal, people, waiting
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Deed
from feeds.review.tables import Person, Proposal

LONGEST_SOURCE: Final = 2000
_MOST: Final = 20


class NotProtected(LookupError):
    """A name is not on the never-list. `str()` is one sentence for people."""


class CannotProtect(ValueError):
    """A name is protected already, or what is listed would have to be withdrawn first. `str()` is one sentence."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What protecting a name meets: the entry that protects it now, listed Names in the way, Proposals it blocks."""

    name: str
    protected: ProtectedName | None
    listed: Sequence[tuple[str, Site]]
    proposals: Sequence[Proposal]


def effect(session: Session, name: str) -> Effect:
    """What protecting a hostname (A-labels) would meet now. A Name is in the way when it covers it, or is under it."""
    protected = select(ProtectedName).where(_related(ProtectedName, name)).order_by(ProtectedName.hostname).limit(1)
    listed = select(Name.hostname, Site).join(Site).where(_related(Name, name)).order_by(Name.hostname).limit(_MOST)
    return Effect(
        name,
        session.exec(protected).first(),
        session.exec(listed).all(),
        waiting.would_list(session, name, above=_above(name), most=_MOST),
    )


def protect(session: Session, name: str, *, by: Person, reason: str, source: str, at: datetime) -> ProtectedName:
    """Put a name on the never-list, as a person; `source` is an address where anybody reads what it is.

    Raises `hostnames.NotAHostname`, `NeedsReason`, `CannotProtect`, and `four_eyes.NotAllowed` for a reader.
    """
    people.check_may(by, Deed.PROPOSE)
    found = effect(session, hostnames.parse(name).ascii)
    if not reason.strip() or not _is_address(source.strip()):
        raise NeedsReason("Say why, and give the web address of a source: both are published.")
    if found.protected is not None and found.protected.hostname == found.name:
        raise CannotProtect(f"{found.name} is on the never-list already.")
    for hostname, site in found.listed:
        raise CannotProtect(f"{hostname} is listed, as {site.name}; propose to withdraw it first.")
    entry = ProtectedName(
        hostname=found.name, reason=reason.strip(), source=source.strip(), added_by=by.handle, added_at=at
    )
    session.add(entry)
    session.flush()
    said = {"reason": entry.reason, "source": entry.source}
    journal.record(session, at=at, actor=by.handle, action="protect", subject=f"name {entry.hostname}", body=said)
    return entry


def unprotect(session: Session, name: str, *, by: Person, reason: str, at: datetime) -> None:
    """Take back what a person put on the never-list.

    Raises `NotProtected`, `NeedsReason`, and `four_eyes.NotAllowed` for whoever added it, for who may not decide, and
    for what came through a Proposal.
    """
    people.check_may(by, Deed.REVIEW)
    entry = session.exec(select(ProtectedName).where(ProtectedName.hostname == name).with_for_update()).first()
    if entry is None:
        raise NotProtected(f"{name} is not on the never-list; somebody may have taken it off already.")
    if entry.added_by is None:
        raise NotAllowed(f"{name} came onto the never-list through a proposal, and stays.")
    if entry.added_by == by.handle:
        raise NotAllowed(f"{by.handle} put {name} on the never-list; somebody else takes it off.")
    if not reason.strip():
        raise NeedsReason("This needs a reason; it is published.")
    session.delete(entry)
    session.flush()
    said = {"reason": reason.strip(), "added_by": entry.added_by}
    journal.record(session, at=at, actor=by.handle, action="unprotect", subject=f"name {name}", body=said)


def entries(session: Session, *, words: str, after: str, most: int) -> Sequence[ProtectedName]:
    """Entries that hold a text in their name or reason, by name, from the one after a name on."""
    rows = select(ProtectedName).where(col(ProtectedName.hostname) > after)
    holds = (col(text).icontains(words, autoescape=True) for text in (ProtectedName.hostname, ProtectedName.reason))
    rows = rows.where(or_(*holds)) if words else rows
    return session.exec(rows.order_by(ProtectedName.hostname).limit(most)).all()


def _related(table: type[Name | ProtectedName], name: str) -> ColumnElement[bool]:
    hostname = col(table.hostname)
    return or_(hostname.in_((name, *_above(name))), hostname.endswith(f".{name}", autoescape=True))


def _above(name: str) -> tuple[str, ...]:
    """The names that cover this one: `a.b.org` has `b.org` and `org` above it."""
    labels = name.split(".")
    return tuple(".".join(labels[first:]) for first in range(1, len(labels)))


def _is_address(source: str) -> bool:
    try:
        parts = urlsplit(source)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and len(source) <= LONGEST_SOURCE
    except ValueError:
        return False
