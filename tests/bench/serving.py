"""Requests a second for the feed: our process beside nginx (the configuration we ship), a FastAPI route, and Kinto.

The server has one core, wrk the other, with 32 connections; medians of three. `x nginx` is our share of nginx's figure,
and `browsers, M` how many million browsers that ask every 15 minutes one core of ours holds (requests/s x 900).

What limits us: granian makes a task of each request before our first line runs, and `floor` is what is left of a core
then: an application over the same interface that says nothing. From some 100 kB a file on it is the bytes: each answer
is copied to the socket, where nginx has the kernel send them out of the page cache.
"""

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from feeds.release.folder import FeedFolder, target_path
from feeds.release.names_file import encode
from tests.bench import kinto, wrk
from tests.bench.names import synthetic
from tests.browser.installation import Installation, found, free_port
from tests.browser.waiting import until
from tests.serving import nginx
from tests.serving.asking import ask

RUNS: Final = 3
Row = dict[str, str | int | float]
Start = Callable[[Installation, Path], AbstractContextManager[int]]


@dataclass(frozen=True)
class Request:
    """One thing that browsers ask for. `known` says that they have it already."""

    label: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    known: bool = False


def run() -> list[Row]:
    """One row a request; none where wrk, nginx or a second core are missing."""
    if not shutil.which("wrk") or not Path(nginx.NGINX).exists() or (os.cpu_count() or 1) < 2:
        return []
    with tempfile.TemporaryDirectory(prefix="vigie-serving-") as name:
        place = Path(name)
        installation = found(place)
        requests = _publish(FeedFolder(installation.feed))
        with ExitStack() as stack:
            with wrk.pinned(wrk.SERVER_CORE):
                ports = {server: stack.enter_context(start(installation, place)) for server, start in SERVERS.items()}
            rows = [_row(request, ports) for request in requests]
        peer = kinto.paces(place, synthetic(10_000))
    return [_beside(row, peer.get(str(row["asked for"]))) for row in rows]


def _publish(folder: FeedFolder) -> list[Request]:
    brotli = {"Accept-Encoding": "gzip, deflate, br"}
    # A delta comes compressed, so bytes without order stand for it.
    files = {"delta, 500 B": os.urandom(500)}
    files |= {f"names, {count // 1000}k, br": encode(synthetic(count)) for count in (10_000, 100_000)}
    requests = [Request("pointer, 304", "timestamp.json", brotli, known=True)]
    requests.append(Request("pointer, 200", "timestamp.json", brotli))
    for label, data in files.items():
        path = target_path("names", hashlib.sha256(data).hexdigest())
        folder.write(path, data)
        folder.condense(path)
        requests.append(Request(label, path, brotli))
    return requests


def _row(request: Request, ports: dict[str, int]) -> Row:
    calls = {server: _call(port, request) for server, port in ports.items()}
    # In turns: what else the machine does meanwhile falls on all of them.
    runs = [{server: wrk.pace(url, headers) for server, (url, headers) in calls.items()} for _ in range(RUNS)]
    pace = {server: statistics.median(run[server] for run in runs) for server in ports}
    row: Row = {"asked for": request.label, **{f"{server}/s": round(figure) for server, figure in pace.items()}}
    return row | {"x nginx": pace["vigie"] / pace["nginx"], "browsers, M": round(pace["vigie"] * 900 / 1e6, 1)}


def _beside(row: Row, kinto_pace: float | None) -> Row:
    if kinto_pace is None:
        return {**row, "kinto/s": "", "x kinto": ""}
    return {**row, "kinto/s": round(kinto_pace, 1), "x kinto": round(float(row["vigie/s"]) / kinto_pace)}


def _call(port: int, request: Request) -> tuple[str, dict[str, str]]:
    path, headers = f"/feed/{request.path}", request.headers
    if request.known:
        headers = {**headers, "If-None-Match": ask(port, path, headers=headers).headers["etag"]}
    assert ask(port, path, headers=headers).status == (304 if request.known else 200)
    return f"http://127.0.0.1:{port}{path}", headers


@contextmanager
def _vigie(installation: Installation, _place: Path) -> Iterator[int]:
    with installation.serving():
        yield installation.port


@contextmanager
def _nginx(installation: Installation, place: Path) -> Iterator[int]:
    (place / "nginx").mkdir()
    with nginx.serving(place / "nginx", installation.feed, behind=installation.port) as port:
        yield port


@contextmanager
def _route(installation: Installation, _place: Path) -> Iterator[int]:
    with _granian("asgi", "tests.bench.route:app", installation.feed) as port:
        yield port


@contextmanager
def _floor(installation: Installation, _place: Path) -> Iterator[int]:
    with _granian("rsgi", "tests.bench.floor:app", installation.feed) as port:
        yield port


@contextmanager
def _granian(interface: str, application: str, feed: Path) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", interface, "--no-ws", "--port", str(port), application]
    environment = {**os.environ, "VIGIE_BENCH_FOLDER": str(feed)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        until(f"{application} that answers", lambda: process.poll() is not None or nginx.answers(port))
        yield port
    finally:
        process.terminate()
        process.wait(20)


SERVERS: Final[dict[str, Start]] = {"vigie": _vigie, "nginx": _nginx, "floor": _floor, "fastapi": _route}
