"""What the file server promises to any client, over the application itself."""

import asyncio
import gzip
import os
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import brotli
import pytest

from api.files import FOREVER, File, FilesApp, Watched, read
from tests.serving.asking import Answer

TEXT = b"coco.gg is listed, and so is coco.fr. " * 50
Ask = Callable[..., Answer]


def _app(files: Callable[[], Mapping[str, File]]) -> Ask:
    app = FilesApp(files, missing=b"There is no such list.\n", root="/lists")

    def ask(name: str, method: str = "GET", **headers: str) -> Answer:
        sent: list[MutableMapping[str, Any]] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": b""}

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": f"/lists/{name}", "headers": raw}
        asyncio.run(app(scope, receive, send))
        start, body = sent
        return Answer(start["status"], {n.decode(): v.decode() for n, v in start["headers"]}, body["body"])

    return ask


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks for `hosts.txt`, which lies plain, as brotli and as gzip, and for `short`, which lies plain."""
    place = tmp_path / "hosts.txt"
    place.write_bytes(TEXT)
    place.with_name("hosts.txt.br").write_bytes(brotli.compress(TEXT))
    place.with_name("hosts.txt.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "short").write_bytes(b"{}")
    files = {"hosts.txt": read(place, kind="text/plain"), "short": read(tmp_path / "short", kind="text/plain")}
    return _app(lambda: files)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("identity", None),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=1.0", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.1 , gzip ;q=0.2", "gzip"),
        ("gzip;q=0.5, identity", None),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0.5, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("identity;q=0, gzip", "gzip"),
        ("zstd", None),
        ("", None),
        ("br;q=lots", None),
        (";;,,=", None),
    ],
)
def test_a_client_gets_the_smallest_form_that_it_likes_best(ask: Ask, accepted: str, coding: str | None) -> None:
    answer = ask("hosts.txt", accept_encoding=accepted)
    assert (answer.status, answer.headers.get("content-encoding"), answer.decoded) == (200, coding, TEXT)
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["identity;q=0", "*;q=0", "zstd, identity;q=0"])
def test_a_client_that_refuses_every_form_gets_the_plain_one(ask: Ask, accepted: str) -> None:
    assert ask("hosts.txt", accept_encoding=accepted).body == TEXT


def test_a_file_with_one_form_does_not_vary(ask: Ask) -> None:
    answer = ask("short", accept_encoding="br, gzip")
    assert "vary" not in answer.headers
    assert "content-encoding" not in answer.headers


def test_every_form_has_a_tag_of_its_own(ask: Ask) -> None:
    tags = {form: ask("hosts.txt", accept_encoding=form).headers["etag"] for form in ("br", "gzip", "identity")}
    assert len(set(tags.values())) == 3
    assert ask("hosts.txt", accept_encoding="gzip", if_none_match=tags["gzip"]).status == 304
    assert ask("hosts.txt", accept_encoding="gzip", if_none_match=tags["br"]).status == 200


@pytest.mark.parametrize("tags", ["*", "W/{}", '"a", {}', '{} , "b"'])
def test_a_list_of_tags_is_read_as_one(ask: Ask, tags: str) -> None:
    assert ask("hosts.txt", if_none_match=tags.format(ask("hosts.txt").headers["etag"])).status == 304


def test_a_304_says_what_a_cache_has_to_know_and_no_more(ask: Ask) -> None:
    whole = ask("hosts.txt", accept_encoding="br")
    answer = ask("hosts.txt", accept_encoding="br", if_none_match=whole.headers["etag"])
    kept = ["etag", "last-modified", "cache-control", "vary", "access-control-allow-origin", "x-content-type-options"]
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers == {name: whole.headers[name] for name in kept}


def test_a_tag_that_differs_outweighs_a_date_that_fits(ask: Ask) -> None:
    date = ask("hosts.txt").headers["last-modified"]
    assert ask("hosts.txt", if_modified_since=date).status == 304
    assert ask("hosts.txt", if_modified_since=date, if_none_match='"other"').status == 200


def test_the_parts_of_a_file_add_up_to_it(ask: Ask) -> None:
    parts = [ask("hosts.txt", range=f"bytes={begin}-{begin + 99}") for begin in range(0, len(TEXT), 100)]
    assert {part.status for part in parts} == {206}
    assert b"".join(part.body for part in parts) == TEXT
    assert parts[1].headers["content-range"] == f"bytes 100-199/{len(TEXT)}"
    assert parts[1].headers["content-length"] == "100"


def test_a_part_outside_the_file_is_refused_with_its_length(ask: Ask) -> None:
    answer = ask("hosts.txt", range=f"bytes={len(TEXT)}-")
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{len(TEXT)}")


def test_of_a_compressed_form_only_the_whole_is_sent(ask: Ask) -> None:
    answer = ask("hosts.txt", range="bytes=0-9", accept_encoding="br")
    assert (answer.status, answer.decoded) == (200, TEXT)
    assert "accept-ranges" not in answer.headers


def test_head_is_get_without_the_body(ask: Ask) -> None:
    for headers in ({}, {"accept_encoding": "br"}, {"range": "bytes=0-9"}, {"if_none_match": "*"}):
        answer = ask("hosts.txt", "HEAD", **headers)
        # RFC 9110, section 14.2: a range has a meaning for GET alone.
        expected = ask("hosts.txt", **{name: value for name, value in headers.items() if name != "range"})
        assert (answer.status, answer.headers, answer.body) == (expected.status, expected.headers, b"")


def test_what_is_not_there_is_said_in_the_words_of_the_room(ask: Ask) -> None:
    answer = ask("../keys/targets.pem")
    assert (answer.status, answer.body) == (404, b"There is no such list.\n")


@pytest.mark.parametrize("damaged", [b"", b"not compressed", gzip.compress(b"something else", mtime=0)])
def test_a_form_that_does_not_decode_to_the_file_is_not_served(tmp_path: Path, damaged: bytes) -> None:
    place = tmp_path / "hosts.txt"
    place.write_bytes(TEXT)
    place.with_name("hosts.txt.br").write_bytes(damaged)
    place.with_name("hosts.txt.gz").write_bytes(damaged)
    file = read(place, kind="text/plain", caching=FOREVER)
    answer = _app(lambda: {"hosts.txt": file})("hosts.txt", accept_encoding="br, gzip")
    assert (answer.headers.get("content-encoding"), answer.body) == (None, TEXT)


def test_files_are_loaded_anew_when_the_pointer_was_replaced_and_not_before(tmp_path: Path) -> None:
    pointer = tmp_path / "pointer"
    loads = []

    def load() -> Mapping[str, File]:
        loads.append(pointer.read_bytes())
        return {"pointer": read(pointer, kind="text/plain")}

    watched = Watched(pointer, load)
    ask = _app(watched.files)
    assert ask("pointer").status == 404
    for content in (b"one", b"two"):
        (tmp_path / "next").write_bytes(content)
        (tmp_path / "next").replace(pointer)
        assert [ask("pointer").body for _ in range(3)] == [content] * 3
    assert loads == [b"one", b"two"]


def test_files_that_cannot_be_read_leave_those_before_and_are_tried_again(tmp_path: Path) -> None:
    pointer, other = tmp_path / "pointer", tmp_path / "other"
    pointer.write_bytes(b"1")
    other.write_bytes(b"first")
    ask = _app(Watched(pointer, lambda: {"other": read(other, kind="text/plain")}).files)
    assert ask("other").body == b"first"
    other.unlink()
    os.utime(pointer, (1, 1))
    assert ask("other").body == b"first"
    other.write_bytes(b"second")
    assert ask("other").body == b"second"
