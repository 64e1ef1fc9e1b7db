"""A plain web server for a copy of a feed's folder, which a test may damage; it records what it was asked and sent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class FeedServer:
    """The folder, the address it is served at, what was asked for there, and what was sent there."""

    folder: Path
    address: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def running(folder: Path) -> Iterator[FeedServer]:
    """Serve a folder until the block ends. The folder may appear later."""
    feed = FeedServer(folder)

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def do_GET(self) -> None:
            feed.asked.append((self.path, dict(self.headers)))
            del self.headers["If-Modified-Since"]  # an older file put back would be "not modified"
            super().do_GET()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            feed.sent.append((self.path, dict(self.headers), body))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing: `FeedServer.asked` is the record."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A browser drops connections as it likes."""

    server = Quiet(("127.0.0.1", 0), Handler)
    feed.address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
