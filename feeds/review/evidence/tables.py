"""What the sources said when they were read, and how they were found since.

Rules
- A text is kept under the SHA-256 of the bytes it was read from. It is private: no page and no file that is public
  shows more of it than the quotes.
- A quote is the very words at its place in its text; the database refuses others.
- A source is looked at by one worker at a time, until its claim runs out.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of
from feeds.review.evidence.outcomes import Outcome

LONGEST_TEXT = 300_000
"""Characters, as many as an article may have."""


class EvidenceText(SQLModel, table=True):
    """A source's own words, as they were read."""

    __tablename__: ClassVar[str] = "evidence_text"
    __table_args__ = (CheckConstraint(f"length(text) <= {LONGEST_TEXT}", name="text_is_bounded"),)

    digest: str = Field(primary_key=True, max_length=64)
    text: str
    language: str = Field(max_length=2)
    fetched_at: datetime = Field(sa_type=UtcDateTime, index=True)


class EvidenceQuote(SQLModel, table=True):
    """Where a source's quote stands: `words` are the text's characters from `start` to `end`."""

    __tablename__: ClassVar[str] = "evidence_quote"
    __table_args__ = (
        CheckConstraint('"start" >= 0 AND "end" > "start"', name="has_a_place"),
        UniqueConstraint("evidence_key", "digest", "start", "end"),
    )

    id: int = Field(default=None, primary_key=True)
    evidence_key: str = Field(max_length=80, description="Of an Evidence, or of one that a Proposal would add.")
    digest: str = Field(foreign_key="evidence_text.digest", max_length=64, index=True)
    start: int
    end: int
    words: str


class EvidenceCheck(SQLModel, table=True):
    """How a source was found when it was looked at again, and when that is due next."""

    __tablename__: ClassVar[str] = "evidence_check"
    __table_args__ = (one_of("outcome", Outcome),)

    evidence_id: int = Field(
        sa_column=Column(Integer, ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    claimed_by: str | None = Field(default=None, max_length=80)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = Field(default=0, description="Looks in a row that brought no page.")
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="Of the last look.")
    outcome: str | None = Field(default=None, index=True)
    since: datetime | None = Field(default=None, sa_type=UtcDateTime, description="When it was first found so.")
    before: str | None = Field(default=None, description="The quote, where it stood; bounded.")
    now: str | None = Field(default=None, description="What is there instead; bounded.")
    moved_to: str | None = Field(default=None, max_length=2000)
    settled_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="When a person said that what rests on it is so all the same."
    )
