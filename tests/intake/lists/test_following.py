"""Lists that are read again from their addresses, from a real server, through the fetcher of production."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.jobs import lists, tier
from api.settings import Settings
from feeds.intake.lists import following
from feeds.intake.lists.candidates import candidates
from feeds.intake.lists.forms import Form
from feeds.intake.lists.tables import FollowedList
from tests.conftest import NOON
from tests.fetching.street import Street, open_street
from tests.intake.lists.importing import LICENCE, counted, named

DAY = timedelta(days=1)
URL = "http://lists.example.com/chats.txt"


class Followed:
    """An installation that follows one list from day 0 on."""

    def __init__(self, street: Street, database: Database, folder: Path) -> None:
        self.street, self.database = street, database
        self.settings = Settings.model_validate(
            {"data_dir": folder, "resolver": street.resolver, "egress": street.egress, "publish_lists": ("chats",)}
        )
        with self.database.write() as session:
            following.follow(session, source="chats", form=Form.DOMAINS, licence=LICENCE, url=URL, at=NOON - DAY)

    def offers(self, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """Let the server answer with this, and with 304 whoever knows its ETag `"1"`."""
        head = "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]).encode()

        def server(connection: socket.socket) -> None:
            self.street.hear(connection)
            known = 'if-none-match: "1"' in self.street.heard[-1].lower()
            connection.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else head + body)

        self.street.serve("lists.example.com", server)

    def on(self, hours: float) -> str:
        """Let the schedule come by so many hours after noon."""
        return lists.run(self.database, self.settings, NOON + timedelta(hours=hours))

    def row(self) -> FollowedList:
        """What is known of the list that is followed."""
        with self.database.read() as session:
            return session.exec(select(FollowedList)).one()

    def names(self) -> list[str]:
        """What it says, for curators."""
        with self.database.read() as session:
            return [found.hostname for found in candidates(session, most=100)]


@pytest.fixture
def followed(registry: Database, tmp_path: Path) -> Iterator[Followed]:
    """A followed list whose server says what a test lets it say."""
    with open_street() as street:
        yield Followed(street, registry, tmp_path)


def test_a_list_is_read_once_a_day_and_asked_whether_it_changed(followed: Followed) -> None:
    followed.offers(b"coco.zone\n", 'ETag: "1"', "Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT")
    assert followed.on(0) == "chats: batch 1 counted"
    assert (followed.on(1), followed.on(23)) == ("", "")
    assert followed.on(24) == "chats: unchanged"
    assert len(followed.street.heard) == 2
    assert 'if-none-match: "1"' in followed.street.heard[1].lower()
    assert "if-modified-since: sat, 21 nov 2026 12:00:00 gmt" in followed.street.heard[1].lower()
    assert followed.names() == ["coco.zone"]


def test_a_list_without_an_etag_makes_no_batch_of_the_same_bytes(followed: Followed) -> None:
    followed.offers(b"coco.zone\n")
    assert (followed.on(0), followed.on(24), followed.on(48)) == (
        "chats: batch 1 counted",
        "chats: unchanged",
        "chats: unchanged",
    )


def test_a_list_that_changes_too_much_is_held_and_the_one_before_goes_on_counting(followed: Followed) -> None:
    followed.offers("\n".join(named(60)).encode())
    followed.on(0)
    followed.offers("\n".join(named(20)).encode())
    assert followed.on(24) == "chats: batch 2 held"
    assert followed.names() == sorted(named(60))


@pytest.mark.parametrize(
    ("body", "headers", "status", "why"),
    [
        (b"<!doctype html><title>Sign in</title>", (), "200 OK", "web page"),
        (b"gone", (), "404 Not Found", "answers 404"),
        (b"coco.zone\n", ("Content-Encoding: gzip",), "200 OK", "broken"),
        (b"", (), "200 OK", "empty"),
    ],
)
def test_a_list_that_cannot_be_read_keeps_what_it_said_and_is_tried_again_later_and_later(
    followed: Followed, body: bytes, headers: tuple[str, ...], status: str, why: str
) -> None:
    followed.offers(b"coco.zone\n")
    followed.on(0)
    followed.offers(body, *headers, status=status)
    waits = []
    for _ in range(3):
        hours = (followed.row().next_at - NOON) / timedelta(hours=1)
        assert followed.on(hours) == ""
        waits.append((followed.row().next_at - NOON) / timedelta(hours=1) - hours)
    assert waits == [1, 2, 4]
    assert why in (followed.row().problem or "")
    assert followed.names() == ["coco.zone"]


def test_a_list_belongs_to_who_claimed_it(followed: Followed) -> None:
    with followed.database.write() as session:
        assert following.claim(session, NOON) is not None
        assert following.claim(session, NOON) is None
        assert following.claim(session, NOON + following.CLAIM) is not None


def test_names_are_handed_on_with_their_licence_in_files_of_their_own(followed: Followed) -> None:
    followed.offers(b"coco.zone\ncom\n3018\n")
    followed.on(0)
    counted(followed.database, ["private-chat.band"], "kept-here")
    tier.write(followed.database, followed.settings, NOON)
    (file,) = followed.settings.imported_dir.iterdir()
    assert file.name == "imported-cc-by-sa-4.0.txt"
    assert file.read_text().splitlines() == [
        "# Title: Names from lists of others, for blockers",
        "# Scope: not a part of Vigie's feed, and nobody at Vigie looked at these names",
        "# Licence: CC-BY-SA-4.0 https://spdx.org/licenses/CC-BY-SA-4.0",
        f"# Source: chats, 1 names, read 2026-11-21 from {URL}",
        "coco.zone",
    ]
    assert tier.write(followed.database, followed.settings, NOON) == 0


def test_what_is_handed_on_no_more_goes(followed: Followed) -> None:
    followed.offers(b"coco.zone\n")
    followed.on(0)
    quiet = followed.settings.model_copy(update={"publish_lists": None})
    assert tier.write(followed.database, quiet, NOON) == 1
    assert list(followed.settings.imported_dir.iterdir()) == []


def test_what_is_handed_on_is_served_beside_the_lists_of_the_feed(followed: Followed) -> None:
    with TestClient(Door(followed.settings), base_url="http://vigie.test") as reader:
        assert reader.get("/lists/imported-cc-by-sa-4.0.txt").status_code == 404
        followed.offers(b"coco.zone\n")
        followed.on(0)
        answer = reader.get("/lists/imported-cc-by-sa-4.0.txt")
        assert answer.text.endswith("\ncoco.zone\n")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert reader.get("/lists/imported-..%2fvigie.db").status_code == 404
