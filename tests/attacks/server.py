"""A real web server on this machine, whose answers a test chooses file by file."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Serves `files` by path, but for the paths that have one of the `answers`. `asked` is the record."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.address = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one question."""
        path = request.path.lstrip("/")
        self.asked.append(path)
        if path in self.answers:
            self.answers[path](request)
        else:
            self.send_file(request, path)

    def send_file(self, request: BaseHTTPRequestHandler, path: str) -> None:
        """Answer as an honest server does."""
        send(request, self.files.get(path, b""), 200 if path in self.files else 404)


def send(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """Answer with a whole body. A header's name is written with `_` for `-`."""
    request.send_response(status)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Server]:
    """Serve until the block ends."""
    server = Server(files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                server.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client hung up, as it should on most of what it is served here

        def log_message(self, *_: object) -> None:
            """Say nothing: `Server.asked` is the record."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    server.address = f"http://127.0.0.1:{web.server_port}"
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()
