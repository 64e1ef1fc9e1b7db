"""Signing in to the Desk by a one-time link. Pages get a secret; the database keeps its digest.

A session ends after twelve hours, when the curator signs out, or when it is ended for them.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, update

from api.desk.tables import DeskSession, SignInLink
from api.settings import Settings
from feeds.review.tables import Person

LINK_LIFETIME: Final = timedelta(days=1)
SESSION_LIFETIME: Final = timedelta(hours=12)


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


def invite(session: Session, person: Person, settings: Settings, at: datetime) -> str:
    """A link that signs a curator in, once, within a day. Links made for them before end."""
    earlier = update(SignInLink).where(col(SignInLink.person_id) == person.id, col(SignInLink.used_at).is_(None))
    session.execute(earlier.values(used_at=at))
    secret = secrets.token_urlsafe(32)
    session.add(SignInLink(digest=_digest(secret), person_id=person.id, expires_at=at + LINK_LIFETIME))
    return f"{str(settings.public_url).rstrip('/')}/desk/sign-in/{secret}"


def sign_in(session: Session, link_secret: str, at: datetime) -> SignedIn:
    """Use a link up and begin a session. Raises `LinkUsedUp`."""
    # One conditional update claims the link: of two browsers that open it at once, one is let in.
    claim = update(SignInLink).where(
        col(SignInLink.digest) == _digest(link_secret),
        col(SignInLink.used_at).is_(None),
        col(SignInLink.expires_at) > at,
    )
    if session.execute(claim.values(used_at=at)).rowcount != 1:  # type: ignore[attr-defined]
        raise LinkUsedUp
    link = session.get_one(SignInLink, _digest(link_secret))
    secret = secrets.token_urlsafe(32)
    expires = at + SESSION_LIFETIME
    session.add(DeskSession(digest=_digest(secret), person_id=link.person_id, expires_at=expires))
    return SignedIn(session.get_one(Person, link.person_id), secret)


def who(session: Session, secret: str | None, at: datetime) -> SignedIn | None:
    """Whose session a cookie's secret is, if it still holds."""
    if not secret:
        return None
    begun = session.get(DeskSession, _digest(secret))
    if begun is None or begun.ended_at is not None or begun.expires_at <= at:
        return None
    return SignedIn(session.get_one(Person, begun.person_id), secret)


def sign_out(session: Session, secret: str, at: datetime) -> None:
    """End a session."""
    ended = update(DeskSession).where(col(DeskSession.digest) == _digest(secret)).values(ended_at=at)
    session.execute(ended)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
