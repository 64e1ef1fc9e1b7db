"""The installation that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from api import settings
from api.database import Database
from api.settings import Settings


@contextmanager
def opened() -> Iterator[tuple[Database, Settings]]:
    """The database and the settings that the environment names."""
    configuration = settings.load()
    configuration.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(configuration.database)
    try:
        yield database, configuration
    finally:
        database.close()


def founded() -> bool:
    """Whether the environment names an installation that is there. Makes nothing."""
    configuration = settings.load()
    return configuration.database_url is not None or (configuration.data_dir / "vigie.db").is_file()


def now() -> datetime:
    """The moment a command runs at."""
    return datetime.now(UTC)
