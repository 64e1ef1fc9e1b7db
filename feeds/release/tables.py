"""The record of what was published, and of what kept it from being published."""

from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime


class Release(SQLModel, table=True):
    """One published version of the feed. The serial is the version of its targets metadata and only grows."""

    __tablename__: ClassVar[str] = "release"

    serial: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    released_at: datetime = Field(sa_type=UtcDateTime)
    names: int
    added: int
    removed: int
    names_sha256: str = Field(max_length=64)
    sites_sha256: str = Field(max_length=64)
    helplines_sha256: str = Field(max_length=64)
    rolled_back_to: int | None = Field(default=None, description="The serial whose content this Release put out again.")


class FreshnessCheck(SQLModel, table=True):
    """What a client found last at the feed's public address. One row, id 1; `problem` is empty when all is well."""

    __tablename__: ClassVar[str] = "freshness_check"

    id: int = Field(default=1, primary_key=True)
    checked_at: datetime = Field(sa_type=UtcDateTime)
    serial: int
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str


class SignOff(SQLModel, table=True):
    """Somebody read a Release that was held, and lets exactly these names out."""

    __tablename__: ClassVar[str] = "sign_off"

    names_sha256: str = Field(primary_key=True, max_length=64)
    person: str = Field(max_length=40)
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)


_STANDS: Final[dict[str, Any]] = {f"{kind}_where": text("lifted_at IS NULL") for kind in ("sqlite", "postgresql")}


class Hold(SQLModel, table=True):
    """Somebody stopped every Release, until somebody lifts it. At most one stands; a lifted one never changes."""

    __tablename__: ClassVar[str] = "release_hold"
    __table_args__ = (
        CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_because IS NULL)",
            name="lifted_by_somebody",
        ),
        Index("one_hold_at_a_time", text("(lifted_at IS NULL)"), unique=True, **_STANDS),
    )

    id: int = Field(default=None, primary_key=True)
    person: str = Field(max_length=40)
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)
    lifted_by: str | None = Field(default=None, max_length=40)
    lifted_because: str | None = None
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
