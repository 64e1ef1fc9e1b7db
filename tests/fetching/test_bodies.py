"""Bodies cost a bounded number of bytes, travelled and decoded, and say when they are not whole."""

import gzip
import random
import socket
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd

from feeds.fetching import Fetched, Limits
from tests.fetching.street import Street, until_gone

TEXT = b"<p>Bonjour, Coco.</p>" * 50
MEGABYTE = 1_000_000


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


CODED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate ": bare_deflate,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd.compress,
    "identity": bytes,
    "utf-8": bytes,
}


def answer(body: bytes, coding: str | None = None, length: int | None = None) -> bytes:
    head = "HTTP/1.1 200 OK\r\n"
    head += f"Content-Encoding: {coding}\r\n" if coding else ""
    head += f"Content-Length: {length}\r\n" if length is not None else ""
    return head.encode() + b"\r\n" + body


def served(street: Street, wire: bytes, limits: Limits | None = None) -> Fetched:
    street.serve("coco.gg", street.says(wire))
    return street.get("http://coco.gg/", limits)


@pytest.mark.parametrize("coding", CODED)
def test_each_coding_is_undone(street: Street, coding: str) -> None:
    fetched = served(street, answer(CODED[coding](TEXT), coding))
    assert (fetched.body, fetched.truncated) == (TEXT, False)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_gives_a_megabyte_and_takes_no_more_memory(street: Street, coding: str) -> None:
    bomb = CODED[coding](bytes(100 * MEGABYTE))
    street.serve("coco.gg", street.says(answer(bomb, coding)))
    tracemalloc.start()
    fetched = street.get("http://coco.gg/")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(fetched.body), fetched.truncated) == (MEGABYTE, True)
    assert peak < 10 * MEGABYTE


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_bomb_inside_a_bomb_is_refused_unopened(street: Street, coding: str) -> None:
    street.serve("coco.gg", street.says(answer(CODED[coding](CODED["gzip"](TEXT)), f"gzip, {coding}")))
    assert street.refusal("http://coco.gg/").kind == "bad-answer"


def test_a_body_that_travels_far_and_decodes_to_nothing_is_cut(street: Street) -> None:
    empty_block, last_block = b"\x00\x00\x00\xff\xff", b"\x01\x00\x00\xff\xff"
    nothing = gzip.compress(b"")[:10] + empty_block * 300_000 + last_block + bytes(8)
    assert gzip.decompress(nothing) == b""
    fetched = served(street, answer(nothing, "gzip"))
    assert (fetched.body, fetched.truncated) == (b"", True)


def test_a_window_larger_than_a_web_server_may_ask_for_is_refused(street: Street) -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    far = packer.compress(TEXT) + packer.flush()
    street.serve("coco.gg", street.says(answer(far, "zstd")))
    assert street.refusal("http://coco.gg/").kind == "bad-answer"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_in_its_coding_is_a_bad_answer_with_its_hop(street: Street, coding: str) -> None:
    street.serve("coco.gg", street.says(answer(b"\x1f\xff<html>not coded at all" * 9, coding)))
    failure = street.refusal("http://coco.gg/")
    assert (failure.kind, [hop.status for hop in failure.chain]) == ("bad-answer", [200])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_coded_body_that_breaks_off_is_not_whole(street: Street, coding: str) -> None:
    text = random.Random(2).randbytes(5000).hex().encode()
    fetched = served(street, answer(CODED[coding](text)[:-200], coding))
    assert fetched.truncated
    assert text.startswith(fetched.body)


def test_an_endless_body_is_cut_at_a_megabyte(street: Street) -> None:
    def endless(connection: socket.socket) -> None:
        street.hear(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                connection.sendall(b"coco " * 10_000)
        except OSError:
            """The client has read enough."""

    street.serve("coco.gg", endless)
    fetched = street.get("http://coco.gg/")
    assert (len(fetched.body), fetched.truncated) == (MEGABYTE, True)


def test_an_endless_body_in_chunks_is_cut_too(street: Street) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"5\r\ncoco \r\n" * 30_000
    fetched = served(street, chunked, Limits(body_bytes=50_000))
    assert (len(fetched.body), fetched.truncated) == (50_000, True)


def test_a_body_of_exactly_the_limit_is_whole(street: Street) -> None:
    assert not served(street, answer(bytes(100)), Limits(body_bytes=100)).truncated
    assert served(street, answer(bytes(101)), Limits(body_bytes=100)).truncated


@pytest.mark.parametrize(("length", "truncated"), [(len(TEXT) + 1, True), (10**15, True), (len(TEXT), False)])
def test_a_length_that_promises_too_much_leaves_a_body_that_is_not_whole(
    street: Street, length: int, truncated: bool
) -> None:
    fetched = served(street, answer(TEXT, length=length))
    assert (fetched.body, fetched.truncated) == (TEXT, truncated)


def test_what_comes_after_the_promised_length_is_not_read(street: Street) -> None:
    assert served(street, answer(TEXT, length=4)).body == TEXT[:4]


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "0x10", "5, 6", "9" * 30])
def test_a_length_that_is_no_number_is_a_bad_answer(street: Street, length: str) -> None:
    street.serve("coco.gg", street.says(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode() + TEXT))
    assert street.refusal("http://coco.gg/").kind == "bad-answer"


def test_a_chunk_that_is_no_chunk_ends_the_body(street: Street) -> None:
    fetched = served(street, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nmore")
    assert (fetched.body, fetched.truncated) == (b"hello", True)


def test_a_body_that_drips_is_given_up_after_the_time_for_the_whole(street: Street) -> None:
    def dripping(connection: socket.socket) -> None:
        street.hear(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        until_gone(connection, b"x", every=0.02)

    street.serve("coco.gg", dripping)
    failure = street.refusal("http://coco.gg/", Limits(step_seconds=5, total_seconds=1))
    assert (failure.kind, failure.chain[0].status) == ("timeout", 200)


def test_an_empty_body_is_an_answer(street: Street) -> None:
    fetched = served(street, b"HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n")
    assert (fetched.status, fetched.body) == (204, b"")
