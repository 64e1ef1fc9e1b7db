"""Nothing leads into our own network, however it is written, whoever says it, and whenever."""

import asyncio
import socket
from ipaddress import ip_address

import pytest

from feeds.fetching import Fetcher, FetchFailed, Place, Resolver
from feeds.fetching.connecting import connect
from tests.fetching.street import OTHER, SHOP, Street

LOOPBACK = [
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.0x1",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "0.0.0.0",
    "0",
    "[::]",
    "127。0。0。1",
    "１２７．０．０．１",
    "①②⑦.⓪.⓪.①",
    "%31%32%37.0.0.1",
    "127%2e0%2e0%2e1",
    "user:password@127.0.0.1",
    "93.184.216.34@127.0.0.1",
]


@pytest.mark.parametrize("host", LOOPBACK)
def test_loopback_is_refused_in_every_notation(street: Street, host: str) -> None:
    assert street.refusal(f"http://{host}/").kind == "denied-address"
    assert street.visited == []


@pytest.mark.parametrize("host", LOOPBACK)
def test_a_redirect_leads_to_loopback_in_no_notation(street: Street, host: str) -> None:
    location = f"http://{host}/".encode()
    street.serve("coco.gg", street.says(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n"))
    failure = street.refusal("http://coco.gg/")
    assert (failure.kind, [hop.location for hop in failure.chain]) == ("denied-address", [location.decode()])
    assert street.visited == [(SHOP, 80)]


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("A", "127.0.0.1"),
        ("A", "10.0.0.8"),
        ("A", "169.254.169.254"),
        ("A", "100.64.0.1"),
        ("A", "0.0.0.0"),
        ("AAAA", "::1"),
        ("AAAA", "::ffff:127.0.0.1"),
        ("AAAA", "64:ff9b::7f00:1"),
        ("AAAA", "2002:7f00:1::"),
        ("AAAA", "fd00::1"),
    ],
)
def test_a_name_leads_to_no_address_of_ours(street: Street, kind: str, address: str) -> None:
    street.names.says("coco.gg", [address], kind=kind)
    assert street.refusal("http://coco.gg/").kind == "denied-address"
    assert street.visited == []


def test_without_a_way_out_the_same_gate_stands(street: Street) -> None:
    street.names.says("coco.gg", ["127.0.0.1"])
    fetcher = Fetcher(contact="https://vigie.example/", resolver=Resolver(street.resolver))
    for url in ("http://coco.gg/", "http://127.0.0.1/", "https://[::1]/"):
        with pytest.raises(FetchFailed) as refused:
            asyncio.run(fetcher.get(url))
        assert refused.value.kind == "denied-address"


def test_the_choke_point_itself_connects_to_no_listener_on_loopback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        with pytest.raises(FetchFailed, match="not an address of the open web"):
            asyncio.run(connect(ip_address("127.0.0.1"), listener.getsockname()[1], egress=None, seconds=5))
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_name_is_looked_up_once_so_that_a_second_answer_changes_nothing(street: Street) -> None:
    street.serve("coco.gg", street.says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    street.names.says("coco.gg", [SHOP], ["127.0.0.1"])
    assert street.get("http://coco.gg/").chain[0].address == SHOP
    assert street.names.asked["coco.gg", "A"] == 1
    assert street.refusal("http://coco.gg/").kind == "denied-address"
    assert street.visited == [(SHOP, 80)]


def test_a_name_that_moves_home_between_two_hops_is_refused(street: Street) -> None:
    street.serve("coco.gg", street.says(b"HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n"))
    street.names.says("coco.gg", [SHOP], ["10.0.0.8"])
    failure = street.refusal("http://coco.gg/")
    assert (failure.kind, failure.chain[0].status, street.visited) == ("denied-address", 302, [(SHOP, 80)])


def test_a_private_address_and_a_deaf_one_are_passed_over(street: Street) -> None:
    street.serve("coco.gg", street.says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), address=OTHER)
    street.names.says("coco.gg", ["10.0.0.8", SHOP, OTHER])
    assert street.get("http://coco.gg/").chain[0].address == OTHER
    assert street.visited == [(SHOP, 80), (OTHER, 80)]


def test_the_proxy_is_given_addresses_and_never_names(street: Street) -> None:
    street.serve("coco.gg", street.says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    street.get("http://coco.gg/")
    assert [str(ip_address(address)) for address, _ in street.visited] == [SHOP]


def test_proxies_of_the_environment_are_not_used(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        street.serve("coco.gg", street.says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
        assert street.get("http://coco.gg/").body == b"ok"
        with pytest.raises(BlockingIOError):
            proxy.accept()


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (b"", "the proxy hung up"),
        (b"\x05\xff", "wants a password"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "is no SOCKS5 proxy"),
        (b"\x05\x00\x05\x03\x00\x01", "its network cannot be reached"),
        (b"\x05\x00\x05\x63\x00\x01", "the proxy failed (reply 99)"),
        (b"\x05\x00\x05\x00\x00\x01\x00", "the proxy hung up"),
    ],
)
def test_a_proxy_that_fails_is_a_failed_connection(street: Street, says: bytes, reason: str) -> None:
    street.names.says("coco.gg", [SHOP])

    async def get() -> None:
        gone = asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(says)
            writer.write_eof()
            await reader.read()
            writer.close()
            gone.set()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as proxy:
            egress = Place(*proxy.sockets[0].getsockname())
            try:
                await Fetcher(contact="x", resolver=Resolver(street.resolver), egress=egress).get("http://coco.gg/")
            finally:
                await gone.wait()

    with pytest.raises(FetchFailed) as failed:
        asyncio.run(get())
    assert (failed.value.kind, reason in failed.value.sentence) == ("connect", True)
