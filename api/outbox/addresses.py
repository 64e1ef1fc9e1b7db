"""Where somebody wants their mail: given by themselves, confirmed by a link in a mail that goes there, taken back.

Each call runs in the caller's transaction.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, delete, select

from api.outbox.kinds import MailKind
from api.outbox.tables import Mail, MailAddress
from api.outbox.telling import tell_one
from feeds.hostnames import NotAHostname, parse
from feeds.review.tables import Person

LINK_LIFETIME: Final = timedelta(days=2)
AGAIN_AFTER: Final = timedelta(minutes=5)
"""So long somebody waits who asks for another link, so that nobody's box is filled from here."""
LONGEST: Final = 254  # RFC 5321, section 4.5.3.1.3, less the brackets
_LOCAL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
)  # RFC 5321: Dot-string


class BadAddress(ValueError):
    """This is no address for mail. `str()` is one sentence for people."""


class TooSoon(ValueError):
    """A link was sent a moment ago. `str()` is one sentence for people."""


class LinkUsedUp(PermissionError):
    """The link was used, has expired, or was made for another address. `str()` is one sentence for people."""


def read_address(text: str) -> str:
    """An address as mail servers take it, its domain in A-labels. Raises `BadAddress`."""
    local, at, domain = text.strip().rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or len(local) > 64:
        raise BadAddress("Write one address, as in name@example.org.")
    if re.search(r"[^\w.-]", domain):
        raise BadAddress(f"{domain[:80]!r} is no domain that gets mail.")
    try:
        address = f"{local}@{parse(domain).ascii}"
    except NotAHostname:
        raise BadAddress(f"{domain[:80]!r} is no domain that gets mail.") from None
    if len(address) > LONGEST:
        raise BadAddress("This address is too long.")
    return address


def of(session: Session, person: Person) -> MailAddress | None:
    """Where this person wants their mail; None when they want none."""
    return session.get(MailAddress, person.id)


def give(session: Session, person: Person, text: str, language: str, at: datetime) -> None:
    """Note an address, and write the mail with the link that confirms it. One given before counts no more.

    Raises `BadAddress`, and `TooSoon`.
    """
    address = read_address(text)
    asked = select(Mail.id).where(Mail.person_id == person.id, Mail.kind == MailKind.CONFIRM)
    if session.exec(asked.where(col(Mail.written_at) > at - AGAIN_AFTER)).first() is not None:
        raise TooSoon("A link was sent a moment ago; look for it, or try again in five minutes.")
    forget(session, person)
    secret = secrets.token_urlsafe(32)
    row = MailAddress(person_id=person.id, address=address, language=language)
    row.digest, row.expires_at = _digest(secret), at + LINK_LIFETIME
    session.add(row)
    session.flush()
    tell_one(session, person, MailKind.CONFIRM, secrets.token_hex(8), {"secret": secret}, at)


def confirm(session: Session, person: Person, secret: str, at: datetime) -> None:
    """Take the word of whoever opened the link, signed in as themselves. Raises `LinkUsedUp`."""
    row = of(session, person)
    good = row is not None and row.digest is not None and hmac.compare_digest(row.digest, _digest(secret))
    if row is None or not good or row.expires_at is None or row.expires_at <= at:
        raise LinkUsedUp("This link was used, has expired, or was sent to another address; ask for a new one.")
    row.digest, row.expires_at, row.confirmed_at = None, None, at
    session.add(row)
    session.flush()


def forget(session: Session, person: Person) -> None:
    """Send this person nothing any more, and forget where to."""
    unsent = col(Mail.sent_at).is_(None)
    session.execute(delete(Mail).where(col(Mail.person_id) == person.id, unsent))
    session.execute(delete(MailAddress).where(col(MailAddress.person_id) == person.id))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
