"""Replaces keys, alone among those that move the feed, and records it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from api.database import Database, alone
from api.jobs import release
from api.settings import Settings
from feeds.release.keys import rotating
from feeds.release.keys.rotating import KeyRoom, Rotation
from feeds.review import journal

ACTOR: Final = "keys"


def run(
    database: Database, settings: Settings, room: KeyRoom, roles: Sequence[str], action: str, reason: str, at: datetime
) -> Rotation:
    """Rotate `roles`, and write one Journal entry for each key, and one for the root.

    `action` is `rotate` or `revoke`. Raises what `rotating.rotate` raises. New targets metadata is a new serial: the
    Release is recorded after it, with whatever else was waiting to go out.
    """
    with database.write() as session:
        alone(session, release.ACTOR)  # a release moves the same files
        outcome = rotating.rotate(room, roles, at)
        for replaced in outcome.replaced:
            body = {"reason": reason, "root": outcome.root, "before": list(replaced.before), "after": replaced.after}
            subject = f"{replaced.role} key"
            journal.record(session, at=at, actor=ACTOR, action=action, subject=subject, body=body)
        body = {"reason": reason, "expires": outcome.root_expires.isoformat()}
        journal.record(session, at=at, actor=ACTOR, action=action, subject=f"root {outcome.root}", body=body)
    if "targets" in roles and outcome.serial is not None:
        release.run(database, settings, at)
    return outcome
