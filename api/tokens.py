"""Tokens for programs: each is somebody's, made by themselves, shown once, and kept as a digest.

Rules
- What a token may do is what was asked for and what its person may do now: it is never more than its person.
- It ends by itself; one that may administer within a week. Of its use there is the last day.
- No token makes another: one that is revoked has left nothing behind that still opens.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select, update

from api.desk.signing_in import digest_of
from api.desk.tables import ApiToken
from feeds.review import people, roles
from feeds.review.roles import Deed
from feeds.review.tables import Person

SCOPES: Final = (Deed.READ, Deed.PROPOSE, Deed.REVIEW, Deed.ADMINISTER)
LIFETIME_DAYS: Final = 90
LONGEST_DAYS: Final = 366
ADMINISTERING_DAYS: Final = 7
"""So long a token holds at most that may invite people: whoever finds it can let themselves in."""
PREFIX: Final = "vigie_"
"""What every token begins with, so that one that lies about is known for what it is."""


def make(session: Session, person: Person, name: str, scopes: Collection[Deed], days: int, at: datetime) -> str:
    """A new token of somebody's, for what they may do themselves, for some days.

    Raises `NotAllowed` for more than that, and `ValueError` without a name or a scope, or to administer for too long.
    """
    asked = [scope for scope in SCOPES if scope in scopes]
    if not asked or not name.strip():
        raise ValueError("A token needs a name, and something that it may do.")
    for scope in asked:
        people.check_may(person, scope)
    if Deed.ADMINISTER in asked and days > ADMINISTERING_DAYS:
        raise ValueError(f"A token that may administer holds for {ADMINISTERING_DAYS} days at most.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        person_id=person.id,
        digest=digest_of(secret),
        name=name.strip(),
        scopes=" ".join(asked),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    until = token.expires_at.date().isoformat()
    body: dict[str, str | int | list[str]] = {"token": token.id, "scopes": [*asked], "expires": until}
    people.note(session, person, "make_token", by=person, at=at, body=body)
    return secret


def holder(session: Session, secret: str, at: datetime) -> tuple[ApiToken, Person] | None:
    """A token that still holds, and whose it is."""
    token = session.exec(select(ApiToken).where(ApiToken.digest == digest_of(secret))).first()
    if token is None or token.revoked_at is not None or token.expires_at <= at:
        return None
    return token, session.get_one(Person, token.person_id)


def may(token: ApiToken, person: Person, deed: Deed) -> bool:
    """Whether a token was made for this, and its person may still do it."""
    return deed in token.scopes.split() and roles.may(person.role, deed)


def revoke(session: Session, number: int, *, by: Person, at: datetime) -> bool:
    """End a token: one's own, as an admin anybody's; False when there is no such token, or it ended before."""
    token = session.get(ApiToken, number, with_for_update=True)
    is_own = token is not None and token.person_id == by.id
    if token is None or token.revoked_at is not None or not (is_own or roles.may(by.role, Deed.ADMINISTER)):
        return False
    token.revoked_at = at
    session.add(token)
    whose = session.get_one(Person, token.person_id)
    people.note(session, whose, "revoke_token", by=by, at=at, body={"token": number})
    return True


def revoke_all(session: Session, person: Person, at: datetime) -> None:
    """End every token of somebody's."""
    theirs = update(ApiToken).where(col(ApiToken.person_id) == person.id, col(ApiToken.revoked_at).is_(None))
    session.execute(theirs.values(revoked_at=at))


def holding(session: Session, at: datetime, person: Person | None = None) -> Sequence[tuple[ApiToken, str]]:
    """The tokens that hold, of somebody or of everybody, and whose they are; the newest first."""
    rows = select(ApiToken, Person.handle).join(Person, col(Person.id) == ApiToken.person_id)
    rows = rows.where(col(ApiToken.revoked_at).is_(None), col(ApiToken.expires_at) > at)
    rows = rows.where(ApiToken.person_id == person.id) if person else rows
    return session.exec(rows.order_by(col(ApiToken.id).desc())).all()
