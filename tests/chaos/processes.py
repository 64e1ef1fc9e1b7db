"""Real processes of Vigie, as an operator starts them: services and Watches on one installation.

Each is the leader of a process group of its own, as a container is: what kills or pauses it does so to its children.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from api.database import Database
from api.jobs import founding
from api.settings import PREFIX, Settings
from tests.browser.waiting import until
from tests.chaos.ports import free_port

VIGIE: Final = Path(sys.executable).with_name("vigie")
NOBODY: Final = "127.0.0.1:1"
PATIENCE: Final = 120.0  # seconds until a process must be up, or down; a machine that is busy needs some


class Running:
    """A process that was started, and everything that it says."""

    def __init__(self, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("a") as out:
            self._process = subprocess.Popen(
                command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        self.pid: Final = self._process.pid

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs, and minus the signal's number after a signal."""
        return self._process.poll()

    @property
    def said(self) -> str:
        """All that it printed and logged."""
        return self.log.read_text(errors="replace")

    @property
    def children(self) -> list[int]:
        """The pids of its own children, such as a service's web worker."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def kill(self) -> None:
        """Let it die at once with its children, as a machine does that loses power."""
        self._signal_all(signal.SIGKILL)
        self._process.wait(PATIENCE)

    def pause(self) -> None:
        """Let it stand still with its children, as a machine does that swaps or is moved."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on as if nothing had been."""
        self._signal_all(signal.SIGCONT)

    def stop(self, seconds: float = PATIENCE) -> float:
        """Ask it to end (SIGTERM, to the leader alone), and return after how many seconds it had.

        Raises `AssertionError` when it has not in time.
        """
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"It did not end in {seconds:g} seconds: {self.said[-2000:]}") from None
        return time.monotonic() - began

    def wait(self, seconds: float = PATIENCE) -> int:
        """Its exit code, once it ends by itself."""
        return self._process.wait(seconds)

    def until_said(self, words: str, seconds: float = PATIENCE) -> None:
        """Return as soon as it has printed some words. Raises `AssertionError` when it has not in time, or ended."""
        until(f"{words!r} in {self.log.name}", lambda: words in self.said or self.code is not None, seconds)
        assert words in self.said, f"It ended with {self.code}: {self.said[-2000:]}"

    def _signal_all(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)


class Service(Running):
    """`vigie serve` at an address."""

    def __init__(self, port: int, environment: Mapping[str, str], log: Path, prefix: list[str]) -> None:
        self.address: Final = f"http://127.0.0.1:{port}"
        super().__init__([*prefix, str(VIGIE), "serve", "--port", str(port)], environment, log)

    def is_ready(self) -> bool:
        """Whether `/readyz` says so."""
        return self.status("/readyz") == 200

    def status(self, path: str) -> int | None:
        """The status that it answers a path with; None when it does not answer."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return None

    def until_ready(self) -> None:
        """Return as soon as `/readyz` says so. Raises `AssertionError` when it does not in time, or it ended."""
        until("service that is ready", lambda: self.code is not None or self.is_ready(), PATIENCE)
        assert self.code is None, f"The service ended with {self.code}: {self.said[-2000:]}"


@dataclass
class House:
    """A founded installation, and the processes that live on it. Made by `house`."""

    folder: Path
    url: str
    environment: dict[str, str]
    started: list[Running] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """The installation's settings, for what a test does in its own process."""
        said = {name.removeprefix(PREFIX).lower(): value for name, value in self.environment.items()}
        return Settings.model_validate({**said, "data_dir": self.folder / "data", "database_url": SecretStr(self.url)})

    def serve(self, name: str = "service", *, prefix: list[str] | None = None, **settings: str) -> Service:
        """Start `vigie serve` and return at once; `settings` are environment variables, its log is `name`.log.

        `prefix` is a command that runs it, such as `["faketime", "+1y"]`.
        """
        port = free_port()
        own = {"VIGIE_PUBLIC_URL": f"http://127.0.0.1:{port}/", "VIGIE_RELEASE_SECONDS": "1", **settings}
        service = Service(port, self._environment(name, own), self.folder / f"{name}.log", prefix or [])
        self.started.append(service)
        return service

    def watch(
        self, name: str = "watch", *, once: bool = False, prefix: list[str] | None = None, **settings: str
    ) -> Running:
        """Start `vigie watch` and return at once, as `serve` does."""
        return self.vigie("watch", *(["--once"] if once else []), name=name, prefix=prefix, **settings)

    def vigie(self, *words: str, name: str, prefix: list[str] | None = None, **settings: str) -> Running:
        """Start any command of Vigie and return at once, as `serve` does."""
        command = [*(prefix or []), str(VIGIE), *words]
        running = Running(command, self._environment(name, settings), self.folder / f"{name}.log")
        self.started.append(running)
        return running

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The database, for what a test does in its own process."""
        database = Database(self.url)
        try:
            yield database
        finally:
            database.close()

    def _environment(self, name: str, settings: Mapping[str, str]) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("VIGIE_")}
        # PostgreSQL says in pg_stat_activity which process a connection is of.
        url = f"{self.url}?application_name={name}" if self.url.startswith("postgresql") else self.url
        own = {"VIGIE_DATA_DIR": str(self.folder / "data"), "VIGIE_DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
        return {**inherited, **own, **self.environment, **settings}


@contextmanager
def house(folder: Path, url: str | None = None, **environment: str) -> Iterator[House]:
    """Found an installation in an empty folder, on SQLite unless another database is named.

    `environment` is that of each of its processes; unless it says otherwise, nobody answers them on the DNS. What still
    runs when the block ends is killed.
    """
    (folder / "data").mkdir(parents=True)
    there = {"VIGIE_RESOLVER": NOBODY, **environment}
    made = House(folder, url or f"sqlite:///{folder / 'data' / 'vigie.db'}", there)
    with made.database() as database:
        founding.run(database, made.settings, datetime.now(UTC))
    try:
        yield made
    finally:
        for running in made.started:
            running.kill()
