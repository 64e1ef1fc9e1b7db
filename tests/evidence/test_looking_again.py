"""Sources are looked at again through the one door to the open web; what they say now is kept apart, or comes back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from api.database import Database
from api.jobs import evidence as job
from api.settings import Settings
from feeds.review import due_again
from feeds.review.evidence import due, keeping
from tests.evidence.newspapers import (
    ARTICLE,
    DAY,
    MONTH,
    NOON,
    POLISH,
    QUOTE,
    REWRITTEN,
    answer,
    checks,
    cited_coco,
    look,
    open_all,
)
from tests.fetching.street import Street
from tests.review.proposing import approve, propose

HOSTS = {
    "same": answer("200 OK", ARTICLE),
    "moved": answer("301 Moved Permanently", Location="http://same.example.com/archive/coco"),
    "changed": answer("200 OK", REWRITTEN),
    "gone": answer("404 Not Found", "gone"),
    "home": answer("302 Found", Location="http://front.example.com/"),
    "front": answer("200 OK", REWRITTEN),
    "down": answer("503 Service Unavailable"),
    "circle": answer("302 Found", Location="http://circle.example.com/1"),
    "inside": answer("302 Found", Location="http://127.0.0.1/"),
    "huge": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + b"x " * 25_000_000,
    "polish": answer("200 OK", POLISH),
    "rubbish": b"\x00\x01\x02 no answer at all\r\n\r\n",
}


@pytest.fixture
def many(settings: Settings, street: Street) -> Iterator[Database]:
    """Coco, listed for what every kind of newspaper wrote."""
    open_all(street, {f"{name}.example.com": said for name, said in HOSTS.items()})
    database = Database(settings.database)
    sources = {"paper-1" if name == "same" else name: (f"http://{name}.example.com/coco", QUOTE) for name in HOSTS}
    with database.write() as session:
        approve(session, propose(session, *cited_coco(sources)))
    look(database, settings, NOON)  # takes them up; nothing is due yet
    yield database
    database.close()


def test_each_source_is_found_as_it_is_and_none_that_failed_once_is_called_gone(
    many: Database, settings: Settings, street: Street
) -> None:
    assert street.heard == []
    look(many, settings, NOON + DAY)
    found = {key: check.outcome for key, check in checks(many).items()}
    assert found == {
        "paper-1": "same",
        "moved": "moved",
        "changed": "changed",
        "gone": "gone",
        "home": "gone",
        "front": "changed",
        **dict.fromkeys(("down", "circle", "inside", "huge", "polish", "rubbish")),
    }
    assert ("127.0.0.1", 80) not in street.visited
    assert checks(many)["moved"].moved_to == "http://same.example.com/archive/coco"
    changed = checks(many)["changed"]
    assert changed.before == QUOTE
    assert changed.now is not None
    assert "vérifie désormais" in changed.now
    with many.read() as session:
        assert due_again.waiting(session, NOON).count == 4
        assert {*keeping.kept(session, HOSTS)} == {"moved"}
        assert [quote.words for quote in keeping.kept(session, ["paper-1"])["paper-1"].quotes] == [QUOTE]
    for day in range(2, 9):
        look(many, settings, NOON + day * DAY)
    unreachable = {key for key, check in checks(many).items() if check.outcome == "unreachable"}
    assert unreachable == {"down", "circle", "inside", "rubbish"}
    for beyond_us in ("polish", "huge"):  # never read, so nothing can be said of it
        assert (checks(many)[beyond_us].outcome, checks(many)[beyond_us].failures) == (None, 0)
    assert checks(many)["down"].now == "The server answers 503 (Service Unavailable) instead of the page."


def test_a_server_is_asked_for_few_pages_in_a_run(settings: Settings, street: Street) -> None:
    open_all(street, {"gazette.example.com": answer("503 Service Unavailable")})
    database = Database(settings.database)
    keys = ["paper-1", *(f"paper-{number}" for number in range(2, job.OF_ONE_SERVER + 3))]
    with database.write() as session:
        sources = {key: (f"http://gazette.example.com/{key}", QUOTE) for key in keys}
        approve(session, propose(session, *cited_coco(sources)))
    look(database, settings, NOON)
    look(database, settings, NOON + DAY)
    assert len(street.heard) == job.OF_ONE_SERVER
    look(database, settings, NOON + DAY + due.BREATH)
    assert len(street.heard) == len(keys)


def test_what_a_person_settled_comes_back_only_when_it_is_found_otherwise(
    listing: Database, settings: Settings, street: Street
) -> None:
    look(listing, settings, NOON)
    open_all(street, {"gazette.example.com": answer("200 OK", REWRITTEN)})
    look(listing, settings, NOON + DAY)
    assert _reopened(listing) == 1
    with listing.write() as session:
        session.merge(checks(listing)["paper-1"]).settled_at = NOON + DAY
    open_all(street, {"gazette.example.com": answer("200 OK", REWRITTEN.replace("chacun", "tout le monde"))})
    look(listing, settings, NOON + DAY + MONTH)
    assert _reopened(listing) == 0
    assert "tout le monde" in (checks(listing)["paper-1"].now or "")
    open_all(street, {"gazette.example.com": answer("410 Gone")})
    look(listing, settings, NOON + DAY + 2 * MONTH)
    assert _reopened(listing) == 1


def test_a_source_that_is_back_after_bad_days_was_never_gone(
    listing: Database, settings: Settings, street: Street
) -> None:
    look(listing, settings, NOON)
    for day in (1, 2, 3):
        assert look(listing, settings, NOON + day * DAY).found == {"without a page": 1}
    open_all(street, {"gazette.example.com": answer("200 OK", ARTICLE)})
    assert look(listing, settings, NOON + 4 * DAY).found == {"same": 1}
    check = checks(listing)["paper-1"]
    assert (check.outcome, check.failures, check.failing_since) == ("same", 0, None)


def test_the_listed_sites_own_pages_are_left_to_the_watch(settings: Settings, street: Street) -> None:
    database = Database(settings.database)
    with database.write() as session:
        approve(session, propose(session, *cited_coco({"paper-1": ("https://www.coco.gg/", QUOTE)})))
    assert look(database, settings, NOON).sources == 0


def test_a_claim_of_a_clock_that_was_wrong_holds_nobody_up(listing: Database, settings: Settings) -> None:
    look(listing, settings, NOON)
    with listing.write() as session:
        assert due.claim(session, "hasty", NOON + timedelta(days=4000))
    with listing.write() as session:
        assert due.claim(session, "other", NOON + DAY)


def _reopened(database: Database) -> int:
    with database.read() as session:
        return due_again.waiting(session, NOON).count
