"""Pages made to break whoever reads them: each is read, within bounds, and lets the next one be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.watch.observing import read_page
from feeds.watch.observing.sketch import SIZE

HERE = "https://dusk.fr/"
FLOODS = {
    "nested": b"<div>" * 200_000,
    "attributes on one element": b"<div " + b" ".join(b"a%d=1" % number for number in range(120_000)) + b">",
    "attributes without an end": b"<div " + b" ".join(b"a%d=1" % number for number in range(120_000)),
    "attributes that hold an end": b"<div " + b'a=">" ' * 120_000 + b">",
    "less-than": b"<" * 1_000_000,
    "tags without an end": b"<a " * 330_000,
    "comments without an end": b"<!--" * 250_000,
    "declarations without an end": b"<!" * 500_000,
    "closing tags": b"</a>" * 250_000,
    "scripts without an end": b"<script>" * 120_000,
    "titles without an end": b"<title></titl" * 80_000,
    "quotes without an end": b"<a b='\"c " * 100_000,
    "entities": b"&amp;" * 200_000,
    "entities without an end": b"&#x" * 300_000,
    "an entity bomb": b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;</p>',
    "names": b"dusk.fr is now dusk.gg " * 43_000,
    "labels": b"a.b.c.d.e.f.g " * 70_000,
    "phrases": b"new address " * 80_000,
    "links": b"".join(b"<a href='https://x%d.fr/'>x</a>" % number for number in range(30_000)),
    "accounts": b"".join(b'"UA-%d-1"' % number for number in range(100_000, 170_000)),
    "half an account": b"//aaaa/' setSiteId" * 50_000,
    "refreshes": b"<meta http-equiv=refresh content='0;url=http://x/'>" * 20_000,
    "binary": bytes(range(256)) * 4000,
    "nothing but NUL": b"\0" * 1_000_000,
    "one word": b"x" * 1_000_000,
    "empty": b"",
}


@pytest.mark.parametrize("flood", FLOODS, ids=str)
def test_a_flood_is_read_within_bounds(flood: str) -> None:
    page = read_page(FLOODS[flood], {}, HERE)
    assert page.tags <= 40_000
    assert max(len(page.word_sketch), len(page.tag_sketch)) <= SIZE
    assert len(page.excerpt.encode()) <= 4096
    assert len(page.links) <= 200
    assert len(page.trackers) <= 32
    assert len(page.announcements) <= 16


@given(st.binary(max_size=400))
def test_any_bytes_are_a_page(body: bytes) -> None:
    page = read_page(body, {}, HERE)
    assert "\0" not in page.excerpt + page.title


@given(
    st.lists(
        st.sampled_from(["<", ">", "/", "a", "div", "script", "=", '"', "'", " ", "!", "--", "x.fr", "&lt;"]),
        max_size=60,
    )
)
def test_any_order_of_marks_is_a_page(parts: list[str]) -> None:
    page = read_page("".join(parts).encode(), {}, HERE)
    assert page.tags <= len(parts)


@pytest.mark.parametrize(
    "charset", ["utf-7", "idna", "punycode", "unicode_escape", "rot13", "zlib", "x" * 40, "utf-16"]
)
def test_an_encoding_that_no_page_has_is_not_used(charset: str) -> None:
    assert read_page(b"<title>Dusk</title>", {"content-type": f"text/html; charset={charset}"}, HERE).title == "Dusk"


def test_a_page_cannot_write_to_a_terminal_or_a_database_what_is_no_text() -> None:
    page = read_page(b"<title>a\0b</title><p>c\0d&#0;e</p>", {}, HERE)
    assert page.title == "ab"
    assert not re.search("\0", page.excerpt)
