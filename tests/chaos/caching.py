"""A place of a CDN: an nginx that keeps what the shipped nginx behind it says may be kept, for as long as that says.

The shipped configuration lets a pointer be kept for 300 seconds. A test has no time for that, so what stands behind a
place can say fewer; nothing else of it is changed.
"""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.browser.waiting import until
from tests.chaos.ports import free_port
from tests.serving import nginx

SHIPPED_SECONDS: Final = 300
NOT_FOUND_SECONDS: Final = 180
"""For how long a CDN keeps a "not found" of which the origin says nothing; some do for three minutes."""

_PLACE: Final = """
daemon off;
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log warn;
{user}
events {{ worker_connections 512; }}
http {{
    log_format state '$upstream_cache_status $status';
    access_log {place}/access.log state;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    proxy_cache_path {place}/cache keys_zone=feed:8m inactive=1h use_temp_path=off;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_cache feed;
            proxy_cache_valid 404 {missing}s;
            proxy_cache_lock on;
            proxy_cache_revalidate on;
            proxy_cache_use_stale updating;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Place:
    """Where readers ask, and what it did with what they asked for."""

    host: str
    folder: Path

    @property
    def address(self) -> str:
        """The feed's address at this place."""
        return f"http://{self.host}/feed"

    def states(self) -> Counter[str]:
        """How often each thing happened: HIT, MISS, EXPIRED, REVALIDATED, UPDATING."""
        return Counter(line.split()[0] for line in (self.folder / "access.log").read_text().splitlines())


@contextmanager
def place(folder: Path, feed: Path, *, pointer_seconds: int = SHIPPED_SECONDS) -> Iterator[Place]:
    """A place with an origin of its own on a feed's folder, until the block ends."""
    with _origin(folder / "origin", feed, pointer_seconds) as behind:
        own, port = folder / "place", free_port()
        own.mkdir()
        user = "user root;" if os.geteuid() == 0 else ""
        said = _PLACE.format(place=own, port=port, behind=behind, missing=NOT_FOUND_SECONDS, user=user)
        (own / "nginx.conf").write_text(said, encoding="utf-8")
        with _running(own, own / "nginx.conf", port):
            yield Place(f"127.0.0.1:{port}", own)


@contextmanager
def _origin(folder: Path, feed: Path, pointer_seconds: int) -> Iterator[int]:
    folder.mkdir(parents=True)
    port = free_port()
    around = nginx.configure(folder, feed, port, behind=free_port())
    shipped = (folder / "vigie.conf").read_text(encoding="utf-8")
    assert f"max-age={SHIPPED_SECONDS}" in shipped
    said = shipped.replace(f"max-age={SHIPPED_SECONDS}", f"max-age={pointer_seconds}")
    (folder / "vigie.conf").write_text(said, encoding="utf-8")
    with _running(folder, around, port):
        yield port


@contextmanager
def _running(folder: Path, configuration: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen([nginx.NGINX, "-p", folder, "-c", configuration, "-e", folder / "error.log"])
    try:
        until("nginx that answers", lambda: process.poll() is not None or nginx.answers(port))
        assert process.poll() is None, f"nginx ended: {(folder / 'error.log').read_text()[-2000:]}"
        yield
    finally:
        process.terminate()
        process.wait(20)
