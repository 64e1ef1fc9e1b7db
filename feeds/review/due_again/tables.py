"""By when each entry is to be verified again, and who did it when.

Rules
- An entry is a Name (with its status) or a Signal of a Site. It has one Verification that counts, the newest.
- A Verification is a promise: it was kept when the next one came by `verify_by`. Earlier ones stay, to be counted.
- Whoever verifies may propose: a reader does not.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, text
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime

_COUNTS = text("replaced_at IS NULL")


class Verification(SQLModel, table=True):
    """An entry was so at `checked_at`, and is to be looked at again by `verify_by`."""

    __tablename__: ClassVar[str] = "verification"
    __table_args__ = (
        CheckConstraint("(name_id IS NULL) <> (signal_id IS NULL)", name="is_of_one_entry"),
        CheckConstraint("verify_by > checked_at", name="ends_later"),
        Index("ux_verification_name", "name_id", unique=True, sqlite_where=_COUNTS, postgresql_where=_COUNTS),
        Index("ux_verification_signal", "signal_id", unique=True, sqlite_where=_COUNTS, postgresql_where=_COUNTS),
    )

    id: int = Field(default=None, primary_key=True)
    name_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("name.id", ondelete="CASCADE"), index=True)
    )
    signal_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    )
    checked_at: datetime = Field(sa_type=UtcDateTime)
    verify_by: datetime = Field(sa_type=UtcDateTime, index=True)
    replaced_at: datetime | None = Field(default=None, sa_type=UtcDateTime, description="When the next one came.")
    person_id: int | None = Field(
        default=None, foreign_key="person.id", description="Who said so; NULL: a Proposal that two people stand for."
    )
