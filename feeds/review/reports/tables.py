"""What families reported, counted by name, kind and day. No sender is in it, and no moment finer than a day."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of


class ReportKind(StrEnum):
    """What a family says: a site puts minors at risk, or a warning was wrong."""

    RISKY = "risky"
    MISTAKE = "mistake"


class DayOfReports(SQLModel, table=True):
    """The reports of one kind about one name that came on one day (UTC).

    `name` is the listed Name that covers what was reported, else its registrable domain. `sources` is how many
    networks they came from, as far as one process could tell them apart that day.
    """

    __tablename__: ClassVar[str] = "day_of_reports"
    __table_args__ = (
        one_of("kind", ReportKind),
        CheckConstraint("sources >= 0 AND reports >= sources", name="every_source_reported"),
    )

    name: str = Field(primary_key=True, max_length=253)
    kind: str = Field(primary_key=True)
    day: date = Field(primary_key=True, index=True)
    reports: int
    sources: int
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    handled_by: int | None = Field(default=None, foreign_key="person.id")


class ReportedWords(SQLModel, table=True):
    """What somebody wrote with a report: a private text, for curators alone. It goes with its day."""

    __tablename__: ClassVar[str] = "reported_words"
    __table_args__ = (
        ForeignKeyConstraint(
            ["name", "kind", "day"],
            ["day_of_reports.name", "day_of_reports.kind", "day_of_reports.day"],
            ondelete="CASCADE",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=253, index=True)
    kind: str
    day: date = Field(index=True)
    text: str = Field(max_length=1000)
