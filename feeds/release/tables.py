"""The record of what was published."""

from datetime import datetime
from typing import ClassVar

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
