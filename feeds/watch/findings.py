"""Findings: what the Watch takes Names for, once each, and every time that it was seen.

Whether a Finding is due for a Proposal is told by its row: it has none, and nothing holds it back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, func, or_, select

from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.watch.changes import OF_TWO_NAMES, FindingKind, Showed
from feeds.watch.tables import Finding, ObservationRow, Sighting
from feeds.watch.verdicts import Evidence, Verdict

_STANDS: Final = frozenset({ProposalState.IN_REVIEW, ProposalState.DRAFT})


@dataclass(frozen=True, slots=True)
class Found:
    """What was seen once: `new` is `old` when it is about one Name. `new_id` is the Observation of `new`.

    `since` is when it began to be so, as far as was seen.
    """

    kind: FindingKind
    old: str
    new: str
    verdict: Verdict
    new_id: int
    at: datetime
    since: datetime


def record(session: Session, found: Found) -> Finding:
    """Add a Finding, or a Sighting to the one that is there.

    One that has an open Proposal keeps it. What a person turned down stays down for as long as what was seen is the
    same; a Name that stands otherwise in the meantime, and then again so, is news.
    """
    finding = session.exec(select(Finding).filter_by(kind=found.kind, old=found.old, new=found.new)).first()
    if finding is None:
        finding = Finding(
            kind=found.kind, old=found.old, new=found.new, score=0.0, first_seen=found.at, last_seen=found.at
        )
        session.add(finding)
        session.flush()
    elif _is_news(session, finding, found):
        finding.proposal_id = finding.proposed_at = None
    if found.kind is FindingKind.RENAMED:
        _take_back_clone(session, found)
    finding.score, finding.last_seen, finding.held = found.verdict.score, max(finding.last_seen, found.at), None
    _sight(session, finding, found)
    return finding


def _take_back_clone(session: Session, found: Found) -> None:
    clone = session.exec(select(Finding).filter_by(kind=FindingKind.CLONE, old=found.old, new=found.new)).first()
    if clone is not None and clone.proposal_id is None:
        clone.held = f"{found.new} turned out to be the new name of {found.old}."


def _is_news(session: Session, finding: Finding, found: Found) -> bool:
    if found.kind in OF_TWO_NAMES or finding.proposal_id is None:
        return False
    before = session.get_one(Proposal, finding.proposal_id)
    return before.state not in _STANDS and (before.decided_at is None or found.since > before.decided_at)


def _sight(session: Session, finding: Finding, found: Found) -> None:
    if session.exec(select(Sighting.id).filter_by(finding_id=finding.id, at=found.at)).first() is None:
        session.add(
            Sighting(
                finding_id=finding.id,
                at=found.at,
                verdict=found.verdict.as_json(),
                old_id=_what_it_was(session, found),
                new_id=found.new_id,
            )
        )
        session.flush()


def _what_it_was(session: Session, found: Found) -> int | None:
    """The last look before this one that shows the old Name's own site, or any look at it."""
    of_old = select(ObservationRow.id).where(ObservationRow.name == found.old, ObservationRow.id != found.new_id)
    newest = of_old.order_by(col(ObservationRow.at).desc())
    at_home = session.exec(newest.where(ObservationRow.showed == Showed.SITE)).first()
    return at_home or session.exec(newest).first()


def is_renamed(session: Session, old: str, new: str) -> bool:
    """Whether it was found that one name became the other: it is nobody's copy then, whatever it shows today."""
    return session.exec(select(Finding.id).filter_by(kind=FindingKind.RENAMED, old=old, new=new)).first() is not None


def is_moving(session: Session, names: Collection[str]) -> bool:
    """Whether one of some names was found to have become another, and nobody has decided on that yet."""
    rows = select(Finding.id).join(Proposal, isouter=True).where(Finding.kind == FindingKind.RENAMED)
    undecided = or_(col(Finding.proposal_id).is_(None), col(Proposal.state).in_(_STANDS))
    return session.exec(rows.where(col(Finding.old).in_(names), undecided)).first() is not None


def newest(session: Session, *, kind: str | None = None, limit: int = 50, offset: int = 0) -> list[Finding]:
    """Findings, last seen first."""
    rows = select(Finding).order_by(col(Finding.last_seen).desc(), col(Finding.id).desc())
    return list(session.exec((rows.where(Finding.kind == kind) if kind else rows).limit(limit).offset(offset)))


def get(session: Session, number: int) -> Finding | None:
    """The Finding with this number, if there is one."""
    return session.get(Finding, number)


def of_proposal(session: Session, number: int) -> Finding | None:
    """The Finding that a Proposal was drafted from, if it was the Watch's."""
    return session.exec(select(Finding).where(Finding.proposal_id == number)).first()


def sightings(session: Session, finding: Finding) -> list[Sighting]:
    """Every time that a Finding was seen, newest first."""
    rows = select(Sighting).where(Sighting.finding_id == finding.id)
    return list(session.exec(rows.order_by(col(Sighting.at).desc())))


def verdict_of(sighting: Sighting) -> Verdict:
    """The Verdict that a Sighting was stored with."""
    stored: Mapping[str, Any] = sighting.verdict
    evidence = tuple(Evidence(each["sign"], each["facts"]) for each in stored["evidence"])
    return Verdict(stored["verdict"], stored["score"], evidence)


def waiting(session: Session, *, most: int) -> list[int]:
    """The ids of Findings that a Proposal is due for, the surest first, then the oldest."""
    rows = select(Finding.id).where(col(Finding.proposal_id).is_(None), col(Finding.held).is_(None))
    return list(session.exec(rows.order_by(col(Finding.score).desc(), col(Finding.id)).limit(most)))


def count_waiting(session: Session) -> int:
    """How many Findings a Proposal is due for."""
    rows = select(func.count()).where(col(Finding.proposal_id).is_(None), col(Finding.held).is_(None))
    return session.exec(rows).one()


def proposed_since(session: Session, moment: datetime) -> int:
    """How many Proposals were drafted from Findings since a moment."""
    return session.exec(select(func.count()).where(col(Finding.proposed_at) > moment)).one()
