"""The one module that opens the database.

Rules
- A request or a job has one transaction, committed here, at its end; nothing deeper commits.
- A writer on SQLite takes the write lock at once (`BEGIN IMMEDIATE`): taken halfway, it could fail on what was read.
- PostgreSQL runs many writers; what must be alone says so itself (`alone`, and the Journal).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlmodel import Session

from feeds.review import journal

MIGRATIONS = Path(__file__).with_name("migrations")
WAIT_SECONDS = 5
"""For how long a connection is waited for, when every one is in use or the database is away."""

LONGEST_STANDSTILL_SECONDS = 300
"""After so long PostgreSQL ends a transaction in which nothing is asked; a release of a million names takes 90."""


class NoSuchVersion(LookupError):
    """This program does not know a version of the tables: theirs, or one that was asked for. `str()` is a sentence."""


class Database:
    """A database at an address, on which the migrations have run or will run. Threads may share it."""

    _token: int | None = None

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url,
            pool_pre_ping=True,  # a database that was away is found again by itself
            pool_timeout=WAIT_SECONDS,
            hide_parameters=True,  # an error is logged: what somebody wrote is not
            connect_args={"connect_timeout": WAIT_SECONDS} if url.startswith("postgresql") else {},
        )
        if self._engine.dialect.name == "postgresql":
            _end_what_stands_still(self._engine)
        if self._engine.dialect.name == "sqlite":
            _make_sqlite_strict(self._engine)
            file = self._engine.url.database
            if file and not Path(file).exists():  # one that is there may lie on a disk that can only be read
                Path(file).touch(mode=0o600)  # for its owner alone, from its first moment

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that commits at the end, or rolls back and raises what was raised inside."""
        writing = self._engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with Session(writing, expire_on_commit=False) as session, session.begin():
            if self._token is not None:
                journal.name_token(session, self._token)
            yield session

    def by_token(self, number: int) -> "Database":
        """The same database, as a program uses it: the Journal says of what it writes that this token wrote it."""
        same = copy(self)
        same._token = number
        return same

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One transaction that only reads."""
        with Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def still(self) -> Iterator[Session]:
        """One transaction that only reads, and sees what there was when it read first, however long it takes."""
        level = {"isolation_level": "REPEATABLE READ"} if self._engine.dialect.name == "postgresql" else {}
        with Session(self._engine.execution_options(**level), expire_on_commit=False) as session:
            yield session

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables to this version, or up to one before. Running it again changes nothing.

        Raises `NoSuchVersion`, also when the tables are of a newer one than this program.
        """
        self._migrate(command.upgrade, revision)

    def migrate_back(self, revision: str) -> None:
        """Take the tables back to an earlier version; what only the later ones know is lost. Raises `NoSuchVersion`."""
        self._migrate(command.downgrade, revision)

    def _migrate(self, way: Callable[[Config, str], None], revision: str) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            try:
                way(config, revision)
            except CommandError as reason:
                sentence = f"This program, perhaps older than the tables, does not know their version: {reason}."
                raise NoSuchVersion(sentence) from None

    def damage(self) -> str:
        """What is damaged in the database's file, in one sentence; empty when nothing is found.

        SQLite's own quick check: each page, and what points to it. PostgreSQL looks at what it reads by itself.
        """
        if self._engine.dialect.name != "sqlite":
            return ""
        with self.read() as session:
            try:
                found = session.execute(text("PRAGMA quick_check(1)")).scalar_one()
            except DatabaseError as reason:
                found = str(reason.orig)
        return "" if found == "ok" else f"The database's file is damaged: {found.splitlines()[-1]}."

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def why_unusable(failure: Exception) -> str:
    """Why the database could not do its work, in its own words; empty for a failure that is a statement's fault."""
    if isinstance(failure, NoConnectionFree):
        return f"every connection was in use for {WAIT_SECONDS} seconds"
    # Of no kind in particular: SQLite's word for a file that is damaged, or that is no database.
    if isinstance(failure, OperationalError | InterfaceError) or type(failure) is DatabaseError:
        return str(failure.orig).partition("\n")[0]
    return ""


def version(session: Session) -> str:
    """The version of the tables, as the migrations count."""
    found: str = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


@contextmanager
def without_triggers(session: Session) -> Iterator[None]:
    """Switch the tables' triggers off in this transaction: for what was judged before, in another database."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        off = [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in inspect(connection).get_table_names()]
        on = [statement.replace("DISABLE", "ENABLE") for statement in off]
    else:
        triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        off, on = [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]
    for statement in off:
        connection.exec_driver_sql(statement)
    yield
    for statement in on:
        connection.exec_driver_sql(statement)


def alone(session: Session, task: str) -> None:
    """Wait until no other transaction does `task`, and keep others out until this one ends.

    On SQLite a writing transaction is alone already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:task))"), {"task": f"vigie {task}"})


def _end_what_stands_still(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # A process that hangs in the middle of a transaction would keep its locks from all others for good.
        connection.autocommit = True
        connection.execute(f"SET idle_in_transaction_session_timeout = '{LONGEST_STANDSTILL_SECONDS}s'")
        connection.autocommit = False


def _make_sqlite_strict(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # The driver's own BEGIN comes late and breaks savepoints; SQLAlchemy emits it instead.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA busy_timeout = 15000")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
