"""An instant is one instant on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import select

from api.database import Database
from feeds.registry.tables import Retraction


def _retraction(at: datetime) -> Retraction:
    return Retraction(hostname="coco.gg", site_slug="coco", reason="A mistake.", at=at)


def test_an_instant_comes_back_aware_and_in_utc(database: Database) -> None:
    paris = datetime(2024, 6, 25, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    with database.write() as session:
        session.add(_retraction(paris))
    with database.read() as session:
        stored = session.exec(select(Retraction.at)).one()
    assert (stored, stored.utcoffset()) == (datetime(2024, 6, 25, 12, 0, tzinfo=UTC), timedelta(0))


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="no time zone"), database.write() as session:
        session.add(_retraction(datetime(2024, 6, 25, 12, 0)))  # noqa: DTZ001 (what is refused)
