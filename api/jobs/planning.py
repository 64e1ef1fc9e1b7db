"""What the next Release would be, and whether it may go out."""

from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from api import clock
from api.settings import Settings
from feeds.release import publishing, reading
from feeds.release.folder import FeedFolder
from feeds.release.guard import reason_to_hold
from feeds.release.publishing import CannotAmend, Plan
from feeds.release.snapshot import Snapshot
from feeds.release.tables import Release, SignOff
from feeds.review import holding, proposals
from feeds.review.operations import Operation
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.review.touching import touched
from feeds.review.undecided import undecided

ACTOR: Final = "release"
MOST_TOUCHED: Final = 1_000  # beyond, reading all is no slower, and a database takes so many values in one question


def of_today(session: Session, settings: Settings, at: datetime) -> Plan:
    """What a Release of the registry as it is would be. The caller sees to it that no other is made meanwhile."""
    return of_values(reading.read(session, at.date()), settings, at)


def of_approved(session: Session, settings: Settings, at: datetime) -> Plan:
    """What a Release would be of the one that is out and what was approved since.

    Where that cannot be told, or would be held, it is what a Release of the whole registry would be. The caller sees to
    it that no other is made meanwhile.
    """
    touches = touched(_approved(session))
    if touches is None or _was_rolled_back(session):
        return of_today(session, settings, at)
    sets = {"slugs": touches.slugs, "hostnames": touches.hostnames, "sources": touches.sources}
    if sum(map(len, sets.values())) > MOST_TOUCHED:
        return of_today(session, settings, at)
    amendment = reading.read_sites(session, at.date(), **sets)
    try:
        plan = publishing.plan_amended(FeedFolder(settings.feed_dir), amendment, at, homepage=str(settings.public_url))
    except CannotAmend:
        return of_today(session, settings, at)
    return of_today(session, settings, at) if needs_sign_off(session, settings, plan) else plan


def _approved(session: Session) -> list[Operation]:
    approved = session.exec(select(Proposal).where(Proposal.state == ProposalState.APPROVED)).all()
    return [operation for proposal in approved for operation in proposals.operations_of(session, proposal)]


def of_values(values: Snapshot, settings: Settings, at: datetime) -> Plan:
    """What a Release of these values would be."""
    return publishing.plan(FeedFolder(settings.feed_dir), values, at, homepage=str(settings.public_url))


def why_held(session: Session, settings: Settings, plan: Plan) -> str:
    """Why a Release waits: somebody holds every one, what it would be dated with is in doubt, it would list what nobody
    decided on, or it needs a second sign-off; empty when it need not.
    """
    hold = holding.standing(session)
    if hold:
        return holding.sentence(hold)
    doubt = clock.doubt(session, plan.edition.released) or _slipped_in(session, plan)
    return doubt or needs_sign_off(session, settings, plan)


def _slipped_in(session: Session, plan: Plan) -> str:
    found = undecided(session, {listed.name for listed in plan.before.came})
    said = f"{found} is in the registry, and no approved proposal put it there: somebody wrote it by hand."
    return said if found else ""


def needs_sign_off(session: Session, settings: Settings, plan: Plan) -> str:
    """Why a Release waits for a second sign-off; empty when it does not, or has it."""
    if session.get(SignOff, plan.outcome.digests["names"]):
        return ""
    limits = {"percent": settings.hold_percent, "names": settings.hold_names}
    return reason_to_hold(plan.outcome, rolled_back=_was_rolled_back(session), **limits)


def _was_rolled_back(session: Session) -> bool:
    last = session.exec(select(Release).order_by(col(Release.serial).desc()).limit(1)).first()
    return last is not None and last.rolled_back_to is not None
