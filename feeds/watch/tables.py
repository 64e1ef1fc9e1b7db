"""The Watch's tables: what was seen, what it was taken for, and what is due.

Rules
- A Name is seen once at a moment. An Observation is never changed.
- A page's bytes are kept once, under their SHA-256, and only for a while: Observations outlive their captures.
- A Finding says one thing about two Names (or one) and is there once; each time that it is seen again adds a Sighting.
- What is due belongs to one worker at a time, until its claim runs out.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of
from feeds.watch.changes import FindingKind, Showed
from feeds.watch.pace import DueKind


class ObservationRow(SQLModel, table=True):
    """An Observation. `showed` is what it was taken for by the lists of that day: it finds rows, and weighs nothing."""

    __tablename__: ClassVar[str] = "observation"
    __table_args__ = (one_of("showed", Showed), UniqueConstraint("name", "at"))

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=253)
    at: datetime = Field(sa_type=UtcDateTime)
    showed: str
    document: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    capture: str | None = Field(default=None, max_length=64, description="The digest of the capture, kept or not.")


class Capture(SQLModel, table=True):
    """The bytes that a page was read from, compressed with zlib."""

    __tablename__: ClassVar[str] = "capture"

    digest: str = Field(primary_key=True, max_length=64)
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    size: int = Field(description="Bytes before they were compressed.")
    last_seen: datetime = Field(sa_type=UtcDateTime, index=True)


class Finding(SQLModel, table=True):
    """What the Watch takes two Names for, or one Name (then `new` is `old`). `held` is why there is no Proposal yet."""

    __tablename__: ClassVar[str] = "finding"
    __table_args__ = (one_of("kind", FindingKind), UniqueConstraint("old", "new", "kind"))

    id: int = Field(default=None, primary_key=True)
    kind: str
    old: str = Field(max_length=253)
    new: str = Field(max_length=253, index=True)
    score: float
    first_seen: datetime = Field(sa_type=UtcDateTime)
    last_seen: datetime = Field(sa_type=UtcDateTime, index=True)
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id", index=True)
    proposed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    held: str | None = Field(default=None, max_length=300)


class Sighting(SQLModel, table=True):
    """A Finding was seen, once more. `old_id` is the look at what the Site was, `new_id` at what is there now."""

    __tablename__: ClassVar[str] = "sighting"
    __table_args__ = (UniqueConstraint("finding_id", "at"),)

    id: int = Field(default=None, primary_key=True)
    finding_id: int = Field(foreign_key="finding.id")
    at: datetime = Field(sa_type=UtcDateTime)
    verdict: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    old_id: int | None = Field(default=None, foreign_key="observation.id")
    new_id: int = Field(foreign_key="observation.id")


class Looked(SQLModel, table=True):
    """A name that was looked at and is not the Site, so that it is left alone for a while. `answer` digests its DNS."""

    __tablename__: ClassVar[str] = "looked_at"

    old: str = Field(primary_key=True, max_length=253)
    new: str = Field(primary_key=True, max_length=253)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    answer: str = Field(max_length=64)
    verdict: str = Field(max_length=20)


class Due(SQLModel, table=True):
    """Something to do from `due_at` on. It belongs to `claimed_by` until `claimed_until`, and then to nobody."""

    __tablename__: ClassVar[str] = "watch_due"
    __table_args__ = (
        one_of("kind", DueKind),
        UniqueConstraint("kind", "subject"),
        Index("ix_watch_due_due_at", "due_at"),
    )

    id: int = Field(default=None, primary_key=True)
    kind: str
    subject: str = Field(max_length=2000, description="A hostname, or the address of a stream.")
    due_at: datetime = Field(sa_type=UtcDateTime)
    claimed_by: str | None = Field(default=None, max_length=80)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = Field(default=0, description="In a row.")
