"""The tables of the sources that are read on schedule, and of what was read.

Rules
- A Source is one feed, under one address. It belongs to one worker at a time, until its claim runs out.
- An item is in a Source once, by the key that the feed gives it; what was done with it is not done again.
- A copy of a text that came before points at the first that told it, and is nothing on its own.
- A reading is kept as it was read, so that what a curator drafts is what they saw. It is private, and goes in time.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of, partial_date


class ItemState(StrEnum):
    """Where an item is: `new` was not read yet, `passed` names nothing of ours, `copy` told it again."""

    NEW = "new"
    PASSED = "passed"
    COPY = "copy"
    WAITING = "waiting"
    DRAFTED = "drafted"
    DISMISSED = "dismissed"


class KeptReading(SQLModel, table=True):
    """An article that was read. `document` is the `Reading` as JSON."""

    __tablename__: ClassVar[str] = "kept_reading"

    id: int = Field(default=None, primary_key=True)
    digest: str = Field(max_length=64, index=True, description="SHA-256 of the bytes that were read.")
    source: str = Field(max_length=2000)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    document: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Source(SQLModel, table=True):
    """A feed of a newspaper or an authority. `problem` is why the last reading of it brought nothing."""

    __tablename__: ClassVar[str] = "source"

    id: int = Field(default=None, primary_key=True)
    address: str = Field(unique=True, max_length=2000)
    title: str = Field(default="", max_length=300)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    claimed_by: str | None = Field(default=None, max_length=80)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    etag: str | None = Field(default=None, max_length=200)
    modified: str | None = Field(default=None, max_length=100, description="`Last-Modified`, as the server wrote it.")
    failures: int = Field(default=0, description="In a row.")
    problem: str | None = Field(default=None, max_length=300)


class SourceItem(SQLModel, table=True):
    """One item of a feed. `reasons` say why it reached the Queue, `remark` what could not be read or drafted."""

    __tablename__: ClassVar[str] = "source_item"
    __table_args__ = (one_of("state", ItemState), partial_date("published"), UniqueConstraint("source_id", "key"))

    id: int = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id")
    key: str = Field(max_length=64, description="SHA-256 of what the feed tells its items apart by.")
    address: str | None = Field(default=None, max_length=2000)
    title: str = Field(max_length=300)
    summary: str = Field(default="", max_length=2000)
    published: str | None = Field(default=None, max_length=10)
    seen_at: datetime = Field(sa_type=UtcDateTime, index=True)
    state: str = Field(default=ItemState.NEW, index=True)
    reasons: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    remark: str | None = Field(default=None, max_length=300)
    sketch: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    copy_of: int | None = Field(default=None, foreign_key="source_item.id", index=True)
    reading_id: int | None = Field(default=None, foreign_key="kept_reading.id")
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id")
    dismissed_by: str | None = Field(default=None, max_length=40, description="A handle.")
    dismissed_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
