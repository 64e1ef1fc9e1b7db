"""A real installation: its data folder, the `vigie` command, the extension built for it, the service as a process."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.browser.waiting import until

BUILD: Final = Path(__file__).parents[2] / "extension" / "build.mjs"
VIGIE: Final = Path(sys.executable).with_name("vigie")
PATIENCE: Final = 60  # seconds for any command


@dataclass(frozen=True)
class Installation:
    """One data folder, and the port that its service answers on."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where people reach the service."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def feed(self) -> Path:
        """The published feed's folder."""
        return self.folder / "data" / "feed"

    def vigie(self, *words: str) -> str:
        """Run the command and return what it prints. Fails with what it says instead.

        In this process: a new one would take seconds to import all of Vigie. In a thread, because Playwright keeps an
        event loop in this one.
        """
        dropped = {name: None for name in os.environ if name.startswith("VIGIE_")}
        with ThreadPoolExecutor(1) as thread:
            done = thread.submit(CliRunner().invoke, app, words, env={**dropped, **self._environment}).result(PATIENCE)
        assert done.exit_code == 0, f"vigie {' '.join(words)}: {done.output}{done.exception!r}"
        return done.stdout.strip()

    def build_extension(self, name: str, feed_url: str) -> Path:
        """Chrome's build alone, for what only Chromium is asked."""
        return self.build_extensions(name, feed_url) / "chrome"

    def build_extensions(self, name: str, feed_url: str) -> Path:
        """Build the extension for a feed's address, with this installation's root and current release in it.

        Returns the folder that holds `chrome` and `firefox`.
        """
        return build_extensions(self.folder / name, self.feed, feed_url)

    @contextmanager
    def serving(self) -> Iterator[Self]:
        """Run the service and its schedule as a process of their own until the block ends."""
        log = self.folder / "service.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [VIGIE, "serve", "--port", str(self.port)], env=self._environment, stdout=out, stderr=out
            )
            try:
                until("service that is ready", lambda: process.poll() is not None or self._ready())
                assert process.poll() is None, f"The service ended: {log.read_text()[-2000:]}"
                yield self
            finally:
                process.terminate()
                process.wait(PATIENCE)

    @property
    def _environment(self) -> dict[str, str]:
        own = {
            "VIGIE_DATA_DIR": str(self.folder / "data"),
            "VIGIE_PUBLIC_URL": f"{self.address}/",
            "VIGIE_RELEASE_SECONDS": "1",
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("VIGIE_")}
        return {**inherited, **own}

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def found(folder: Path) -> Installation:
    """Found an installation in an empty folder: database, starter registry, keys, first release."""
    installation = Installation(folder, free_port())
    installation.vigie("init")
    return installation


def found_once(folders: pytest.TempPathFactory) -> Installation:
    """A copy of the installation that the first process which asks for one founds for all processes of this run."""
    return copied(once(folders, "founded", found), folders.mktemp("own"))


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Installation:
    """An installation that the first process which asks for it makes, for all processes of this run to read."""
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, making = shared / name, shared / f"{name}-in-the-making"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(making, ignore_errors=True)  # of a process that was ended halfway
            make(making)
            making.rename(folder)
    return Installation(folder, free_port())


def copied(original: Installation, folder: Path) -> Installation:
    """An installation of its own with the same keys and registry."""
    shutil.copytree(original.folder / "data", folder / "data")
    return Installation(folder, free_port())


def build_extensions(out: Path, feed: Path, feed_url: str) -> Path:
    """Build the extension with a feed's first root and current release in it; returns the folder of both builds."""
    pinned = ["--root", str(feed / "1.root.json"), "--starter", str(feed)]
    _run(["node", str(BUILD), *pinned, "--feed-url", feed_url, "--out", str(out)], dict(os.environ))
    return out


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout.strip()
