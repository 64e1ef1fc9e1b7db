"""What the Desk remembers of who is signed in, and how they get in.

Rules
- Secrets are stored hashed: a copy of the database opens no door. Of a passkey there is only its public key.
- No address, no name of a browser: of a session there is when it began and when it was last seen.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime


class SignInLink(SQLModel, table=True):
    """A link that lets one person in, once: to make a passkey, or to sign in where there can be none."""

    __tablename__: ClassVar[str] = "sign_in_link"

    digest: str = Field(primary_key=True, max_length=64, description="SHA-256 of the secret in the link.")
    person_id: int = Field(foreign_key="person.id", index=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Passkey(SQLModel, table=True):
    """A key pair of somebody's device, of which the device keeps the private half (WebAuthn: a credential)."""

    __tablename__: ClassVar[str] = "passkey"

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    credential: bytes = Field(unique=True, description="What the device calls it; up to 1023 bytes.")
    public_key: bytes = Field(description="As COSE, the way WebAuthn writes it.")
    user_handle: bytes = Field(description="What the device knows its person by: random, the same for all of theirs.")
    sign_count: int = Field(
        sa_type=BigInteger, description="How often the device says it was used; 0: it does not count."
    )
    name: str = Field(max_length=60, description="What its person calls it. Shown to nobody else.")
    added_at: datetime = Field(sa_type=UtcDateTime)


class PasskeyChallenge(SQLModel, table=True):
    """What a browser was asked to sign. It is deleted when it comes back, whatever came with it."""

    __tablename__: ClassVar[str] = "passkey_challenge"

    browser: str = Field(primary_key=True, max_length=64, description="SHA-256 of the secret in the browser's cookie.")
    challenge: bytes
    person_id: int | None = Field(
        default=None, foreign_key="person.id", description="Who makes a passkey; NULL: somebody signs in."
    )
    user_handle: bytes | None = Field(default=None, description="What the new passkey is to know its person by.")
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


class DeskSession(SQLModel, table=True):
    """One signed-in browser."""

    __tablename__: ClassVar[str] = "desk_session"

    digest: str = Field(primary_key=True, max_length=64, description="SHA-256 of the secret in the cookie.")
    person_id: int = Field(foreign_key="person.id", index=True)
    passkey_id: int | None = Field(default=None, index=True, description="The passkey it began with; NULL: a link.")
    begun_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime, description="To some minutes.")
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiToken(SQLModel, table=True):
    """What a program of somebody's shows to be let in."""

    __tablename__: ClassVar[str] = "api_token"

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    digest: str = Field(unique=True, max_length=64, description="SHA-256 of the token.")
    name: str = Field(max_length=60, description="What its person calls it.")
    scopes: str = Field(max_length=60, description="`feeds.review.roles.Deed`s, with spaces between.")
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_on: date | None = Field(default=None, description="The last day it was used.")
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
