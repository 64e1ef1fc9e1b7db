"""How a stranger sees us: named, one request at a time, and without a memory."""

import asyncio
import socket
import threading

import pytest

from feeds.fetching import Fetched, FetchFailed
from tests.fetching.street import OTHER, Street

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def test_a_request_says_who_asks_and_little_else(street: Street) -> None:
    street.serve("coco.gg", street.says(PAGE))
    street.get("http://coco.gg/salon?x=1#top")
    first, *headers = street.heard[0].strip().split("\r\n")
    assert first == "GET /salon?x=1 HTTP/1.1"
    said = dict(header.split(": ", 1) for header in headers)
    assert said["User-Agent"] == "Mozilla/5.0 (compatible; Vigie; +https://vigie.example/)"
    assert set(said) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_no_cookie_comes_back(street: Street) -> None:
    cookie = b"Set-Cookie: id=1; Path=/\r\n"
    street.serve("coco.fr", street.says(b"HTTP/1.1 302 x\r\n" + cookie + b"Location: /in\r\n\r\n"))
    street.refusal("http://coco.fr/")
    assert len(street.heard) == 2
    assert not any("cookie" in request.lower() for request in street.heard)


def test_no_password_in_an_address_is_sent(street: Street) -> None:
    street.serve("coco.gg", street.says(PAGE))
    fetched = street.get("http://me:secret@coco.gg/")
    assert not any(word in street.heard[0] for word in ("secret", "Authorization"))
    assert fetched.chain[0].url == "http://coco.gg/"


def test_nothing_that_a_page_embeds_is_loaded(street: Street) -> None:
    page = b"<img src=/a.png><script src=/b.js></script><iframe src=/c></iframe><link rel=icon href=/d.ico>"
    street.serve("coco.gg", street.says(b"HTTP/1.1 200 OK\r\nLink: </e.css>; rel=preload\r\n\r\n" + page))
    assert street.get("http://coco.gg/").body == page
    assert len(street.heard) == 1


def both(street: Street, *urls: str) -> list[Fetched]:
    async def at_once() -> list[Fetched]:
        fetcher = street.fetcher()
        return await asyncio.gather(*(fetcher.get(url) for url in urls))

    return asyncio.run(at_once())


def test_one_host_is_asked_one_thing_at_a_time(street: Street) -> None:
    alone, met = threading.Lock(), threading.Event()

    def server(connection: socket.socket) -> None:
        if not alone.acquire(blocking=False):
            met.set()
            return
        street.hear(connection)
        met.wait(timeout=0.5)  # a second request has this long to come in
        alone.release()
        connection.sendall(PAGE)

    street.serve("coco.gg", server)
    assert [fetched.status for fetched in both(street, "http://coco.gg/a", "http://coco.gg/b")] == [200, 200]
    assert not met.is_set()


def test_two_hosts_are_asked_at_once(street: Street) -> None:
    meeting = threading.Barrier(2)

    def server(connection: socket.socket) -> None:
        street.hear(connection)
        meeting.wait(timeout=10)
        connection.sendall(PAGE)

    street.serve("coco.gg", server)
    street.serve("coco.fr", server, address=OTHER)
    assert [fetched.status for fetched in both(street, "http://coco.gg/", "http://coco.fr/")] == [200, 200]


def test_a_host_whose_page_failed_can_be_asked_again(street: Street) -> None:
    street.serve("coco.gg", street.says(b"junk"))
    fetcher = street.fetcher()

    async def twice() -> Fetched:
        with pytest.raises(FetchFailed):
            await fetcher.get("http://coco.gg/")
        street.serve("coco.gg", street.says(PAGE))
        return await fetcher.get("http://coco.gg/")

    assert asyncio.run(twice()).body == b"hello"
