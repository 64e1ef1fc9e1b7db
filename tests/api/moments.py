"""The moment at which tests of the service happen: now, because clients check expiry against their own clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
