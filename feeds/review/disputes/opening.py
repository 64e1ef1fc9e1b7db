"""Opens a Dispute, in the caller's transaction. Nobody is turned away because others opened many (`crowds`)."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from feeds.hostnames import Hostname
from feeds.registry.tables import Name, Site
from feeds.review import journal
from feeds.review.disputes.asking import Asked
from feeds.review.disputes.tables import Dispute

OPENER: Final = "the opener"
"""Whoever holds the secret link, as the Journal names them. No handle has a space."""


class NotListed(LookupError):
    """Nothing is said of a name, so there is nothing to dispute. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new Dispute, and the secret that opens its page: it is told now, and never again."""

    dispute: Dispute
    secret: str


def new_secret() -> str:
    """A secret for a Dispute: 32 letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(24)


def open_dispute(session: Session, asked: Asked, at: datetime, *, secret: str | None = None) -> Opened:
    """Take what somebody asks about the listed Name that covers theirs; its secret is theirs already, or a new one.

    Raises `NotListed`.
    """
    name, slug = listed(session, asked.hostname)
    secret, salt = secret or new_secret(), secrets.token_hex(16)
    dispute = Dispute(
        secret=digest_of(secret),
        name=name,
        site_slug=slug,
        **asked.model_dump(exclude={"name"}),
        salt=salt,
        opened_at=at,
        proof_code=code_of(secret),
    )
    session.add(dispute)
    session.flush()
    body = {"name": name, "site": slug, "asks": str(asked.asks)}
    body["words_sha256"] = journal.salted_digest(asked.words, salt)
    if asked.address:
        body["address_sha256"] = journal.salted_digest(asked.address, salt)
    note(session, dispute, "open", actor=OPENER, at=at, body=body)
    return Opened(dispute, secret)


def opened_with(session: Session, secret: str) -> Dispute | None:
    """The Dispute that was opened with a secret already; None when none was."""
    return session.exec(select(Dispute).where(Dispute.secret == digest_of(secret))).first()


def digest_of(secret: str) -> str:
    """What is kept of a secret: SHA-256, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def code_of(secret: str) -> str:
    """What shows control of a Name for the Dispute with a secret, in 32 hex digits. It may be seen by everybody."""
    return hashlib.sha256(f"proof of {secret}".encode()).hexdigest()[:32]


def note(
    session: Session, dispute: Dispute, action: str, *, actor: str, at: datetime, body: Mapping[str, str | int]
) -> None:
    """Write into the Journal, which is public, what was done about a Dispute."""
    journal.record(session, at=at, actor=actor, action=action, subject=f"dispute {dispute.id}", body=dict(body))


def listed(session: Session, asked: Hostname) -> tuple[str, str]:
    """The listed Name that covers a host, the longest of several, and the slug of its Site. Raises `NotListed`."""
    labels = asked.ascii.split(".")
    covering = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    names = select(Name.hostname, Site.slug).join(Site).where(col(Name.hostname).in_(covering))
    found = session.exec(names).all()
    if not found:
        raise NotListed(f"{asked.ascii} is not on the list: nothing is said of it, so there is nothing to dispute.")
    return max(found, key=lambda row: len(row[0]))
