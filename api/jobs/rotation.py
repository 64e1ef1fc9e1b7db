"""Replaces keys, alone among those that move the feed, and records it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from api.database import Database, alone
from api.jobs import planning
from feeds.release.folder import FeedFolder
from feeds.release.keys import rotating
from feeds.release.keys.rotating import KeyRoom, Rotation
from feeds.release.tables import Release
from feeds.review import journal

ACTOR: Final = "keys"


def run(database: Database, room: KeyRoom, roles: Sequence[str], *, action: str, reason: str, at: datetime) -> Rotation:
    """Rotate `roles`, and write a Journal entry for each new key and one for the root.

    `action` is `rotate` or `revoke`. Raises what `rotating.rotate` raises.
    """
    with database.write() as session:
        alone(session, planning.ACTOR)  # a release moves the same files
        outcome = rotating.rotate(room, roles, at)
        for replaced in outcome.replaced:
            body = {"reason": reason, "root": outcome.root, "before": list(replaced.before), "after": replaced.after}
            subject = f"{replaced.role} key"
            journal.record(session, at=at, actor=ACTOR, action=action, subject=subject, body=body)
        body = {"reason": reason, "expires": outcome.root_expires.isoformat()}
        journal.record(session, at=at, actor=ACTOR, action=action, subject=f"root {outcome.root}", body=body)
        record_again(session, room.feed, at)
        return outcome


def record_again(session: Session, feed: FeedFolder, at: datetime) -> None:
    """Record what is out under a new serial because it was only signed again: the same Release once more.

    When the files that are out were not recorded yet, the next release does that.
    """
    out = feed.out()
    last = session.exec(select(Release).order_by(col(Release.serial).desc())).first()
    if out is None or last is None or last.serial >= out.serial:
        return
    files = out.targets.targets
    recorded = {"names": last.names_sha256, "sites": last.sites_sha256, "helplines": last.helplines_sha256}
    if any(files[name].hashes["sha256"] != digest for name, digest in recorded.items()):
        return
    again = last.model_dump() | {"serial": out.serial, "released_at": at, "added": 0, "removed": 0}
    session.add(Release(**again))
    subject, body = f"release {out.serial}", {"again": last.serial}
    journal.record(session, at=at, actor=ACTOR, action="release", subject=subject, body=body)
