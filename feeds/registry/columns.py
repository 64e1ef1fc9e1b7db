"""Column types that mean the same on SQLite and on PostgreSQL, and the CHECKs that hold their values."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values, stores UTC, and always hands back an aware one.

    SQLite keeps no time zone and would return a naive value that compares equal to nothing we compute.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; an instant needs one.")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(column: str, allowed: Iterable[StrEnum]) -> CheckConstraint:
    """A CHECK that a text column holds one of these words, such as those of an enumeration."""
    words = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_is_known")


def partial_date(column: str) -> CheckConstraint:
    """A CHECK that a text column is NULL or as long as YYYY, YYYY-MM or YYYY-MM-DD."""
    return CheckConstraint(f"{column} IS NULL OR length({column}) IN (4, 7, 10)", name=f"{column}_is_a_date")
