"""Lists of newly registered names, read from a server of the open web."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from sqlmodel import col, select

from api.database import Database
from api.jobs import watch
from api.settings import BadSettings, Settings, load
from feeds.hostnames import parse
from feeds.watch.candidates import candidates, shipped
from feeds.watch.pace import DueKind
from feeds.watch.rounds.stream import MOST_HITS
from feeds.watch.tables import Due
from tests.conftest import NOON
from tests.fetching.street import Street, open_street
from tests.review.proposing import LIST_COCO, approve, propose

LIST = "http://lists.example.com/new"
DAY = timedelta(days=1)


class Reading:
    """An installation that lists coco.fr and coco.gg, and reads a list every day."""

    def __init__(self, street: Street, folder: Path) -> None:
        self.street = street
        self.database = Database(f"sqlite:///{folder / 'vigie.db'}")
        self.database.migrate()
        with self.database.write() as session:
            approve(session, propose(session, *LIST_COCO))
        there = {"resolver": street.resolver, "egress": street.egress, "watch_rate": 100}
        self.settings = Settings.model_validate({"data_dir": folder, "watch_streams": (LIST,), **there})
        self.lines: list[str] = []

    def offers(self, body: bytes, status: str = "200 OK") -> None:
        """Let the server answer with this."""
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        self.street.serve("lists.example.com", self.street.says(head, body))

    def on(self, day: int) -> list[str]:
        """Let the Watch run on a day, and return the hits that are due then."""
        watch.run(self.database, self.settings, NOON + day * DAY, self.lines.append)
        with self.database.read() as session:
            hits = select(Due.subject).where(Due.kind == DueKind.HIT).order_by(col(Due.subject))
            return list(session.exec(hits))

    def said(self) -> str:
        """What was said of the stream last."""
        return next(line for line in reversed(self.lines) if line.startswith("stream"))


@contextmanager
def _reading(folder: Path) -> Iterator[Reading]:
    with open_street() as street:
        reading = Reading(street, folder)
        yield reading
        reading.database.close()


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    with _reading(tmp_path) as reading:
        yield reading


NAMES = b"coco.live\nunrelated.com\ncocotte.fr\ncoco.gg\n"


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_is_read_plain_or_gzip_and_what_resembles_a_listed_name_is_to_be_looked_at(
    reading: Reading, packed: bool
) -> None:
    reading.offers(gzip.compress(NAMES) if packed else NAMES)
    assert reading.on(0) == ["coco.fr coco.live"]
    assert "4 names read, 1 resemble a listed one, 1 to look at" in reading.said()


def test_a_hit_is_looked_at_once_and_is_gone(reading: Reading) -> None:
    reading.offers(NAMES)
    reading.on(0)
    reading.offers(b"nothing.com\n")
    assert reading.on(1) == []
    assert any(line.startswith("hit        coco.fr coco.live") for line in reading.lines)


def test_of_a_flood_the_nearest_are_looked_at_and_the_rest_is_said(reading: Reading) -> None:
    guesses = (each.name.ascii for each in islice(candidates(parse("coco.gg"), shipped()), 1542))
    flood = [name for name in guesses if name.startswith("coco.") and name != "coco.fr"]
    assert len(flood) > MOST_HITS
    reading.offers("\n".join(flood).encode())
    assert len(reading.on(0)) == MOST_HITS
    assert f"{len(flood) - MOST_HITS} left out" in reading.said()


@pytest.mark.parametrize(
    ("status", "said"), [("404 Not Found", "answers 404"), ("500 Oops", "answers 500")], ids=["404", "500"]
)
def test_a_list_that_is_not_there_is_said_and_read_again_later(reading: Reading, status: str, said: str) -> None:
    reading.offers(b"gone", status)
    assert reading.on(0) == []
    assert said in reading.said()
    reading.offers(NAMES)
    assert reading.on(1) == ["coco.fr coco.live"]


def test_a_list_that_breaks_off_is_read_as_far_as_it_goes(reading: Reading) -> None:
    packed = gzip.compress(NAMES * 20_000)
    reading.offers(packed[: len(packed) // 2])
    reading.on(0)
    assert "breaks off" in reading.said()


def test_a_list_of_rubbish_is_no_crash(reading: Reading) -> None:
    reading.offers(bytes(range(256)) * 2000)
    assert reading.on(0) == []


def test_an_address_that_is_none_is_refused_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_WATCH_STREAMS", "https://lists.example.com/a ftp://lists.example.com/b")
    with pytest.raises(BadSettings, match=r"VIGIE_WATCH_STREAMS.*ftp://lists\.example\.com/b"):
        load()


def test_several_addresses_are_separated_by_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_WATCH_STREAMS", " https://lists.example.com/a  https://lists.example.com/b ")
    assert load().watch_streams == ("https://lists.example.com/a", "https://lists.example.com/b")
