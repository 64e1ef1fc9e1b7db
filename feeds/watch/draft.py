"""What a Finding would change: the operations of its Proposal, each with the page that it was seen on, and the reason.

What the registry says already is left out.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlmodel import Session, select

from feeds.registry.tables import Link, Name, Site
from feeds.registry.words import LinkKind, Status
from feeds.review.operations import OPERATIONS, Operation
from feeds.watch import findings, keeping
from feeds.watch.changes import STATUS, FindingKind
from feeds.watch.citing import Cited, citations, speaks_for
from feeds.watch.consequences import site_status
from feeds.watch.tables import Finding
from feeds.watch.verdicts import Evidence, Verdict
from feeds.watch.verdicts.wording import sentence

_ENDED: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY, Status.PARKED, Status.REDIRECTING})
_WORDS: Final = {
    Status.CLOSED: "closed",
    Status.CLOSED_BY_AUTHORITY: "closed by an authority",
    Status.PARKED: "parked",
    Status.UNREACHABLE: "unreachable",
}


class Draft:
    """What a Finding calls for, as the last Sighting of it and the registry have it now."""

    def __init__(self, session: Session, finding: Finding) -> None:
        self._session, self._finding = session, finding
        self._sighting = findings.sightings(session, finding)[0]
        self._verdict = findings.verdict_of(self._sighting)
        self._day = self._sighting.at.date().isoformat()
        self._cited = self._citations()
        self._keys = [each.key for each in self._cited]

    def operations(self) -> list[Operation]:
        """What is to change, with the sources for it; empty when the registry says so already."""
        changes = list(self._changes())
        return OPERATIONS.validate_python([*(each.operation for each in self._cited), *changes]) if changes else []

    def reason(self) -> str:
        """Everything that speaks for it, and against it."""
        kind, evidence = FindingKind(self._finding.kind), self._verdict.evidence
        spoken = [sentence(each) for each in evidence if speaks_for(kind, each)]
        against = [sentence(each) for each in evidence if not speaks_for(kind, each)]
        seen = f"Seen by the Watch on {self._day}, with a score of {self._finding.score:.2f}."
        said = " ".join([seen, *self._meant(), *spoken])
        return _printable(f"{said} Against it: {' '.join(against)}" if against else said)

    def _meant(self) -> Iterator[str]:
        """What approving it means, where the operations do not show it."""
        kind = FindingKind(self._finding.kind)
        site, status = self._site_after(STATUS[kind]) if kind in STATUS else (None, None)
        if site is not None and status is not None and status != Status.ACTIVE:
            yield f"No other name of {site.name} is known to be open: the site itself would be {_WORDS[status]}."
        if kind is FindingKind.CLONE:
            yield (
                "The copy would be listed with no signals: what is risky there is for a reader to find, and to add "
                "with its sources."
            )

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
            yield from self._site_status(STATUS[kind])

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
            yield self._site_becomes(site, Status.ACTIVE)

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

    def _site_after(self, name: Status) -> tuple[Site | None, Status | None]:
        """The Site of the Name, with the Status that it takes when the Name takes `name`."""
        site = self._site_of(self._finding.new)
        if site is None:
            return None, None
        names = self._session.exec(select(Name).where(Name.site_id == site.id)).all()
        others = [Status(each.status) for each in names if each.hostname != self._finding.new]
        if findings.is_moving(self._session, [each.hostname for each in names]):
            others.append(Status.ACTIVE)  # the new name, which a person has yet to decide on
        return site, site_status(Status(site.status), name, others)

    def _site_status(self, name: Status) -> Iterator[dict[str, Any]]:
        site, status = self._site_after(name)
        if site is not None and status is not None:
            yield self._site_becomes(site, status)

    def _site_becomes(self, site: Site, status: Status) -> dict[str, Any]:
        said = {"status": status, "as_of": self._day, "evidence": self._keys}
        return {"op": "set_site_status", "site": site.slug, **said}

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
