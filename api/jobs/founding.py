"""Founds an installation: tables, keys, the starter registry, the first curator, the first Release."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release import keys, publishing
from feeds.release.folder import FeedFolder
from feeds.release.keys import Passphrase
from feeds.release.keys.passphrases import beside
from feeds.review import people, proposals, starter
from feeds.review.roles import Role
from feeds.review.tables import Person

FIRST_CURATOR = "first-curator"


def run(database: Database, settings: Settings, at: datetime, passphrase: Passphrase = beside) -> None:
    """Make what is missing. Running it again changes nothing: what was approved since is the schedule's to release.

    `passphrase` is that of the root keys; without one it is made, and lies beside them in a file.
    """
    database.migrate()
    make_keys(settings, [settings.root_keys_dir], passphrase, at)
    load_starter(database, at)
    if FeedFolder(settings.feed_dir).out() is None:
        release.run(database, settings, at)


def make_keys(settings: Settings, places: Sequence[Path], passphrase: Passphrase, at: datetime) -> bool:
    """Make every key and the first root, unless there is one; say whether they were made.

    The root keys go to `places`: all to one, or each to its own.
    """
    folder = FeedFolder(settings.feed_dir)
    if (folder.path / "1.root.json").exists():
        return False  # the root names the keys there are: making others now would lock every client out
    each = places if len(places) > 1 else [*places] * len(keys.ROOT_KEYS)
    root = {
        name: keys.create(place, (name,), passphrase)[name] for name, place in zip(keys.ROOT_KEYS, each, strict=True)
    }
    publishing.found(folder, root, keys.create(settings.online_keys_dir, keys.ONLINE_ROLES), at)
    return True


def load_starter(database: Database, at: datetime) -> None:
    """Propose the starter registry and approve it as the first curator, an admin, where nobody is yet."""
    with database.write() as session:
        if session.exec(select(Person).limit(1)).first() is not None:
            return
        author = people.machine(session, starter.AUTHOR)
        curator = people.add(session, FIRST_CURATOR, role=Role.ADMIN)
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
