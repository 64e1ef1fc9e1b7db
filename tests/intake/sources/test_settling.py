"""What becomes of an item, and what is kept of it, on SQLite and on PostgreSQL."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from api.database import Database
from feeds.fetching.web_address import NotAWebAddress
from feeds.intake import Reading, listed, read
from feeds.intake.sources import keeping, queueing, settling
from feeds.intake.sources.feed import Feed, Item
from feeds.intake.sources.queueing import NotWaiting
from feeds.intake.sources.tables import KeptReading, SourceItem
from tests.conftest import NOON
from tests.intake.sources.newspaper import AGENCY, FEED
from tests.review.proposing import LIST_COCO, approve, propose

DAY = timedelta(days=1)
KNOWN = "Le tchat coco.fr est devenu coco.gg il y a des années. Nous publions ici une longue enquête sur ce site."


@pytest.fixture
def coco(database: Database) -> Database:
    """A database in which Coco is listed and one feed is read."""
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        keeping.add(session, FEED, NOON)
    return database


def _read(text: str) -> Reading:
    return read(text.encode(), source="http://gazette.example.com/1", today=date(2026, 11, 21))


def _settled(session: Session, key: str, reading: Reading | None, title: str = "Titre") -> SourceItem:
    source = keeping.add(session, FEED, NOON)
    keeping.record(session, source, Feed("La Gazette", (Item(key * 64, None, title, "", None),)), NOON)
    session.flush()
    number = session.exec(select(SourceItem.id).where(SourceItem.key == key * 64)).one()
    return settling.settle(session, number, reading, None if reading else "No page.", listed.load(session), NOON)


def test_a_source_is_added_once_and_goes_with_its_items_and_their_copies(coco: Database) -> None:
    with coco.write() as session:
        other = keeping.add(session, "http://other.example.com/feed", NOON)
        first = _settled(session, "a", _read(AGENCY))
        copied = SourceItem(source_id=other.id, key="b" * 64, title="x", seen_at=NOON, state="copy", copy_of=first.id)
        session.add(copied)
        session.flush()
        keeping.remove(session, FEED)
        session.expire_all()
        assert [item.copy_of for item in session.exec(select(SourceItem))] == [None]
        with pytest.raises(keeping.NoSuchSource, match="vigie sources list"):
            keeping.remove(session, FEED)
        with pytest.raises(NotAWebAddress):
            keeping.add(session, "file:///etc/passwd", NOON)


def test_a_source_belongs_to_one_worker_until_its_claim_runs_out(coco: Database) -> None:
    with coco.write() as session:
        assert keeping.claim(session, "one", NOON)
    with coco.write() as session:
        assert keeping.claim(session, "one", NOON + keeping.LEASE - timedelta(seconds=1)) is None
    with coco.write() as session:
        assert keeping.claim(session, "one", NOON + keeping.LEASE)


def test_a_text_that_only_confirms_what_is_known_waits_for_a_person(coco: Database) -> None:
    with coco.write() as session:
        item = _settled(session, "a", _read(KNOWN))
        assert (item.state, item.proposal_id) == ("waiting", None)


def test_a_copy_counts_and_draws_nobodys_attention_even_after_a_dismissal(coco: Database) -> None:
    with coco.write() as session:
        first = _settled(session, "a", _read(AGENCY))
        assert _settled(session, "b", _read(f"{AGENCY} Notre journal en parlait déjà hier.")).copy_of == first.id
        assert [each.copies for each in queueing.waiting(session, most=9)] == [2]
        queueing.dismiss(session, first.id, by="ada", at=NOON)
        assert _settled(session, "c", _read(f"Agence. {AGENCY}")).copy_of == first.id
        assert (queueing.waiting(session, most=9), queueing.count_waiting(session)) == ([], 0)
        with pytest.raises(NotWaiting):
            queueing.dismiss(session, first.id, by="ada", at=NOON)


def test_without_a_page_the_feeds_own_words_decide(coco: Database) -> None:
    with coco.write() as session:
        waits = _settled(session, "a", None, "Le site coco.gg fait parler de lui")
        assert (waits.state, waits.remark, waits.reading_id) == ("waiting", "No page.", None)
        assert _settled(session, "b", None, "Gâteau à la noix de coco").state == "passed"


def test_a_reading_comes_back_as_it_was_and_goes_in_time_unless_it_waits(coco: Database) -> None:
    reading = _read(KNOWN)
    with coco.write() as session:
        waits = _settled(session, "a", _read(AGENCY))
        number = keeping.keep(session, reading, NOON).id
        assert keeping.keep(session, reading, NOON).id == number
    with coco.write() as session:
        assert keeping.kept(session, number) == reading
        assert keeping.prune(session, NOON + keeping.READINGS_KEPT - DAY) == 0
        assert keeping.prune(session, NOON + keeping.READINGS_KEPT + DAY) == 1
        assert keeping.kept(session, number) is None
        assert keeping.kept(session, waits.reading_id or 0)


def test_a_reading_of_another_version_is_not_there(coco: Database) -> None:
    with coco.write() as session:
        session.add(KeptReading(id=7, digest="0" * 64, source="pasted", at=NOON, document={"of": "another version"}))
    with coco.read() as session:
        assert keeping.kept(session, 7) is None
