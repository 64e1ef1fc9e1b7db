"""Servers that speak badly, too much, too slowly, or not at all."""

import asyncio
import random
import socket

import pytest

from feeds.fetching import Limits
from tests.fetching.street import SHOP, Street, until_gone

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "wire",
    [
        b"<html>HTTP/0.9 said it in one breath</html>",
        b"HTTP/1.1 2000 OK\r\n\r\nhello",
        b"HTTP/1.1 OK\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"220 mail.coco.gg ESMTP\r\n",
        OK + b"No colon here\r\n\r\n",
        OK + b": no name\r\n\r\n",
        OK + b"X: \x00\r\n\r\n",
        OK + b"Location: http://coco\x00.gg/\r\n\r\n",
        OK + b"Transfer-Encoding: gzip\r\n\r\n",
        OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nhm",
        b"",
        b"HTTP/1.1 20",
        OK,
        OK + b"Content-Type: text/html\r\n",
    ],
)
def test_what_is_no_http_answer_is_a_bad_answer(street: Street, wire: bytes) -> None:
    street.serve("coco.gg", street.says(wire))
    failure = street.refusal("http://coco.gg/")
    assert (failure.kind, failure.chain) == ("bad-answer", ())


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_a_bad_answer(street: Street, seed: int) -> None:
    street.serve("coco.gg", street.says(random.Random(seed).randbytes(2000)))
    assert street.refusal("http://coco.gg/").kind == "bad-answer"


def test_a_server_that_hangs_up_unheard_is_a_bad_answer(street: Street) -> None:
    street.serve("coco.gg", lambda connection: connection.close())
    assert street.refusal("http://coco.gg/").kind == "bad-answer"


@pytest.mark.parametrize(
    "flood",
    [b"X-Coco: " + b"a" * 2_000_000, b"".join(b"X-%d: a\r\n" % number for number in range(200_000)), b"a" * 2_000_000],
)
def test_a_flood_of_headers_is_left_at_a_hundred_kilobytes(street: Street, flood: bytes) -> None:
    def flooding(connection: socket.socket) -> None:
        street.hear(connection)
        try:
            connection.sendall(OK + flood)
        except OSError:
            """The client has heard enough."""

    street.serve("coco.gg", flooding)
    assert street.refusal("http://coco.gg/").kind == "too-big"


def test_answers_without_end_that_announce_an_answer_end_with_the_time(street: Street) -> None:
    def announcing(connection: socket.socket) -> None:
        street.hear(connection)
        until_gone(connection, b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50, every=0.01)

    street.serve("coco.gg", announcing)
    assert street.refusal("http://coco.gg/", Limits(total_seconds=0.3)).kind == "timeout"


def test_a_head_that_drips_is_given_up_after_the_time_for_the_whole(street: Street) -> None:
    def dripping(connection: socket.socket) -> None:
        street.hear(connection)
        until_gone(connection, b"H", every=0.02)

    street.serve("coco.gg", dripping)
    assert street.refusal("http://coco.gg/", Limits(step_seconds=5, total_seconds=0.3)).kind == "timeout"


def test_a_server_that_says_nothing_is_given_up_after_the_time_for_a_step(street: Street) -> None:
    def silent(connection: socket.socket) -> None:
        street.hear(connection)
        connection.recv(1)

    street.serve("coco.gg", silent)
    assert street.refusal("http://coco.gg/", Limits(step_seconds=0.2, total_seconds=60)).kind == "timeout"


def test_the_time_is_for_the_whole_chain(street: Street) -> None:
    def slow(connection: socket.socket) -> None:
        number = len(street.heard)
        street.hear(connection)
        connection.settimeout(0.2)
        try:
            connection.recv(1)
        except TimeoutError:
            connection.sendall(OK.replace(b"200 OK", b"302 Found") + b"Location: /%d\r\n\r\n" % number)

    street.serve("coco.gg", slow)
    assert street.refusal("http://coco.gg/", Limits(step_seconds=5, total_seconds=0.5)).kind == "timeout"


def test_nobody_at_the_address_is_a_failed_connection(street: Street) -> None:
    street.names.says("coco.gg", [SHOP])
    assert street.refusal("http://coco.gg/").kind == "connect"


def test_headers_are_kept_in_lower_case_and_joined(street: Street) -> None:
    street.serve("coco.gg", street.says(OK + b"X-Seen: a\r\nx-seen: b\r\nServer: caf\xe9\r\n\r\n"))
    headers = street.get("http://coco.gg/").headers
    assert (headers["x-seen"], headers["server"]) == ("a, b", "café")


def test_what_was_read_before_is_asked_for_by_its_tag_and_date(street: Street) -> None:
    street.serve("coco.gg", street.says(b'HTTP/1.1 304 Not Modified\r\nETag: "7"\r\n\r\n'))
    date = "Sat, 21 Nov 2026 12:00:00 GMT"
    fetched = asyncio.run(street.fetcher().get("http://coco.gg/feed", etag='"7"', since=date))
    assert (fetched.status, fetched.body, fetched.truncated) == (304, b"", False)
    assert 'If-None-Match: "7"\r\n' in street.heard[0]
    assert f"If-Modified-Since: {date}\r\n" in street.heard[0]
