"""After an approval a Release is made of the one before; once a day of everything."""

from pathlib import Path

from pydantic import SecretStr
from sqlmodel import select

from api.database import Database
from api.jobs import founding, release
from api.settings import Settings
from feeds.registry.tables import Site
from feeds.release.folder import FeedFolder
from feeds.release.verifying import verify
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose

NEW_NAME = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}


def _said(settings: Settings) -> tuple[set[str], set[str]]:
    """The names of the feed, and those of its Sites."""
    values = verify(settings.feed_dir, FeedFolder(settings.feed_dir).read("1.root.json")).values
    return {listed.name for listed in values.names}, {site["name"] for site in values.sites["sites"]}


def test_what_nobody_approved_is_read_at_the_next_recount_and_not_before(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path / 'vigie.db'}"))
    database = Database(settings.database)
    founding.run(database, settings, now())
    with database.write() as session:
        approve(session, propose(session, EVIDENCE, NEW_NAME))
        other = session.exec(select(Site).where(Site.slug != "coco")).first()
        assert other is not None
        other.name = "Renamed by hand"
        session.add(other)
    assert release.run_if_due(database, settings, now()) is not None
    names, sites = _said(settings)
    assert "cocochat.chat" in names
    assert "Renamed by hand" not in sites
    assert release.run(database, settings, now()).changed
    assert "Renamed by hand" in _said(settings)[1]
    database.close()
