"""Kinto, which Remote Settings is made of, where it is installed: memory backend, our names as its records.

A reader of Kinto polls the records with the tag it has, takes those changed since it last looked, or takes all of them.
`VIGIE_KINTO` names the command when it is not on the path.
"""

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from feeds.release.snapshot import ListedName
from tests.bench import wrk
from tests.browser.installation import free_port
from tests.browser.waiting import until
from tests.serving import nginx

RECORDS: Final = "/v1/buckets/vigie/collections/names/records"
BATCH: Final = 1000
THREADS: Final = 4  # as many as its server answers at a time; an answer may take half a second, and a run is two

_SETTINGS: Final = """
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
[app:main]
use = egg:kinto
kinto.storage_backend = kinto.core.storage.memory
kinto.cache_backend = kinto.core.cache.memory
kinto.permission_backend = kinto.core.permission.memory
kinto.userid_hmac_secret = bench
kinto.bucket_create_principals = system.Everyone
kinto.bucket_write_principals = system.Everyone
kinto.bucket_read_principals = system.Everyone
kinto.batch_max_requests = 1000
"""


def paces(place: Path, names: Sequence[ListedName]) -> dict[str, float]:
    """Requests a second for what stands for ours: nothing new, one change in a hundred names, all names (gzip).

    Nothing where Kinto is not installed.
    """
    command = shutil.which(os.environ.get("VIGIE_KINTO", "kinto"))
    if command is None:
        return {}
    with _serving(command, place) as port:
        base = f"http://127.0.0.1:{port}{RECORDS}"
        _put(port, names)
        before = _tag(base)
        _put(port, names[::100], status="closed")
        headers = {"Accept-Encoding": "gzip"}
        asked = {
            "pointer, 304": (base, {**headers, "If-None-Match": _tag(base)}),
            "delta, 500 B": (f"{base}?_since={before.strip(chr(34))}", headers),
            "names, 10k, br": (base, headers),
        }
        return {label: wrk.median_pace(url, sent, THREADS) for label, (url, sent) in asked.items()}


@contextmanager
def _serving(command: str, place: Path) -> Iterator[int]:
    port = free_port()
    settings = place / "kinto.ini"
    settings.write_text(_SETTINGS.format(port=port), encoding="utf-8")
    with wrk.pinned(wrk.SERVER_CORE), (place / "kinto.log").open("w") as log:
        process = subprocess.Popen([command, "start", "--ini", settings], stdout=log, stderr=log)
    try:
        until("Kinto that answers", lambda: process.poll() is not None or nginx.answers(port), seconds=60)
        assert process.poll() is None, f"Kinto ended: {(place / 'kinto.log').read_text()[-2000:]}"
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _put(port: int, names: Sequence[ListedName], **changes: str) -> None:
    _send(port, "PUT", "/v1/buckets/vigie", {})
    _send(port, "PUT", "/v1/buckets/vigie/collections/names", {})
    for begin in range(0, len(names), BATCH):
        requests = [
            {
                "method": "PUT",
                "path": f"{RECORDS.removeprefix('/v1')}/{listed.name.replace('.', '_')}",
                "body": {
                    "data": {"name": listed.name, "category": listed.category, "status": listed.status, **changes}
                },
            }
            for listed in names[begin : begin + BATCH]
        ]
        answer = _send(port, "POST", "/v1/batch", {"requests": requests})
        assert all(one["status"] < 300 for one in answer["responses"]), answer["responses"][0]


def _send(port: int, method: str, path: str, body: object) -> Any:
    data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def _tag(url: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=60) as answer:
        return str(answer.headers["ETag"])
