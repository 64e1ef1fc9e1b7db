"""A real nginx with the configuration that we ship: its own prefix, a loopback port, nothing of the machine's."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.browser.installation import free_port
from tests.browser.waiting import until

SHIPPED: Final = Path(__file__).parents[2] / "docs" / "nginx" / "vigie.conf"
BROTLI: Final = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
NGINX: Final = "/usr/sbin/nginx"

_AROUND: Final = """
{modules}
daemon off;
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log warn;
{user}
events {{ worker_connections 512; }}
http {{
    access_log {place}/access.log;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/vigie.conf;
}}
"""


def configure(place: Path, feed: Path, port: int, *, behind: int) -> Path:
    """Write the shipped configuration with this machine's addresses in it, and what nginx wants around it."""
    text = SHIPPED.read_text(encoding="utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{behind};",
        "root /srv/vigie;": f"root {feed.parent};",
    }
    for shipped, ours in changes.items():
        assert text.count(shipped) == 1, f"{SHIPPED.name} says {shipped!r} once"
        text = text.replace(shipped, ours)
    (place / "vigie.conf").write_text(text, encoding="utf-8")
    if BROTLI.exists():
        (place / "vigie.d").mkdir()
        (place / "vigie.d" / "brotli.conf").write_text("brotli_static on;\n")
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    user = "user root;" if os.geteuid() == 0 else ""
    around = place / "nginx.conf"
    around.write_text(_AROUND.format(place=place, modules=modules, user=user), encoding="utf-8")
    return around


@contextmanager
def serving(place: Path, feed: Path, *, behind: int) -> Iterator[int]:
    """Run nginx on a feed's folder until the block ends; give its port."""
    port = free_port()
    around = configure(place, feed, port, behind=behind)
    process = subprocess.Popen([NGINX, "-p", place, "-c", around, "-e", place / "error.log"])
    try:
        until("nginx that answers", lambda: process.poll() is not None or answers(port))
        assert process.poll() is None, f"nginx ended: {(place / 'error.log').read_text()[-2000:]}"
        yield port
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    """Whether something listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
