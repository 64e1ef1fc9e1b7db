"""Publishes what was approved; holds what changes too much at once; puts an earlier Release out again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog
from sqlmodel import Session, select

from api import clock
from api.database import Database, alone
from api.jobs import planning, previewing, state
from api.jobs.planning import ACTOR
from api.jobs.state import State
from api.outbox import happened
from api.settings import Settings
from feeds.release import keys, publishing, upkeep
from feeds.release.folder import FeedFolder
from feeds.release.publishing import Outcome, Plan
from feeds.release.tables import Release, SignOff
from feeds.review import holding, journal, people, proposals
from feeds.review.four_eyes import NotAllowed, check_may_decide
from feeds.review.holding import ReleasesHeld
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Deed
from feeds.review.states import ProposalState, Verdict
from feeds.review.tables import Person, Proposal, Review

log: Final = structlog.get_logger()
Planning = Callable[[Session, Settings, datetime], Plan]
_HELD: Final[dict[Path, State]] = {}
"""By folder, the state of the last Release that the guard held: to plan it again takes as long, and tells the same."""


class NothingToSignOff(ValueError):
    """No Release is held. `str()` is one sentence for people."""


def run(database: Database, settings: Settings, at: datetime) -> Outcome:
    """Put out a Release of the registry as it is, record it, and mark the approved Proposals as published.

    While somebody holds Releases nothing is put out, nor is one that changes too much at once; its outcome says why it
    is held. When the files are out and the process dies before the record is written, the next run finds them unchanged
    and writes the record then.
    """
    return _run(database, settings, at, planning.of_today)


def _run(database: Database, settings: Settings, at: datetime, planned: Planning) -> Outcome:
    with database.write() as session:
        alone(session, ACTOR)
        with database.still() as registry:  # on PostgreSQL, curators go on approving meanwhile
            plan, carried = planned(registry, settings, at), proposals.approved(registry)
            held = planning.why_held(registry, settings, plan)
            if held and held == planning.needs_sign_off(registry, settings, plan):
                _HELD[settings.feed_dir] = state.of(registry, settings, at)
        if held:
            log.warning("release held", serial=plan.outcome.serial, why=held)
            if holding.standing(session) is None:  # of a person's hold, everybody knows
                happened.release_held(session, plan.outcome, at)
            return replace(plan.outcome, held=held)
        put_out(session, plan, settings)
        proposals.publish(session, carried, serial=plan.outcome.serial)
        _record(session, plan.outcome, at, actor=ACTOR, action="release")
        return plan.outcome


def run_if_due(database: Database, settings: Settings, at: datetime) -> Outcome | None:
    """Put out what was approved and is not out yet, and renew what is out when it has to be.

    Of the registry only what was approved is read; `run`, once a day, reads all of it. While somebody holds Releases,
    nothing is read, nor while the guard would hold the same again.
    """
    due = _may_go(database, settings, at) and (
        _is_waiting(database) or upkeep.renewal_due(FeedFolder(settings.feed_dir), at)
    )
    outcome = _run(database, settings, at, planning.of_approved) if due else None
    return None if outcome is None or outcome.held else outcome


def preview(database: Database, settings: Settings, at: datetime) -> Plan:
    """What a run would do now, and in its outcome why it would be held. Writes nothing."""
    return _preview(database, settings, at, planning.of_today)


def preview_if_waiting(database: Database, settings: Settings, at: datetime) -> Plan | None:
    """What the schedule would do now, when something was approved and is not out yet."""
    return _preview(database, settings, at, previewing.of_approved) if _is_waiting(database) else None


def _preview(database: Database, settings: Settings, at: datetime, planned: Planning) -> Plan:
    with database.read() as session:
        alone(session, ACTOR)
        plan = planned(session, settings, at)
        return replace(plan, outcome=replace(plan.outcome, held=planning.why_held(session, settings, plan)))


def put_out(session: Session, plan: Plan, settings: Settings) -> None:
    """The first half of `run`: the files are out, the database does not know it yet.

    It comes before anything that this transaction writes into the Journal: a seal must not outlive what it seals.
    """
    signers = keys.load(settings.online_keys_dir)
    publishing.put_out(FeedFolder(settings.feed_dir), plan, signers, journal.head(session))


def sign_off(session: Session, settings: Settings, person: Person, reason: str, at: datetime) -> Outcome:
    """Let the Release that is held go out at the next run: these names, and no others.

    Raises `NothingToSignOff`, `NeedsReason`, and `NotAllowed` for whoever approved a part of it.
    """
    alone(session, ACTOR)
    plan = planning.of_today(session, settings, at)
    if not planning.needs_sign_off(session, settings, plan):
        raise NothingToSignOff("No release is held; there is nothing to sign off.")
    _check_reason(reason)
    check_may_decide(person.handle, person.kind, ())
    people.check_may(person, Deed.REVIEW)
    if person.handle in _approvers(session):
        raise NotAllowed(f"{person.handle} approved a part of this release; a second person signs it off.")
    names = plan.outcome.digests["names"]
    session.add(SignOff(names_sha256=names, person=person.handle, reason=reason, at=at))
    subject, body = f"release {plan.outcome.serial}", {"names_sha256": names, "reason": reason}
    journal.record(session, at=at, actor=person.handle, action="sign_off", subject=subject, body=body)
    return plan.outcome


def roll_back(
    database: Database, settings: Settings, serial: int, person: Person, reason: str, at: datetime
) -> Outcome:
    """Put the content of an earlier Release out again, under a new serial. Later Releases wait for a sign-off.

    Raises `FolderUnusable` when that Release is not kept any more, `ReleasesHeld`, `NeedsReason`, and
    `NotAllowed`.
    """
    _check_reason(reason)
    people.check_may(person, Deed.REVIEW)
    with database.write() as session:
        alone(session, ACTOR)
        holding.check(session)
        if doubt := clock.doubt(session, at):
            raise ReleasesHeld(doubt)
        plan = planning.of_values(publishing.published(FeedFolder(settings.feed_dir), serial), settings, at)
        put_out(session, plan, settings)
        _record(session, plan.outcome, at, actor=person.handle, action="roll_back", to=serial, reason=reason)
        return plan.outcome


def _may_go(database: Database, settings: Settings, at: datetime) -> bool:
    with database.read() as session:
        would_be_held = _HELD.get(settings.feed_dir) == state.of(session, settings, at)
        return not would_be_held and holding.standing(session) is None


def _is_waiting(database: Database) -> bool:
    with database.read() as session:
        waiting = select(Proposal.id).where(Proposal.state == ProposalState.APPROVED).limit(1)
        return session.exec(waiting).first() is not None


def _approvers(session: Session) -> set[str]:
    approved = select(Person.handle).join(Review).join(Proposal).where(Proposal.state == ProposalState.APPROVED)
    return set(session.exec(approved.where(Review.verdict == Verdict.APPROVE)))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise NeedsReason("This needs a reason; it is published.")


def _record(
    session: Session,
    outcome: Outcome,
    at: datetime,
    *,
    actor: str,
    action: str,
    to: int | None = None,
    reason: str | None = None,
) -> None:
    if session.get(Release, outcome.serial) is not None:
        return
    release = Release(
        serial=outcome.serial,
        released_at=at,
        names=outcome.names,
        added=outcome.added,
        removed=outcome.removed,
        rolled_back_to=to,
        **{f"{name}_sha256": digest for name, digest in outcome.digests.items()},
    )
    session.add(release)
    body = release.model_dump(exclude={"serial", "released_at"}, exclude_none=True)
    body |= {"reason": reason} if reason else {}
    subject = f"release {outcome.serial}"
    journal.record(session, at=at, actor=actor, action=action, subject=subject, body=body)
