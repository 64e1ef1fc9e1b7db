"""From a Finding to the Proposal that it calls for: every piece of evidence with the page that it was seen on.

Drafts, and decides nothing. What the registry says already is left out, and what the gate refuses is refused here, by
the same gate.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, select

from feeds.registry.tables import Link, Name, Site
from feeds.registry.words import LinkKind, Status
from feeds.review import people, proposals
from feeds.review.applying import DoesNotApply
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.watch import findings, keeping
from feeds.watch.changes import STATUS, FindingKind
from feeds.watch.citing import Cited, citations, speaks_for
from feeds.watch.tables import Finding
from feeds.watch.verdicts import Evidence, Verdict
from feeds.watch.verdicts.wording import sentence

AUTHOR: Final = "watch"
_LONGEST_HELD: Final = 300
_ENDED: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY, Status.PARKED, Status.REDIRECTING})
_TITLE: Final = {
    FindingKind.RENAMED: "{old} became {new}",
    FindingKind.CLONE: "{new} is a copy of {old}",
    FindingKind.ACTIVE: "{new} shows its site",
    FindingKind.REDIRECTING: "{new} sends its visitors on",
    FindingKind.CLOSED: "{new} is somebody else’s now",
    FindingKind.SEIZED: "{new} was closed by an authority",
    FindingKind.PARKED: "{new} is parked",
    FindingKind.UNREACHABLE: "{new} shows no page any more",
}


def propose(session: Session, finding: Finding, at: datetime) -> Proposal | None:
    """Draft the Proposal that a Finding calls for, as the Watch, and hand it in for review.

    When there is none to draft, `held` says why: the registry says so already, another Proposal about the name is
    open, or the gate refuses it.
    """
    other = _open_about(session, finding)
    if other is not None:
        finding.held = f"Proposal {other} about {finding.new} is open."
        return None
    drawn = _Draft(session, finding)
    operations = drawn.operations()
    if not operations:
        finding.held = "The registry says so already."
        return None
    finding_id = finding.id
    try:
        proposal = proposals.propose(
            session,
            author=people.machine(session, AUTHOR),
            title=_TITLE[FindingKind(finding.kind)].format(old=finding.old, new=finding.new),
            reason=drawn.reason(),
            operations=operations,
            at=at,
        )
    except DoesNotApply as refusal:
        session.get_one(Finding, finding_id).held = str(refusal)[:_LONGEST_HELD]
        return None
    drafted = session.get_one(Finding, finding_id)
    drafted.proposal_id, drafted.proposed_at = proposal.id, at
    return proposal


def _open_about(session: Session, finding: Finding) -> int | None:
    """The open Proposal of another Finding about the same name."""
    about = select(Proposal.id).join(Finding).where(Finding.new == finding.new, Finding.id != finding.id)
    return session.exec(about.where(Proposal.state == ProposalState.IN_REVIEW)).first()


class _Draft:
    def __init__(self, session: Session, finding: Finding) -> None:
        self._session, self._finding = session, finding
        self._sighting = findings.sightings(session, finding)[0]
        self._verdict = findings.verdict_of(self._sighting)
        self._day = self._sighting.at.date().isoformat()
        self._cited = self._citations()
        self._keys = [each.key for each in self._cited]

    def operations(self) -> list[Operation]:
        changes = list(self._changes())
        return OPERATIONS.validate_python([*(each.operation for each in self._cited), *changes]) if changes else []

    def reason(self) -> str:
        """Everything that speaks for it, and against it."""
        kind, evidence = FindingKind(self._finding.kind), self._verdict.evidence
        spoken = [sentence(each) for each in evidence if speaks_for(kind, each)]
        against = [sentence(each) for each in evidence if not speaks_for(kind, each)]
        said = " ".join([f"Seen by the Watch on {self._day}, with a score of {self._finding.score:.2f}.", *spoken])
        return _printable(f"{said} Against it: {' '.join(against)}" if against else said)

    def _citations(self) -> list[Cited]:
        prefix = f"watch-{self._finding.id}-{self._sighting.id}"
        new = keeping.observation(self._session, self._sighting.new_id)
        kind = FindingKind(self._finding.kind)
        return citations(prefix, kind, self._verdict, new, keeping.history(self._session, self._finding.old))

    def _changes(self) -> Iterator[dict[str, Any]]:
        kind = FindingKind(self._finding.kind)
        if kind is FindingKind.RENAMED:
            yield from self._renamed()
        elif kind is FindingKind.CLONE:
            yield from self._clone()
        else:
            yield from self._status(self._finding.new, STATUS[kind])

    def _renamed(self) -> Iterator[dict[str, Any]]:
        old, new = self._finding.old, self._finding.new
        site = self._site_of(old)
        if site is None:
            return
        if self._name(new) is None:
            fields = {"status": Status.ACTIVE, "used_from": self._day, "evidence": self._keys}
            yield {"op": "add_name", "site": site.slug, "name": new, **fields}
        yield from self._link(link_kind(self._verdict))
        if any(each.family == "redirect" and each.strength == "strong" for each in self._verdict.evidence):
            yield from self._status(old, Status.REDIRECTING)
        if site.status != Status.ACTIVE:
            said = {"status": Status.ACTIVE, "as_of": self._day, "evidence": self._keys}
            yield {"op": "set_site_status", "site": site.slug, **said}

    def _clone(self) -> Iterator[dict[str, Any]]:
        """A copy is other people's: a Site of its own, that a curator gives its signals."""
        site, new = self._site_of(self._finding.old), self._finding.new
        if site is None:
            return
        if self._name(new) is None:
            slug = new.replace(".", "-").replace("--", "-")[:80]
            described = {"name": new, "category": site.category, "status": Status.ACTIVE, "status_as_of": self._day}
            yield {"op": "add_site", "slug": slug, **described, "evidence": self._keys}
            fields = {"status": Status.ACTIVE, "used_from": self._day, "evidence": self._keys}
            yield {"op": "add_name", "site": slug, "name": new, **fields}
        yield from self._link(LinkKind.CLONE_OF)

    def _link(self, kind: LinkKind) -> Iterator[dict[str, Any]]:
        old, new = self._name(self._finding.old), self._name(self._finding.new)
        known = select(Link.id).where(Link.old_id == old.id, Link.new_id == new.id) if old and new else None
        if known is None or self._session.exec(known).first() is None:
            ends = {"old": self._finding.old, "new": self._finding.new}
            yield {"op": "link_names", **ends, "kind": kind, "date": self._day, "evidence": self._keys}

    def _status(self, hostname: str, status: Status) -> Iterator[dict[str, Any]]:
        name = self._name(hostname)
        if name is not None and name.status != status:
            used_to = self._day if status in _ENDED and name.used_to is None else None
            said = {"status": status, "used_to": used_to, "evidence": self._keys}
            yield {"op": "set_name_status", "name": hostname, **said}

    def _name(self, hostname: str) -> Name | None:
        return self._session.exec(select(Name).where(Name.hostname == hostname)).first()

    def _site_of(self, hostname: str) -> Site | None:
        return self._session.exec(select(Site).join(Name).where(Name.hostname == hostname)).first()


def link_kind(verdict: Verdict) -> LinkKind:
    """`renamed_to`, unless a redirect is all there is: that says where visitors are sent, not that it is the Site."""

    def says_more(each: Evidence) -> bool:
        return each.strength != "against" and each.family not in ("redirect", "hosting")

    return LinkKind.RENAMED_TO if any(map(says_more, verdict.evidence)) else LinkKind.REDIRECTS_TO


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
