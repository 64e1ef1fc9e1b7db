"""The tables of imported lists.

Rules
- A Batch is one reading of one list. Its source, licence and digest are never changed.
- A name is in a Batch once, at the first line that has it; what is no name has no hostname.
- A list that is followed is read again from its address; what the last answer called its version is kept, to ask by.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from feeds.intake.lists.states import BatchState
from feeds.intake.lists.verdicts import RowVerdict
from feeds.registry.columns import UtcDateTime, one_of


class Batch(SQLModel, table=True):
    """One reading of a list. `digest` is SHA-256 of its bytes as they came, NULL while they are read."""

    __tablename__: ClassVar[str] = "import_batch"
    __table_args__ = (one_of("state", BatchState), Index("ix_import_batch_source", "source", "state"))

    id: int = Field(default=None, primary_key=True)
    source: str = Field(max_length=80, description="The list, as its importers call it: `ut1-dating`.")
    form: str = Field(max_length=20)
    licence: str = Field(max_length=40, description="An SPDX identifier.")
    origin: str = Field(max_length=2000, description="Where it was read: an address, or a file's name.")
    digest: str | None = Field(default=None, max_length=64)
    state: str = Field(default=BatchState.READING)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    rows: int = Field(default=0, description="Without comments and blank lines.")
    good: int = 0
    repeated: int = 0
    came: int = Field(default=0, description="Good names that the counted Batch before did not have.")
    went: int = Field(default=0, description="Good names that only the counted Batch before had.")
    held: str | None = Field(default=None, max_length=300, description="Why it waits for a person.")


class ImportedRow(SQLModel, table=True):
    """One row of a Batch and its verdict. `written` is how the list has it, `reason` why it is no good row."""

    __tablename__: ClassVar[str] = "imported_row"
    __table_args__ = (one_of("verdict", RowVerdict), UniqueConstraint("batch_id", "hostname"))

    id: int = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id")
    line: int
    hostname: str | None = Field(default=None, max_length=253, index=True)
    written: str = Field(max_length=300)
    verdict: str
    reason: str | None = Field(default=None, max_length=300)
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id", index=True)


class FollowedList(SQLModel, table=True):
    """A list that is read again and again from its address. `problem` is why the last reading brought nothing."""

    __tablename__: ClassVar[str] = "followed_list"

    source: str = Field(primary_key=True, max_length=80)
    form: str = Field(max_length=20)
    licence: str = Field(max_length=40)
    url: str = Field(max_length=2000)
    etag: str | None = Field(default=None, max_length=300)
    modified: str | None = Field(default=None, max_length=80, description="The `Last-Modified` of the last answer.")
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)
    failures: int = Field(default=0, description="In a row.")
    problem: str | None = Field(default=None, max_length=300)
