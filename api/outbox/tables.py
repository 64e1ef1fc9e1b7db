"""The mail that waits, and the addresses of those who asked for it.

Rules
- An address is here and nowhere else: no Journal entry, no log, no waiting mail holds it.
- Nothing but the question whether it is theirs goes to an address that nobody confirmed.
- A person is told one thing once, and nothing that they do not want to be told: the key says what, the kind of what.
- A mail is for one worker at a time, until its claim runs out. It ends sent or given up, never both.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.outbox.kinds import CHOSEN, MailKind
from feeds.registry.columns import UtcDateTime, one_of


class MailAddress(SQLModel, table=True):
    """Where one person wants their mail, and in which language. Unconfirmed until they opened the link in it."""

    __tablename__: ClassVar[str] = "mail_address"
    __table_args__ = (CheckConstraint("language IN ('en', 'fr')", name="language_is_ours"),)

    person_id: int = Field(
        sa_column=Column(Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    address: str = Field(max_length=254)
    language: str = Field(max_length=2)
    digest: str | None = Field(default=None, max_length=64, description="SHA-256 of the secret in the link.")
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MailChoice(SQLModel, table=True):
    """Whether one person wants mail of a kind. Without a row, they do when it has a clock (`kinds.HAS_A_CLOCK`)."""

    __tablename__: ClassVar[str] = "mail_choice"
    __table_args__ = (one_of("kind", CHOSEN),)

    person_id: int = Field(
        sa_column=Column(Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    kind: str = Field(primary_key=True)
    wanted: bool


class Mail(SQLModel, table=True):
    """One mail to one person. `facts` fill its text, which is made when it is sent; then they are erased."""

    __tablename__: ClassVar[str] = "mail"
    __table_args__ = (
        one_of("kind", MailKind),
        UniqueConstraint("person_id", "kind", "key"),
        CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="ends_once"),
    )

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(sa_column=Column(Integer, ForeignKey("person.id", ondelete="CASCADE"), nullable=False))
    kind: str
    key: str = Field(max_length=200, description="What it is about: one mail of a kind for each, to each person.")
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    written_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    claimed_by: str | None = Field(default=None, max_length=80)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = Field(default=0)
    problem: str | None = Field(
        default=None, max_length=300, description="What the server said last, without addresses."
    )
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    given_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
