"""The service as a process of its own, which writes down all that it was asked: what left a browser is in there."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.app import create
from api.settings import Settings
from tests.browser.installation import free_port
from tests.browser.waiting import until

LOG: Final = "VIGIE_TESTS_REQUESTS"  # where the process writes


@dataclass(frozen=True)
class Service:
    """Where it answers, what it was asked, and what it printed."""

    address: str
    asked: Path
    printed: Path

    def requests(self, since: int = 0) -> list[dict[str, Any]]:
        """Every request, in the order in which they were answered: method, path, query, headers, body."""
        return [json.loads(line) for line in self.asked.read_text(encoding="utf-8").splitlines()[since:]]


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[Service]:
    """Run the service of an installation until the block ends."""
    port = free_port()
    service = Service(f"http://127.0.0.1:{port}", folder / "requests", folder / "printed")
    service.asked.touch()
    own = {"VIGIE_DATA_DIR": str(settings.data_dir), "VIGIE_PUBLIC_URL": f"{service.address}/", LOG: str(service.asked)}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("VIGIE_")}
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--no-ws", "--port", str(port)]
    with service.printed.open("w") as out:
        process = subprocess.Popen([*command, f"{__name__}:recorded"], env={**inherited, **own}, stdout=out, stderr=out)
        try:
            until("service that answers", lambda: process.poll() is not None or _answers(service))
            assert process.poll() is None, service.printed.read_text()[-2000:]
            yield service
        finally:
            process.terminate()
            process.wait(60)


def recorded() -> ASGIApp:
    """The application, with every request written down when its answer is sent."""
    door, log = create(), Path(os.environ[LOG])

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()

        async def heard() -> Message:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        await door(scope, heard, send)
        line = {part: scope[part] for part in ("method", "path")}
        line["query"] = scope["query_string"].decode()
        line["headers"] = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line | {"body": body.decode("utf-8", "replace")}) + "\n")

    return answer


def _answers(service: Service) -> bool:
    try:
        with urllib.request.urlopen(f"{service.address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
