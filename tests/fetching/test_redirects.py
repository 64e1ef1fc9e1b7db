"""Redirects are followed by hand: five of them, to web pages only, and each is written down."""

import socket

import pytest

from feeds.fetching import Limits
from tests.fetching.street import OTHER, SHOP, Server, Street

PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


def to(location: bytes, status: bytes = b"302 Found") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


def endless(street: Street) -> Server:
    """A server whose every page redirects to the next number."""

    def server(connection: socket.socket) -> None:
        number = int(street.hear(connection).split()[1].removeprefix("/"))
        connection.sendall(to(f"/{number + 1}".encode()))

    return server


def test_the_way_to_a_page_is_written_down_hop_by_hop(street: Street) -> None:
    street.serve("coco.fr", street.says(to(b"http://coco.gg/salon", b"301 Moved Permanently")))
    street.serve("coco.gg", street.says(PAGE), address=OTHER)
    fetched = street.get("http://coco.fr/")
    assert [(hop.url, hop.status, hop.location, hop.address) for hop in fetched.chain] == [
        ("http://coco.fr/", 301, "http://coco.gg/salon", SHOP),
        ("http://coco.gg/salon", 200, None, OTHER),
    ]
    assert (fetched.url, fetched.status, fetched.body) == ("http://coco.gg/salon", 200, b"hello")


@pytest.mark.parametrize("status", [b"301 x", b"302 x", b"303 x", b"307 x", b"308 x"])
def test_every_kind_of_redirect_is_followed(street: Street, status: bytes) -> None:
    street.serve("coco.fr", street.says(to(b"http://coco.gg/", status)))
    street.serve("coco.gg", street.says(PAGE), address=OTHER)
    assert street.get("http://coco.fr/").url == "http://coco.gg/"


@pytest.mark.parametrize("status", [b"200 OK", b"300 Multiple Choices", b"304 Not Modified", b"404 Not Found"])
def test_a_location_without_a_redirect_leads_nowhere(street: Street, status: bytes) -> None:
    street.serve("coco.fr", street.says(to(b"http://coco.gg/", status)))
    fetched = street.get("http://coco.fr/")
    assert (fetched.chain[-1].url, fetched.chain[-1].location) == ("http://coco.fr/", None)


def test_a_redirect_that_names_no_place_is_an_answer(street: Street) -> None:
    street.serve("coco.fr", street.says(b"HTTP/1.1 302 Found\r\nContent-Length: 2\r\n\r\nhm"))
    assert street.get("http://coco.fr/").body == b"hm"


def test_five_redirects_are_followed_and_a_chain_of_a_thousand_is_left_there(street: Street) -> None:
    street.serve("coco.fr", endless(street))
    failure = street.refusal("http://coco.fr/0")
    assert (failure.kind, len(failure.chain), len(street.heard)) == ("too-many-redirects", 6, 6)
    assert failure.chain[5].location == "/6"


def test_a_page_behind_five_redirects_is_reached(street: Street) -> None:
    hops = iter([*(to(b"/%d" % number) for number in range(5)), PAGE])

    def server(connection: socket.socket) -> None:
        street.says(next(hops))(connection)

    street.serve("coco.fr", server)
    assert street.get("http://coco.fr/").url == "http://coco.fr/4"


@pytest.mark.parametrize("location", [b"http://coco.fr/", b"/", b"", b"#top", b"//coco.fr:80/"])
def test_a_page_that_redirects_to_itself_is_asked_once(street: Street, location: bytes) -> None:
    street.serve("coco.fr", street.says(to(location)))
    failure = street.refusal("http://coco.fr/")
    assert (failure.kind, len(street.heard)) == ("too-many-redirects", 1)


def test_two_names_that_redirect_to_one_another_are_asked_once_each(street: Street) -> None:
    street.serve("coco.fr", street.says(to(b"http://coco.gg/")))
    street.serve("coco.gg", street.says(to(b"http://coco.fr/")), address=OTHER)
    failure = street.refusal("http://coco.fr/")
    assert (failure.kind, len(street.heard)) == ("too-many-redirects", 2)


@pytest.mark.parametrize(
    "location",
    [
        b"file:///etc/passwd",
        b"gopher://coco.gg:70/_x",
        b"data:text/html,hello",
        b"javascript:alert(1)",
        b"ftp://coco.gg/",
        b"http://coco.gg:6379/",
        b"https://coco.gg:22/",
        b"http://",
        b"http://co co.gg/",
        b"http://[::1/",
        b"http://coco%00.gg/",
        b"http://coco.gg/" + b"a" * 9000,
    ],
)
def test_a_redirect_out_of_the_web_ends_the_way(street: Street, location: bytes) -> None:
    street.serve("coco.fr", street.says(to(location)))
    failure = street.refusal("http://coco.fr/")
    assert (failure.kind, street.visited) == ("bad-redirect", [(SHOP, 80)])
    assert all(len(hop.location or "") <= 8192 for hop in failure.chain)


def test_two_places_to_go_on_to_are_no_redirect(street: Street) -> None:
    street.serve("coco.fr", street.says(b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n\r\n"))
    assert street.refusal("http://coco.fr/").kind == "bad-redirect"


def test_a_name_in_unicode_is_followed_by_its_a_labels(street: Street) -> None:
    street.serve("coco.fr", street.says(to("http://chât.fr/é".encode())))
    street.serve("xn--cht-jla.fr", street.says(PAGE), address=OTHER)
    assert street.get("http://coco.fr/").url == "http://xn--cht-jla.fr/%C3%A9"
    assert "Host: xn--cht-jla.fr\r\n" in street.heard[1]


def test_the_body_of_a_redirect_is_not_waited_for(street: Street) -> None:
    def holding_on(connection: socket.socket) -> None:
        street.hear(connection)
        connection.sendall(to(b"http://coco.gg/").replace(b"Length: 0", b"Length: 9"))
        connection.recv(1)

    street.serve("coco.fr", holding_on)
    street.serve("coco.gg", street.says(PAGE), address=OTHER)
    assert street.get("http://coco.fr/", Limits(step_seconds=5)).body == b"hello"


def test_a_page_that_refreshes_itself_ten_thousand_times_is_one_page(street: Street) -> None:
    page = b"<meta http-equiv=refresh content='0;url=/again'>"
    street.serve("coco.fr", street.says(b"HTTP/1.1 200 OK\r\nRefresh: 0; url=/again\r\n\r\n" + page * 10_000))
    fetched = street.get("http://coco.fr/")
    assert (len(fetched.chain), len(street.heard), fetched.body) == (1, 1, page * 10_000)


def test_the_number_of_redirects_is_a_limit_that_can_be_set(street: Street) -> None:
    street.serve("coco.fr", endless(street))
    assert len(street.refusal("http://coco.fr/0", Limits(redirects=0)).chain) == 1
