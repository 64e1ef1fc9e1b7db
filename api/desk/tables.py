"""What the Desk remembers of who is signed in. Secrets are stored hashed: a copy of the database opens no door."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime


class SignInLink(SQLModel, table=True):
    """A link that signs one person in, once."""

    __tablename__: ClassVar[str] = "sign_in_link"

    digest: str = Field(primary_key=True, max_length=64, description="SHA-256 of the secret in the link.")
    person_id: int = Field(foreign_key="person.id", index=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DeskSession(SQLModel, table=True):
    """One signed-in browser."""

    __tablename__: ClassVar[str] = "desk_session"

    digest: str = Field(primary_key=True, max_length=64, description="SHA-256 of the secret in the cookie.")
    person_id: int = Field(foreign_key="person.id", index=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
