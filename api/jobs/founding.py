"""Founds an installation: tables, keys, the starter registry, the first curator, the first Release."""

from datetime import datetime

from sqlmodel import select

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release import keys, publishing
from feeds.release.folder import FeedFolder
from feeds.release.publishing import Outcome
from feeds.review import people, proposals, starter
from feeds.review.tables import Person

FIRST_CURATOR = "first-curator"


def run(database: Database, settings: Settings, at: datetime) -> Outcome:
    """Make what is missing, and return the Release that is out. Running it again changes nothing."""
    database.migrate()
    _make_keys(settings, at)
    load_starter(database, at)
    return release.run(database, settings, at)


def _make_keys(settings: Settings, at: datetime) -> None:
    folder = FeedFolder(settings.feed_dir)
    if (folder.path / "1.root.json").exists():
        return  # the root names the keys there are: making others now would lock every client out
    root = keys.create(settings.root_keys_dir, keys.ROOT_KEYS)
    online = keys.create(settings.online_keys_dir, keys.ONLINE_ROLES)
    publishing.found(folder, root, online, at)


def load_starter(database: Database, at: datetime) -> None:
    """Propose the starter registry and approve it as the first curator, on a database where nobody is yet."""
    with database.write() as session:
        if session.exec(select(Person).limit(1)).first() is not None:
            return
        author = people.machine(session, starter.AUTHOR)
        curator = people.add(session, FIRST_CURATOR)
        for draft in starter.drafts():
            proposal = proposals.propose(
                session,
                author=author,
                title=draft.title,
                reason=draft.reason,
                operations=draft.operations,
                at=at,
            )
            reason = "Part of the starter registry that this installation was founded with."
            proposals.approve(session, proposal, reviewer=curator, reason=reason, at=at)
