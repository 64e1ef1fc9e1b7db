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


class SignOff(SQLModel, table=True):
    """Somebody read a Release that was held, and lets exactly these names out."""

    __tablename__: ClassVar[str] = "sign_off"

    names_sha256: str = Field(primary_key=True, max_length=64)
    person: str = Field(max_length=40)
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)
