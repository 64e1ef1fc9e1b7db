"""From reports to a Proposal by a curator, who gives the source. The reports are handled with it.

Each call runs inside the caller's transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from feeds.registry.tables import Evidence, Site
from feeds.review import proposals
from feeds.review.operations import Operation
from feeds.review.proposals import NeedsReason
from feeds.review.reports import drafting, handling, reading
from feeds.review.reports.drafting import Source
from feeds.review.reports.reading import Group
from feeds.review.tables import Person, Proposal


def listing(session: Session, name: str, source: Source, *, reason: str, by: Person, at: datetime) -> Proposal:
    """Propose to list a reported name for the one reason that a source gives.

    Raises `NothingReported`, `NeedsReason`, `applying.DoesNotApply`, and `four_eyes.NotAllowed`.
    """
    about = _reported(session, name, reason)
    site = session.exec(select(Site.id).where(col(Site.slug) == drafting.slug_of(source.site))).first()
    evidence = session.exec(select(Evidence.id).where(col(Evidence.key) == drafting.key_of(source))).first()
    operations = drafting.listing(name, source, knows_site=site is not None, knows_source=evidence is not None)
    return _propose(session, about, f"List {name}", operations, reason, by, at)


def withdrawal(session: Session, name: str, *, reason: str, by: Person, at: datetime) -> Proposal:
    """Propose to withdraw a listed name that was reported as a mistake. Raises as `listing` does."""
    about = _reported(session, name, reason)
    return _propose(session, about, f"Withdraw {name}", drafting.withdrawal(name, reason), reason, by, at)


def _reported(session: Session, name: str, reason: str) -> Group:
    if not reason.strip():
        raise NeedsReason("A proposal needs a reason; it is published.")
    return reading.group(session, name, words=0)


def _propose(
    session: Session, about: Group, title: str, operations: Sequence[Operation], reason: str, by: Person, at: datetime
) -> Proposal:
    note = _note(about)
    proposal = proposals.propose(
        session, author=by, title=title, reason=reason, operations=operations, at=at, private_note=note
    )
    handling.handle(session, about.name, by=by, at=at)
    return proposal


def _note(about: Group) -> str:
    counted = f"{about.risky} as risky, {about.mistakes} as a mistake, from {about.score} sources"
    return f"Reported by families from {about.first} to {about.last}: {counted}."
