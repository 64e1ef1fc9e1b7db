"""Publishes what was approved."""

from datetime import datetime

from sqlmodel import Session, select

from api.database import Database, alone
from api.settings import Settings
from feeds.release import keys, publishing, reading
from feeds.release.folder import FeedFolder
from feeds.release.publishing import Outcome
from feeds.release.tables import Release
from feeds.review import journal, proposals
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal

ACTOR = "release"


def run(database: Database, settings: Settings, at: datetime, *, dry_run: bool = False) -> Outcome:
    """Put out a Release of the registry as it is, record it, and mark the approved Proposals as published.

    When the files are out and the process dies before the record is written, the next run finds them unchanged and
    writes the record then.
    """
    with database.write() as session:
        outcome = publish_only(session, settings, at, dry_run=dry_run)
        if not dry_run:
            _record(session, outcome, at)
        return outcome


def publish_only(session: Session, settings: Settings, at: datetime, *, dry_run: bool = False) -> Outcome:
    """The first half of `run`: the files are out, the database does not know it yet."""
    alone(session, ACTOR)
    snapshot = reading.read(session, at.date())
    signers = keys.load(settings.online_keys_dir)
    folder, homepage = FeedFolder(settings.feed_dir), str(settings.public_url)
    return publishing.publish(folder, snapshot, signers, at, homepage=homepage, dry_run=dry_run)


def run_if_due(database: Database, settings: Settings, at: datetime) -> Outcome | None:
    """Run when something was approved and is not out yet, or when what is out has to be renewed."""
    with database.read() as session:
        waiting = session.exec(select(Proposal.id).where(Proposal.state == ProposalState.APPROVED).limit(1)).first()
    due = waiting is not None or publishing.renewal_due(FeedFolder(settings.feed_dir), at)
    return run(database, settings, at) if due else None


def _record(session: Session, outcome: Outcome, at: datetime) -> None:
    carried = proposals.publish_approved(session, serial=outcome.serial)
    if session.get(Release, outcome.serial) is not None:
        return
    release = Release(
        serial=outcome.serial,
        released_at=at,
        names=outcome.names,
        added=outcome.added,
        removed=outcome.removed,
        **{f"{name}_sha256": digest for name, digest in outcome.digests.items()},
    )
    session.add(release)
    body = release.model_dump(exclude={"serial", "released_at"}) | {"proposals": carried}
    subject = f"release {outcome.serial}"
    journal.record(session, at=at, actor=ACTOR, action="release", subject=subject, body=body)
