"""`changes.atom`, held against RFC 4287 and read by a feed reader."""

import dataclasses
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from feeds.registry.words import Status
from feeds.release.exports import changes_atom
from feeds.release.exports.changes_atom import Before
from feeds.release.snapshot import Edition, ListedName
from tests.exports.sample import EDITION
from tests.release.feeds_for_tests import listed

RULES = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def _edition(serial: int, homepage: str = EDITION.homepage) -> Edition:
    return dataclasses.replace(
        EDITION, serial=serial, released=EDITION.released + timedelta(hours=serial), homepage=homepage
    )


def _released(*releases: Sequence[ListedName]) -> bytes:
    """The changes after these Releases, one after the other."""
    changes, last = b"", set[ListedName]()
    for serial, names in enumerate(releases, start=1):
        edition = dataclasses.replace(_edition(serial), names=len(names))
        before = Before(list(last - set(names)), list(set(names) - last), changes)
        changes, last = changes_atom.write(edition, before), set(names)
    return changes


def _read(data: bytes) -> Any:
    RULES.assertValid(etree.fromstring(data))
    read = feedparser.parse(data)
    assert not read.bozo, read.get("bozo_exception")
    return read


ONE, TWO = listed("coco.fr"), listed("coco.gg")


def test_a_reader_sees_whose_it_is_how_new_and_how_many() -> None:
    feed = _read(_released([ONE, TWO])).feed
    assert (feed.title, feed.author, feed.rights) == ("Vigie: chat sites that put minors at risk", "Vigie", "CC BY 4.0")
    assert feed.subtitle == "Release 1 of 2026-11-21T19:00:00Z: 2 names"
    assert {link.rel: link.href for link in feed.links} == {
        "self": "https://vigie.example/lists/changes.atom",
        "alternate": "https://vigie.example/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_each_release_says_what_came_what_went_and_what_stands_otherwise() -> None:
    seized = listed("coco.gg", Status.CLOSED_BY_AUTHORITY)
    entries = _read(_released([TWO], [ONE, TWO], [seized])).entries
    assert [entry.title for entry in entries] == [
        "Release 3: 1 removed, 1 changed",
        "Release 2: 1 added",
        "Release 1: 1 added",
    ]
    assert entries[0].content[0].value.splitlines() == [
        "Removed: coco.fr.",
        "Changed: coco.gg (active, warn, anonymous-chat → closed_by_authority, warn, anonymous-chat).",
        "Names in this release: 1.",
    ]


def test_a_release_with_the_same_names_says_only_how_many() -> None:
    assert _read(_released([ONE], [ONE])).entries[0].title == "Release 2: 1 names"


def test_an_entry_once_published_is_never_written_again() -> None:
    first = _released([ONE])
    entry = first[first.index(b"<entry>") : first.index(b"</entry>")]
    assert entry in _released([ONE], [ONE, TWO], [TWO])


def test_the_newest_32_releases_are_there_each_with_an_id_of_its_own() -> None:
    entries = _read(_released(*[[ONE], [TWO]] * 20)).entries
    assert [int(entry.id.partition("#release-")[2]) for entry in entries] == list(range(40, 8, -1))
    assert [entry.updated for entry in entries] == sorted((entry.updated for entry in entries), reverse=True)


def test_a_long_list_is_cut_and_says_so() -> None:
    entry = _read(_released([listed(f"n{number:04}.com") for number in range(1500)])).entries[0]
    assert entry.title == "Release 1: 1500 added"
    assert "n0199.com, and 1,300 more." in entry.content[0].value


def test_an_address_that_xml_would_trip_over_is_written_and_read_back() -> None:
    address = 'https://vigie.example/?a=1&b="<2>"--/'
    written = changes_atom.write(_edition(1, address), Before([], [ONE], b""))
    again = changes_atom.write(_edition(2, address), Before([], [], written))
    root = etree.fromstring(again)
    ids = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert ids == [f"{address}lists/changes.atom{end}" for end in ("", "#release-2", "#release-1")]
