"""Pages over RSGI: an ASGI application behind a real granian is asked and answers as over ASGI."""

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.installation import free_port
from tests.browser.waiting import until
from tests.serving.asking import ask
from tests.serving.nginx import answers


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where granian serves `rsgi_app`."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--no-ws", "--port", str(port)]
    process = subprocess.Popen([*command, "tests.serving.rsgi_app:app"], stdout=subprocess.DEVNULL)
    try:
        until("granian that answers", lambda: process.poll() is not None or answers(port))
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _told(port: int, raw: bytes) -> dict[str, Any]:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(raw)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert answer.status == 201
        return dict(json.loads(answer.read()))


def test_the_application_is_told_what_was_asked(port: int) -> None:
    told = _told(port, b"GET /a%2Fb%20c/%C3%A9?x=%20y&z HTTP/1.1\r\nHost: vigie.test\r\n\r\n")
    assert (told["type"], told["http_version"], told["scheme"], told["method"]) == ("http", "1.1", "http", "GET")
    assert (told["path"], told["root_path"], told["query"]) == ("/a/b c/é", "", "x=%20y&z")
    assert told["client"][0] == "127.0.0.1"
    assert told["server"] == ["127.0.0.1", port]


def test_headers_come_in_lower_case_in_order_each_as_often_as_sent(port: int) -> None:
    told = _told(port, b"GET /scope HTTP/1.1\r\nHost: h\r\nX-B: 2\r\nCookie: a=1\r\nCookie: b=2\r\nX-B: 1\r\n\r\n")
    assert [value for name, value in told["headers"] if name == "x-b"] == ["2", "1"]
    assert [value for name, value in told["headers"] if name == "cookie"] == ["a=1", "b=2"]
    assert ["host", "h"] in told["headers"]


def test_a_header_that_is_not_ascii_is_left_out_and_stops_nobody(port: int) -> None:
    told = _told(port, b"GET /scope HTTP/1.1\r\nHost: h\r\nX-A: \xff\xe9\r\nX-B: 1\r\n\r\n")
    assert told["headers"] == [["host", "h"], ["x-b", "1"]]


def test_an_old_client_is_told_apart(port: int) -> None:
    assert _told(port, b"GET /scope HTTP/1.0\r\n\r\n")["http_version"] == "1.0"


@pytest.mark.parametrize("length", [0, 5, 3_000_000])
def test_a_body_arrives_whole(port: int, length: int) -> None:
    told = _told(port, b"POST /scope HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % length + b"x" * length)
    assert told["body"] == length


def test_a_body_in_chunks_arrives_whole(port: int) -> None:
    chunks = b"".join(b"3\r\nabc\r\n" for _ in range(400)) + b"0\r\n\r\n"
    assert (
        _told(port, b"POST /scope HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)["body"] == 1200
    )


def test_an_answer_in_pieces_arrives_whole(port: int) -> None:
    answer = ask(port, "/stream")
    assert (answer.status, answer.body) == (201, b"one two")


def test_headers_are_sent_as_often_as_the_application_says(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/scope")
    assert connection.getresponse().headers.get_all("set-cookie") == ["a=1", "b=2"]
    connection.close()


def test_head_says_the_length_and_sends_nothing(port: int) -> None:
    answer = ask(port, "/scope", "HEAD")
    assert (answer.status, answer.body) == (201, b"")


def test_an_application_that_fails_is_a_500_and_the_next_request_is_answered(port: int) -> None:
    assert ask(port, "/fail").status == 500
    assert ask(port, "/scope").status == 201


def test_a_client_that_goes_is_noticed_and_what_is_sent_after_it_is_no_error(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET /wait HTTP/1.1\r\nHost: h\r\n\r\n")
        until("answer that has begun", lambda: b"begun" in connection.recv(4096))
    until("application that noticed", lambda: _gone(port) == ["http.disconnect", "went on"])


def _gone(port: int) -> list[str]:
    return list(json.loads(ask(port, "/scope").body)["gone"])
