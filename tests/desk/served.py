"""A Desk that a real server answers for, at localhost, where browsers allow passkeys; nobody is there yet."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import AnyHttpUrl, SecretStr

from api.database import Database
from api.desk import signing_in
from api.settings import Settings
from feeds.review import people
from feeds.review.roles import Role
from tests.browser.installation import free_port
from tests.browser.waiting import until

GRANIAN: Final = Path(sys.executable).with_name("granian")


@dataclass(frozen=True)
class ServedDesk:
    """Where it answers, and how people are invited to it."""

    address: str
    settings: Settings

    def invite(self, handle: str, role: Role = Role.REVIEWER) -> str:
        """A link for somebody, who is added when new."""
        database = Database(self.settings.database)
        with database.write() as session:
            person = people.find(session, handle) or people.add(session, handle, role=role)
            link = signing_in.invite(session, person, self.settings, datetime.now(UTC))
        database.close()
        return link


@contextmanager
def serving(migrated: Path, folder: Path) -> Iterator[ServedDesk]:
    """Serve a copy of a migrated database as a process of its own until the block ends."""
    port, url = free_port(), f"sqlite:///{shutil.copy(migrated, folder / 'vigie.db')}"
    address = f"http://localhost:{port}"
    own = {"VIGIE_DATA_DIR": str(folder), "VIGIE_DATABASE_URL": url, "VIGIE_PUBLIC_URL": f"{address}/"}
    command = [str(GRANIAN), "--factory", "--interface", "rsgi", "--port", str(port), "api.app:create"]
    with (folder / "service.log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **own}, stdout=log, stderr=log)
        try:
            until("service that answers", lambda: process.poll() is not None or _answers(port))
            assert process.poll() is None, (folder / "service.log").read_text()[-2000:]
            settings = Settings(data_dir=folder, database_url=SecretStr(url), public_url=AnyHttpUrl(f"{address}/"))
            yield ServedDesk(address, settings)
        finally:
            process.terminate()
            process.wait(30)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
