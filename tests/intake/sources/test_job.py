"""Feeds are read on schedule: what is new reaches the Queue or becomes a Proposal, once, and what breaks is said."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from api.database import Database
from api.jobs import sources as job
from api.settings import Settings
from feeds.intake.sources import keeping
from feeds.intake.sources.tables import KeptReading, Source, SourceItem
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.fetching.street import Street, open_street
from tests.intake.sources import newspaper
from tests.intake.sources.newspaper import AGENCY, BODY, COOKING, FEED, RENAMED
from tests.review.proposing import LIST_COCO, approve, propose

HOUR = timedelta(hours=1)


@pytest.fixture
def street() -> Iterator[Street]:
    """A street without anybody on it yet."""
    with open_street() as opened:
        yield opened


@pytest.fixture
def settings(street: Street, tmp_path: Path) -> Settings:
    """Settings with which the open web is the street."""
    return Settings(
        data_dir=tmp_path,
        database_url=SecretStr(f"sqlite:///{tmp_path / 'vigie.db'}"),
        resolver=street.resolver,
        egress=street.egress,
    )


@pytest.fixture
def coco(settings: Settings) -> Iterator[Database]:
    """A database in which Coco is listed and one feed is read."""
    database = Database(settings.database)
    database.migrate()
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        keeping.add(session, FEED, NOON)
    yield database
    database.close()


def _items(database: Database) -> dict[str, SourceItem]:
    with database.read() as session:
        return {item.title: item for item in session.exec(select(SourceItem))}


def test_a_feed_is_read_once_an_hour_and_each_item_once(coco: Database, settings: Settings, street: Street) -> None:
    pages = {
        "/feed.xml": newspaper.feed(
            ("Coco change encore d’adresse", "/coco"),
            ("Un tchat anonyme en cause", "/agence"),
            ("Gâteau à la noix de coco", "/gateau"),
            ("Coco : la suite, pour nos abonnés", "/abonnes"),
        ),
        "/coco": newspaper.page("Coco change encore d’adresse", RENAMED, BODY),
        "/agence": newspaper.page("Un tchat anonyme en cause", AGENCY),
        "/gateau": newspaper.page("Gâteau à la noix de coco", COOKING, COOKING),
    }
    newspaper.open_on(street, pages)
    outcome = job.run(coco, settings, NOON)
    assert (outcome.feeds, outcome.items, outcome.drafted, outcome.waiting) == (1, 4, 1, 1)
    items = _items(coco)
    assert {title: item.state for title, item in items.items()} == {
        "Coco change encore d’adresse": "drafted",
        "Un tchat anonyme en cause": "waiting",
        "Gâteau à la noix de coco": "passed",
        "Coco : la suite, pour nos abonnés": "passed",
    }
    assert "403 (Forbidden)" in (items["Coco : la suite, pour nos abonnés"].remark or "")
    with coco.read() as session:
        proposal = session.exec(select(Proposal).where(Proposal.state == "in_review")).one()
        assert proposal.id == items["Coco change encore d’adresse"].proposal_id
        assert proposal.title == "coco.gg became cocochat.chat"
        assert len(session.exec(select(KeptReading)).all()) == 2
    heard = len(street.heard)
    assert not job.run(coco, settings, NOON + HOUR - timedelta(seconds=1))
    again = job.run(coco, settings, NOON + HOUR)
    assert (again.feeds, again.items) == (1, 0)
    assert len(street.heard) == heard + 1
    assert 'If-None-Match: "7"' in street.heard[-1]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (None, "403 (Forbidden)"),
        ("<!doctype html><html><body>Abonnez-vous</body></html>", "a web page, not a feed"),
        ("", "empty"),
        ("x" * 10_000_000, "more than a megabyte"),
        ('<!DOCTYPE x [<!ENTITY a "aa">]><rss version="2.0"></rss>', "entities"),
    ],
)
def test_a_feed_that_cannot_be_read_is_said_and_tried_again_later(
    coco: Database, settings: Settings, street: Street, body: str | None, problem: str
) -> None:
    newspaper.open_on(street, {} if body is None else {"/feed.xml": body})
    assert job.run(coco, settings, NOON).failed == 1
    assert job.run(coco, settings, NOON + HOUR).failed == 1
    assert not job.run(coco, settings, NOON + 2 * HOUR)
    with coco.read() as session:
        source = session.exec(select(Source)).one()
    assert problem in (source.problem or "")
    assert (source.failures, source.due_at) == (2, NOON + 3 * HOUR)


def test_a_long_feed_is_read_some_articles_at_a_time(coco: Database, settings: Settings, street: Street) -> None:
    listed = [(f"Titre {number}", "javascript:alert(1)") for number in range(25)]
    newspaper.open_on(street, {"/feed.xml": newspaper.feed(*listed)})
    assert job.run(coco, settings, NOON).items == job.ITEMS_A_RUN
    assert job.run(coco, settings, NOON + keeping.SOON).items == 5
