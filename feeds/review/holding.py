"""Holding every Release: somebody stops what goes out, and somebody lets it go on. Runs in the caller's transaction.

What is out stays out and stays fresh meanwhile: its timestamp is signed as ever.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from feeds.release.tables import Hold
from feeds.review import journal, people
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Deed
from feeds.review.tables import Person

_SUBJECT = "releases"


class ReleasesHeld(RuntimeError):
    """Nothing goes out now. `str()` is one sentence that says who holds it, since when and why."""


class NotHeld(ValueError):
    """There is no hold to lift. `str()` is one sentence for people."""


def standing(session: Session) -> Hold | None:
    """The hold that stands, if any."""
    return session.exec(select(Hold).where(col(Hold.lifted_at).is_(None))).first()


def check(session: Session) -> None:
    """Raise `ReleasesHeld` while a hold stands."""
    if found := standing(session):
        raise ReleasesHeld(sentence(found))


def sentence(hold: Hold) -> str:
    """Who holds what goes out, since when, and why."""
    return f"Releases are held by {hold.person} since {hold.at:%Y-%m-%d %H:%M} UTC: {hold.reason}"


def hold(session: Session, *, by: Person, reason: str, at: datetime) -> Hold:
    """Stop every Release from now on. Raises `ReleasesHeld`, `NeedsReason`, and `four_eyes.NotAllowed`."""
    people.check_may(by, Deed.REVIEW)
    said = _said(reason)
    check(session)
    held = Hold(person=by.handle, reason=said, at=at)
    session.add(held)
    session.flush()
    journal.record(session, at=at, actor=by.handle, action="hold", subject=_SUBJECT, body={"reason": said})
    return held


def lift(session: Session, *, by: Person, reason: str, at: datetime) -> Hold:
    """Let Releases go out again, whoever held them. Raises `NotHeld`, `NeedsReason`, and `four_eyes.NotAllowed`."""
    people.check_may(by, Deed.REVIEW)
    said = _said(reason)
    found = standing(session)
    if found is None:
        raise NotHeld("Releases are not held; there is nothing to lift.")
    found.lifted_by, found.lifted_because, found.lifted_at = by.handle, said, at
    session.add(found)
    session.flush()
    journal.record(session, at=at, actor=by.handle, action="lift", subject=_SUBJECT, body={"reason": said})
    return found


def _said(reason: str) -> str:
    if not reason.strip():
        raise NeedsReason("This needs a reason; it is published.")
    return reason.strip()
