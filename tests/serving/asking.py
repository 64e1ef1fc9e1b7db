"""Asks a server as bluntly as a test wants: the path as it is written, no header of the client's own."""

import gzip
import http.client
from dataclasses import dataclass

import brotli


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def decoded(self) -> bytes:
        """The body without its content coding."""
        coding = self.headers.get("content-encoding", "identity")
        if coding == "identity" or not self.body:
            return self.body
        decoders = {"br": brotli.decompress, "gzip": gzip.decompress}
        return bytes(decoders[coding](self.body))


def ask(port: int, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    """One request, one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()
