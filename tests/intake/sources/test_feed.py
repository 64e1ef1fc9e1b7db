"""A feed becomes plain titles, summaries and web addresses, whatever it is made of; what is no feed is said."""

from pathlib import Path

import pytest

from feeds.intake.sources.feed import LARGEST, MOST_ITEMS, NotAFeed, read_feed

ADDRESS = "https://gazette.example.com/rss/une.xml"


def _rss(*items: str, title: str = "La Gazette") -> bytes:
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def _refusal(data: bytes) -> str:
    with pytest.raises(NotAFeed) as refusal:
        read_feed(data, address=ADDRESS)
    return str(refusal.value)


def test_rss_and_atom_are_read_alike() -> None:
    rss = _rss(
        "<item><title>Coco</title><link>/a/1</link><guid>1</guid><description>Le site.</description>"
        "<pubDate>Sat, 21 Nov 2026 12:00:00 GMT</pubDate></item>"
    )
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>La Gazette</title><entry><title>Coco</title><id>1</id>'
        b'<link href="/a/1"/><summary>Le site.</summary><published>2026-11-21T12:00:00Z</published></entry></feed>'
    )
    feeds = [read_feed(data, address=ADDRESS) for data in (rss, atom)]
    assert feeds[0] == feeds[1]
    item = feeds[0].items[0]
    assert (feeds[0].title, item.title, item.summary) == ("La Gazette", "Coco", "Le site.")
    assert (item.address, item.published) == ("https://gazette.example.com/a/1", "2026-11-21")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<!doctype html><html><body>Abonnez-vous</body></html>", "a web page, not a feed"),
        (b"just some words", "no RSS or Atom feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no RSS or Atom feed"),
        (b"<?xml version='1.0'?><cookbook/>", "no RSS or Atom feed"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    assert said in _refusal(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_defines_entities_is_not_read(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss version="2.0">&b;</rss>'
    assert "entities" in _refusal(bomb.encode(encoding))


def test_an_entity_that_names_a_file_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    data = f'<!DOCTYPE x SYSTEM "file://{secret}">'.encode() + _rss("<item><title>&x; Coco</title></item>")
    assert "the secret" not in read_feed(data, address=ADDRESS).items[0].title
    assert "no RSS or Atom feed" in _refusal(str(secret).encode())


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("iso-8859-1", "iso-8859-1"), ("", "cp1252")]
)
def test_accents_come_through_in_every_encoding(declared: str, encoding: str) -> None:
    said = f' encoding="{declared}"' if declared else ""
    text = f'<?xml version="1.0"{said}?>{_rss("<item><title>Été à Orléans</title></item>").decode()}'
    assert read_feed(text.encode(encoding), address=ADDRESS).items[0].title == "Été à Orléans"


def test_an_encoding_that_only_the_server_says_is_believed() -> None:
    data = '<rss version="2.0"><channel><item><title>Żółw</title></item></channel></rss>'.encode("iso-8859-2")
    feed = read_feed(data, address=ADDRESS, content_type="application/rss+xml; charset=iso-8859-2")
    assert feed.items[0].title == "Żółw"


def test_titles_and_summaries_come_without_markup_scripts_and_tricks_of_direction() -> None:
    hostile = "Coco &lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick=x&gt;ferm\u202eé&lt;/b&gt;"
    paragraphs = "&lt;p&gt;Un&lt;/p&gt;&lt;p&gt;deux\u200b&lt;/p&gt;"
    item = f"<item><title>{hostile}</title><description>{paragraphs}</description></item>"
    found = read_feed(_rss(item), address=ADDRESS).items[0]
    assert (found.title, found.summary) == ("Coco ferm é", "Un deux")


def test_an_address_that_is_none_is_left_out_and_its_item_kept() -> None:
    links = ("javascript:alert(1)", "ftp://x.example/", "http://x.example:8080/", "http://[", "x" * 9000)
    items = (f"<item><title>{number}</title><link>{link}</link></item>" for number, link in enumerate(links))
    assert [item.address for item in read_feed(_rss(*items), address=ADDRESS).items][:4] == [None] * 4


def test_items_without_date_link_or_name_are_kept_when_they_say_anything() -> None:
    undated = "<item><title>Coco</title><pubDate>hier</pubDate></item>"
    untitled = "<item><description>Seul</description></item>"
    feed = read_feed(_rss("<item/>", undated, untitled), address=ADDRESS)
    assert [(item.title, item.address, item.published) for item in feed.items] == [
        ("Coco", None, None),
        ("Seul", None, None),
    ]


def test_an_item_that_stands_twice_is_one_and_the_first() -> None:
    twice = _rss("<item><guid>7</guid><title>Un</title></item>", "<item><guid>7</guid><title>Deux</title></item>")
    assert [item.title for item in read_feed(twice, address=ADDRESS).items] == ["Un"]


def test_a_feed_without_end_is_read_to_its_three_hundredth_item() -> None:
    items = (f"<item><title>Titre {number}</title></item>" for number in range(MOST_ITEMS + 50))
    assert len(read_feed(_rss(*items), address=ADDRESS).items) == MOST_ITEMS


@pytest.mark.parametrize("piece", ["<div>", "<a b=1 ", "&", "<![CDATA["])
def test_broken_markup_ends_in_an_answer(piece: str) -> None:
    broken = f"<item><title>Coco</title><description>{piece * 5_000}</description></item>"
    feed = read_feed(_rss(broken), address=ADDRESS)
    assert [item.title[:4] for item in feed.items] == ["Coco"]
