"""By when an entry is to be verified again: `periods.toml`, read once. Pure."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

SOON: Final = timedelta(days=14)
"""How long before its date an entry is on the list, so that nobody is late who looks once a week."""
_PERIODS: Final = TypeAdapter(dict[str, dict[str, int]])


def of_name(status: str, checked_at: datetime) -> datetime:
    """By when a Name of this status is to be looked at again."""
    return checked_at + _period("name", status)


def of_signal(signal: str, checked_at: datetime) -> datetime:
    """By when a Signal is to be looked at again."""
    return checked_at + _period("signal", signal)


@cache
def periods() -> dict[str, dict[str, int]]:
    """The table as it is: days, by `name` and `signal`, by status or id."""
    return _PERIODS.validate_python(tomllib.loads(Path(__file__).with_name("periods.toml").read_text(encoding="utf-8")))


def _period(entry: str, kind: str) -> timedelta:
    table = periods()[entry]
    return timedelta(days=table.get(kind, table["usual"]))
