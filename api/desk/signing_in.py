"""Who is signed in to the Desk: one-time links, and the sessions that they or a passkey begin.

Pages get a secret; the database keeps its digest. A session ends after twelve hours, when its curator signs out, or
when it is ended for them.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session, col, select, update

from api.desk.tables import DeskSession, Passkey, SignInLink
from api.settings import Settings
from feeds.review import roles
from feeds.review.four_eyes import NotAllowed
from feeds.review.roles import Deed
from feeds.review.states import PersonKind
from feeds.review.tables import Person

LINK_LIFETIME: Final = timedelta(days=1)
SESSION_LIFETIME: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=5)


class LinkUsedUp(PermissionError):
    """A sign-in link was used, has expired or never was. The page says how to get another."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, and the secret of the browser's session."""

    person: Person
    secret: str

    @property
    def form_token(self) -> str:
        """What a form of this session has to send back, so that another site's form is refused."""
        return hmac.new(self.secret.encode(), b"desk form", hashlib.sha256).hexdigest()

    @property
    def digest(self) -> str:
        """What this session is known by among others. It opens nothing."""
        return digest_of(self.secret)

    def may(self, deed: str) -> bool:
        """Whether the role of whoever is signed in lets them do this (a `Deed`)."""
        return roles.may(self.person.role, Deed(deed))


def invite(session: Session, person: Person, settings: Settings, at: datetime) -> str:
    """A link that lets a curator in, once, within a day. Links made for them before end.

    Raises `NotAllowed` for a part of Vigie.
    """
    if person.kind != PersonKind.PERSON:
        raise NotAllowed(f"{person.handle} is a part of Vigie, not a person; only people sign in.")
    close_links(session, person, at)
    secret = secrets.token_urlsafe(32)
    session.add(SignInLink(digest=digest_of(secret), person_id=person.id, expires_at=at + LINK_LIFETIME))
    return f"{str(settings.public_url).rstrip('/')}/desk/sign-in/{secret}"


def close_links(session: Session, person: Person, at: datetime) -> None:
    """End the links that were made for somebody and not used."""
    unused = update(SignInLink).where(col(SignInLink.person_id) == person.id, col(SignInLink.used_at).is_(None))
    session.execute(unused.values(used_at=at))


def invited(session: Session, link_secret: str, at: datetime) -> Person:
    """Whom a link was made for; it stays good. Raises `LinkUsedUp`."""
    link = session.get(SignInLink, digest_of(link_secret))
    if link is None or link.used_at is not None or link.expires_at <= at:
        raise LinkUsedUp
    return session.get_one(Person, link.person_id)


def has_link(session: Session, person: Person, at: datetime) -> bool:
    """Whether a link waits for somebody that is still good."""
    links = select(SignInLink.digest).where(SignInLink.person_id == person.id, col(SignInLink.used_at).is_(None))
    return session.exec(links.where(col(SignInLink.expires_at) > at)).first() is not None


def use_up(session: Session, link_secret: str, at: datetime) -> Person:
    """Whom a link was made for, and use it up. Raises `LinkUsedUp`."""
    # One conditional update claims the link: of two browsers that open it at once, one is let in.
    claim = update(SignInLink).where(
        col(SignInLink.digest) == digest_of(link_secret),
        col(SignInLink.used_at).is_(None),
        col(SignInLink.expires_at) > at,
    )
    if _changed(session, claim.values(used_at=at)) != 1:
        raise LinkUsedUp
    return session.get_one(Person, session.get_one(SignInLink, digest_of(link_secret)).person_id)


def begin(session: Session, person: Person, passkey: Passkey | None, at: datetime) -> SignedIn:
    """Begin a session of somebody who showed a passkey, or used a link up (None), with a secret of its own."""
    secret = secrets.token_urlsafe(32)
    begun = DeskSession(
        digest=digest_of(secret),
        person_id=person.id,
        passkey_id=passkey.id if passkey else None,
        begun_at=at,
        seen_at=at,
        expires_at=at + SESSION_LIFETIME,
    )
    session.add(begun)
    return SignedIn(person, secret)


def who(session: Session, secret: str | None, at: datetime) -> SignedIn | None:
    """Whose session a cookie's secret is, if it still holds."""
    begun = session.get(DeskSession, digest_of(secret)) if secret else None
    if secret is None or begun is None or begun.ended_at is not None or begun.expires_at <= at:
        return None
    return SignedIn(session.get_one(Person, begun.person_id), secret)


def not_seen_lately(session: Session, curator: SignedIn, at: datetime) -> bool:
    """Whether it is time to note that a session is in use."""
    return session.get_one(DeskSession, curator.digest).seen_at <= at - SEEN_EVERY


def saw(session: Session, curator: SignedIn, at: datetime) -> None:
    """Note that a session is in use."""
    session.execute(update(DeskSession).where(col(DeskSession.digest) == curator.digest).values(seen_at=at))


def sessions(session: Session, at: datetime) -> Sequence[tuple[DeskSession, str | None]]:
    """Every session that holds, the latest seen first, each with what its person calls the passkey it began with."""
    holding = select(DeskSession, Passkey.name).join(
        Passkey, col(Passkey.id) == col(DeskSession.passkey_id), isouter=True
    )
    holding = holding.where(col(DeskSession.ended_at).is_(None), col(DeskSession.expires_at) > at)
    return session.exec(holding.order_by(col(DeskSession.seen_at).desc(), DeskSession.digest)).all()


def end(session: Session, at: datetime, **which: Any) -> int:
    """End the sessions that have these values (`digest`, `person_id`, `passkey_id`); return how many held until now."""
    ended = update(DeskSession).filter_by(**which).where(col(DeskSession.ended_at).is_(None))
    return _changed(session, ended.where(col(DeskSession.expires_at) > at).values(ended_at=at))


def digest_of(secret: str) -> str:
    """What the database keeps of a secret: SHA-256, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _changed(session: Session, statement: Any) -> int:
    changed: int = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return changed
