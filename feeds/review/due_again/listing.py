"""What stands in "due again": entries by their date, and sources that say something else with what rests on them.

As many questions for many rows as for few.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from feeds.registry.tables import Citation, Event, Evidence, Link, Name, Signal, Site
from feeds.review.due_again.periods import SOON
from feeds.review.due_again.tables import Verification
from feeds.review.due_again.verifying import Kind
from feeds.review.evidence.outcomes import REOPENS
from feeds.review.evidence.tables import EvidenceCheck
from feeds.review.tables import Person


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A Name with its status, or a Signal (then `said` is its id). `person` is who looked last; None: a Proposal."""

    kind: Kind
    number: int
    slug: str
    site: str
    said: str
    status: str | None
    checked_at: datetime
    verify_by: datetime
    person: str | None


@dataclass(frozen=True, slots=True)
class Rests:
    """One fact that cites a source: what kind of fact, in its own words, and of which Site."""

    slug: str
    site: str
    fact: str
    said: str


@dataclass(frozen=True, slots=True)
class DueSource:
    """A source that says something else, how it was found, and what rests on it."""

    evidence: Evidence
    check: EvidenceCheck
    rests: tuple[Rests, ...]


def entries(
    session: Session,
    at: datetime,
    *,
    kind: Kind | None = None,
    site: str | None = None,
    overdue: bool = False,
    most: int,
    offset: int = 0,
) -> list[DueEntry]:
    """Entries whose date is near or past, the most urgent first; narrowed to a kind, a Site's slug, what is late."""
    named = col(Verification.name_id).is_not(None)
    asked: Select[tuple[str, int, str, str, str, str | None, datetime, datetime, str | None]] = (
        select(
            case((named, "name"), else_="signal"),
            func.coalesce(col(Verification.name_id), col(Verification.signal_id)),
            col(Site.slug),
            col(Site.name),
            func.coalesce(col(Name.hostname), col(Signal.signal)),
            col(Name.status),
            col(Verification.checked_at),
            col(Verification.verify_by),
            col(Person.handle),
        )
        .select_from(Verification)
        .outerjoin(Name, col(Name.id) == col(Verification.name_id))
        .outerjoin(Signal, col(Signal.id) == col(Verification.signal_id))
        .join(Site, col(Site.id) == func.coalesce(col(Name.site_id), col(Signal.site_id)))
        .outerjoin(Person, col(Person.id) == col(Verification.person_id))
        .where(col(Verification.replaced_at).is_(None), col(Verification.verify_by) <= (at if overdue else at + SOON))
    )
    if kind:
        asked = asked.where(named if kind == "name" else ~named)
    if site:
        asked = asked.where(col(Site.slug) == site)
    ordered = asked.order_by(col(Verification.verify_by), col(Verification.id)).limit(most).offset(offset)
    return [DueEntry(*row) for row in session.execute(ordered)]


def sources(
    session: Session, *, site: str | None = None, number: int | None = None, after: int | None = None, most: int
) -> list[DueSource]:
    """Sources that brought entries back and that nobody settled, the latest found first.

    Narrowed to what a Site rests on, to the Evidence of a `number`, or to what comes `after` one.
    """
    asked = (
        select(Evidence, EvidenceCheck)
        .join(EvidenceCheck, col(EvidenceCheck.evidence_id) == col(Evidence.id))
        .where(col(EvidenceCheck.outcome).in_(REOPENS), col(EvidenceCheck.settled_at).is_(None))
    )
    if site:
        citing = _citing().where(col(Site.slug) == site).subquery()
        asked = asked.where(col(Evidence.id).in_(select(citing.c.evidence_id)))
    if number is not None:
        asked = asked.where(col(Evidence.id) == number)
    if after is not None:
        asked = asked.where(_comes_after(after))
    newest = session.execute(asked.order_by(col(EvidenceCheck.since).desc(), col(Evidence.id)).limit(most)).all()
    facts = _facts(session, [evidence.id for evidence, _ in newest])
    return [DueSource(evidence, check, tuple(facts.get(evidence.id, ()))) for evidence, check in newest]


def _comes_after(number: int) -> ColumnElement[bool]:
    since = select(col(EvidenceCheck.since)).where(col(EvidenceCheck.evidence_id) == number).scalar_subquery()
    at_once = and_(col(EvidenceCheck.since) == since, col(Evidence.id) > number)
    return or_(col(EvidenceCheck.since) < since, at_once)


def _facts(session: Session, numbers: Collection[int]) -> dict[int, list[Rests]]:
    found: dict[int, list[Rests]] = {}
    citing = _citing().where(col(Citation.evidence_id).in_(numbers)).order_by(col(Citation.id))
    for number, *fact in session.execute(citing):
        found.setdefault(number, []).append(Rests(*fact))
    return found


def _citing() -> Select[tuple[int, str, str, str, str]]:
    """Every citation: of which Evidence, the Site, what kind of fact it is for, and the fact in its own words."""
    old, new = aliased(Name), aliased(Name)
    fact = case(
        (col(Citation.name_id).is_not(None), "name"),
        (col(Citation.signal_id).is_not(None), "signal"),
        (col(Citation.event_id).is_not(None), "event"),
        (col(Citation.link_id).is_not(None), "link"),
        else_="site",
    )
    said = func.coalesce(
        col(Name.hostname), col(Signal.signal), col(Event.kind), old.hostname + literal(" → ") + new.hostname, ""
    )
    whose = func.coalesce(
        col(Citation.site_id), col(Name.site_id), col(Signal.site_id), col(Event.site_id), old.site_id
    )
    return (
        select(col(Citation.evidence_id).label("evidence_id"), col(Site.slug), col(Site.name), fact, said)
        .select_from(Citation)
        .outerjoin(Name, col(Name.id) == col(Citation.name_id))
        .outerjoin(Signal, col(Signal.id) == col(Citation.signal_id))
        .outerjoin(Event, col(Event.id) == col(Citation.event_id))
        .outerjoin(Link, col(Link.id) == col(Citation.link_id))
        .outerjoin(old, old.id == col(Link.old_id))  # type: ignore[arg-type]
        .outerjoin(new, new.id == col(Link.new_id))  # type: ignore[arg-type]
        .join(Site, col(Site.id) == whose)
    )
