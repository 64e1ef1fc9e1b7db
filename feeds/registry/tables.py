"""The registry's tables.

They validate nothing in Python: values come from `feeds.review.operations`, and the CHECKs hold the line. An `id` is
given by the database when a row is flushed.

Rules
- A hostname is one Name, of one Site.
- A Link joins two different Names and says one thing once.
- A fact cites the Evidence for it; Evidence that a fact cites cannot be deleted.
- A Retraction is never changed or deleted.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of, partial_date
from feeds.registry.words import EventKind, EvidenceKind, LinkKind, Status


class Site(SQLModel, table=True):
    """The thing people know by a name."""

    __tablename__: ClassVar[str] = "site"
    __table_args__ = (one_of("status", Status), partial_date("status_as_of"))

    id: int = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=80)
    name: str = Field(max_length=120)
    also_known_as: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    category: str = Field(max_length=40)
    status: str
    status_as_of: str | None = Field(default=None, max_length=10)


class Name(SQLModel, table=True):
    """One hostname that a Site uses or used, in A-labels."""

    __tablename__: ClassVar[str] = "name"
    __table_args__ = (
        one_of("status", Status),
        partial_date("used_from"),
        partial_date("used_to"),
        CheckConstraint("hostname = lower(hostname) AND hostname LIKE '%_._%'", name="hostname_is_a_name"),
    )

    id: int = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    hostname: str = Field(unique=True, max_length=253)
    status: str
    used_from: str | None = Field(default=None, max_length=10)
    used_to: str | None = Field(default=None, max_length=10)
    note: str | None = None


class Link(SQLModel, table=True):
    """A typed, dated edge from an older Name to a newer one."""

    __tablename__: ClassVar[str] = "link"
    __table_args__ = (
        one_of("kind", LinkKind),
        partial_date("date"),
        CheckConstraint("old_id <> new_id", name="joins_two_names"),
        UniqueConstraint("old_id", "new_id", "kind"),
    )

    id: int = Field(default=None, primary_key=True)
    old_id: int = Field(foreign_key="name.id", index=True)
    new_id: int = Field(foreign_key="name.id", index=True)
    kind: str
    date: str | None = Field(default=None, max_length=10)
    note: str | None = None


class Signal(SQLModel, table=True):
    """One explicit reason for risk, from the taxonomy."""

    __tablename__: ClassVar[str] = "signal"
    __table_args__ = (UniqueConstraint("site_id", "signal"),)

    id: int = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    signal: str = Field(max_length=40)


class Event(SQLModel, table=True):
    """A dated fact in a Site's life, in each language."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (one_of("kind", EventKind), partial_date("date"))

    id: int = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id", index=True)
    kind: str
    date: str | None = Field(default=None, max_length=10)
    text: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))


class Evidence(SQLModel, table=True):
    """A source that somebody read. `url` is NULL when it was read on a copy; `digest` is SHA-256 of what was read."""

    __tablename__: ClassVar[str] = "evidence"
    __table_args__ = (one_of("kind", EvidenceKind), partial_date("date"))

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=80)
    publisher: str = Field(max_length=200)
    title: str = Field(max_length=300)
    date: str | None = Field(default=None, max_length=10)
    language: str = Field(max_length=2)
    url: str | None = Field(default=None, max_length=2000)
    quote: str | None = None
    supports: str | None = None
    kind: str
    digest: str | None = Field(default=None, max_length=64)


class Citation(SQLModel, table=True):
    """One fact rests on one Evidence. Exactly one of the fact columns is set."""

    __tablename__: ClassVar[str] = "citation"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN site_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN name_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN link_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN signal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="cites_for_one_fact",
        ),
        UniqueConstraint("evidence_id", "site_id"),
        UniqueConstraint("evidence_id", "name_id"),
        UniqueConstraint("evidence_id", "link_id"),
        UniqueConstraint("evidence_id", "signal_id"),
        UniqueConstraint("evidence_id", "event_id"),
    )

    id: int = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id", index=True)
    site_id: int | None = Field(default=None, foreign_key="site.id", index=True, description="For its status.")
    name_id: int | None = Field(default=None, foreign_key="name.id", index=True)
    link_id: int | None = Field(default=None, foreign_key="link.id", index=True)
    signal_id: int | None = Field(default=None, foreign_key="signal.id", index=True)
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)


class Retraction(SQLModel, table=True):
    """A listing, or a Signal, that was withdrawn, and why. The record stays after the Name or the Signal is gone."""

    __tablename__: ClassVar[str] = "retraction"
    __table_args__ = (CheckConstraint("(hostname IS NULL) <> (signal IS NULL)", name="is_of_one_thing"),)

    id: int = Field(default=None, primary_key=True)
    hostname: str | None = Field(default=None, max_length=253, index=True, description="The listing that it withdraws.")
    signal: str | None = Field(default=None, max_length=40, description="The Signal that it withdraws.")
    site_slug: str = Field(max_length=80, index=True)
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)


class Reply(SQLModel, table=True):
    """What whoever controls a Name says of its Site's entry, in their own words. It goes when the Name goes."""

    __tablename__: ClassVar[str] = "reply"
    __table_args__ = (
        CheckConstraint("length(date) = 10", name="date_is_a_day"),
        CheckConstraint("length(text) BETWEEN 1 AND 1000", name="text_fits_the_feed"),
    )

    id: int = Field(default=None, primary_key=True)
    name_id: int = Field(foreign_key="name.id", index=True, description="The Name whose control was shown.")
    date: str = Field(max_length=10, description="The day on which it was written.")
    language: str = Field(max_length=2)
    text: str = Field(max_length=1000)
    dispute: int = Field(unique=True, description="The number of the Dispute that asked for it.")


class ProtectedName(SQLModel, table=True):
    """A name that is never listed, because people find help there.

    It came through a Proposal, and stays; or a person added it, at once and alone, and with a source: a name too many
    keeps a warning from nobody who is warned today.
    """

    __tablename__: ClassVar[str] = "protected_name"
    __table_args__ = (CheckConstraint("(added_at IS NULL) = (added_by IS NULL)", name="added_by_somebody"),)

    id: int = Field(default=None, primary_key=True)
    hostname: str = Field(unique=True, max_length=253)
    reason: str
    source: str | None = Field(default=None, max_length=2000, description="Where anybody can read what the name is.")
    added_by: str | None = Field(default=None, max_length=40, description="A handle; NULL: through a Proposal.")
    added_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Helpline(SQLModel, table=True):
    """A child or teen helpline of a country. `hours` and `audience` are texts in each language."""

    __tablename__: ClassVar[str] = "helpline"
    __table_args__ = (partial_date("source_date"), partial_date("checked_on"), UniqueConstraint("country", "name"))

    id: int = Field(default=None, primary_key=True)
    country: str = Field(max_length=2, description="ISO 3166-1 alpha-2, or EU for the whole Union.")
    name: str = Field(max_length=120)
    phone: str = Field(max_length=40)
    text_number: str | None = Field(default=None, max_length=80)
    url: str | None = Field(default=None, max_length=2000)
    hours: dict[str, str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    audience: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    free: bool | None = None
    source_url: str = Field(max_length=2000)
    source_date: str | None = Field(default=None, max_length=10)
    checked_on: str = Field(max_length=10)
    note: str | None = None


FactRow = Site | Name | Link | Signal | Event
CITATION_COLUMN: dict[type[Any], str] = {
    Site: "site_id",
    Name: "name_id",
    Link: "link_id",
    Signal: "signal_id",
    Event: "event_id",
}
