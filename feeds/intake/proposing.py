"""From a Reading to the Proposal it calls for: what an article says that the registry does not know yet.

Stands on the registry and the review room; drafts, and decides nothing. A claim about a Site that is not listed is not
turned into a listing: an article shows that a name changed, not that a site is a risk. It is handed back in `left`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Final
from urllib.parse import urlsplit

from sqlmodel import Session, col, or_, select

from feeds.intake.claim import Claim
from feeds.intake.reading import Reading
from feeds.registry.lineage import oldest_first
from feeds.registry.tables import Event, Evidence, Link, Name, Site
from feeds.registry.words import EventKind, LinkKind, Status
from feeds.review import operations as op
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal, ProposedOperation

AUTHOR: Final = "intake"
LONGEST_QUOTE: Final = 2000
LONGEST_TITLE: Final = 120

_SAID: Final = {
    "renamed": "{old} became {new}",
    "closed": "{old} closed",
    "seized": "{old} closed by an authority",
    "clone": "{new} follows {old}",
}

_CLOSED_TEXT: Final = {
    "closed": {"en": "{name} was closed.", "fr": "{name} a fermé."},
    "seized": {"en": "{name} was closed by an authority.", "fr": "{name} a été fermé par une autorité."},
}


@dataclass(slots=True)
class Draft:
    """What to propose. Without operations there is nothing new; `left` says, a sentence each, what was not proposed."""

    title: str
    reason: str
    operations: list[op.Operation] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def draft(session: Session, reading: Reading) -> Draft:
    """The changes that a Reading calls for, given the registry as it is."""
    return _Drafting(session, reading).draft()


class _Drafting:
    def __init__(self, session: Session, reading: Reading) -> None:
        self._session, self._reading = session, reading
        self._key = f"read-{reading.digest[:16]}"
        self._added: dict[str, Site] = {}
        said = "; ".join(_SAID[claim.event].format(old=claim.old, new=claim.new) for claim in self._claims())
        self._draft = Draft(title=said, reason=f"Read in “{self._title()}” ({self._publisher()}).")

    def draft(self) -> Draft:
        if self._session.exec(select(Evidence).where(Evidence.digest == self._reading.digest)).first():
            self._draft.left.append("This very text is in the registry already.")
            return self._draft
        if self._is_waiting():
            self._draft.left.append("A proposal from this very text is waiting for review already.")
            return self._draft
        claims = self._claims()
        changes = [change for claim in claims for change in self._changes(claim)]
        if changes:
            self._draft.operations = [self._evidence([claim.quote for claim in claims]), *changes]
        return self._draft

    def _is_waiting(self) -> bool:
        waiting = select(ProposedOperation.body).join(Proposal).where(Proposal.state == ProposalState.IN_REVIEW)
        return any(body.get("digest") == self._reading.digest for body in self._session.exec(waiting))

    def _claims(self) -> list[Claim]:
        # Renames first: a closure then finds the name that the same article gave the Site.
        told = [claim for claim in self._reading.claims if claim.event in _SAID]
        return sorted(told, key=lambda claim: claim.event != "renamed")

    def _changes(self, claim: Claim) -> Iterator[op.Operation]:
        if claim.event == "renamed":
            yield from self._renamed(claim)
        elif claim.event in ("closed", "seized"):
            yield from self._closed(claim)
        elif claim.event == "clone":
            self._draft.left.append(f"{claim.new} is said to follow {claim.old}: list it as a site of its own first.")

    def _renamed(self, claim: Claim) -> Iterator[op.Operation]:
        old, new = self._site_of(claim.old), self._site_of(claim.new or "")
        site = old or new
        if site is None:
            self._draft.left.append(f"Neither {claim.old} nor {claim.new} is listed: list the site first.")
            return
        if old and new and old.id != new.id:
            self._draft.left.append(f"{claim.old} and {claim.new} are listed as two sites: {old.name}, {new.name}.")
            return
        for name, known, status in ((claim.old, old, Status.UNKNOWN), (claim.new, new, Status.ACTIVE)):
            if known is None and name:
                self._added[name] = site
                since = claim.date if status is Status.ACTIVE else None
                yield op.AddName(site=site.slug, name=name, status=status, used_from=since, evidence=[self._key])
        kind = LinkKind.RENAMED_TO
        yield op.LinkNames(old=claim.old, new=claim.new or "", kind=kind, date=claim.date, evidence=[self._key])
        moved = claim.date or self._reading.published
        if new is None and moved and moved > (site.status_as_of or ""):
            yield op.SetSiteStatus(site=site.slug, status=Status.ACTIVE, as_of=moved, evidence=[self._key])

    def _closed(self, claim: Claim) -> Iterator[op.Operation]:
        site = self._site_of(claim.old)
        if site is None:
            self._draft.left.append(f"{claim.old} is said to be {claim.event}, and is not listed.")
            return
        status = Status.CLOSED_BY_AUTHORITY if claim.event == "seized" else Status.CLOSED
        if status is Status.CLOSED and site.status == Status.CLOSED_BY_AUTHORITY:
            status = Status.CLOSED_BY_AUTHORITY  # “closed” does not deny who closed it
        yield op.SetNameStatus(name=claim.old, status=status, used_to=claim.date, evidence=[self._key])
        if self._current_name(site) == claim.old:
            yield op.SetSiteStatus(site=site.slug, status=status, as_of=claim.date, evidence=[self._key])
        if not self._knows_event(site, claim):
            text = {language: said.format(name=site.name) for language, said in _CLOSED_TEXT[claim.event].items()}
            kind = EventKind(claim.event)
            yield op.AddEvent(site=site.slug, kind=kind, date=claim.date, text=text, evidence=[self._key])

    def _site_of(self, hostname: str) -> Site | None:
        found = self._session.exec(select(Site).join(Name).where(Name.hostname == hostname)).first()
        return found or self._added.get(hostname)

    def _current_name(self, site: Site) -> str:
        names = self._session.exec(select(Name).where(Name.site_id == site.id)).all()
        hostnames = {name.id: name.hostname for name in names}
        links = select(Link).where(or_(col(Link.old_id).in_(hostnames), col(Link.new_id).in_(hostnames)))
        renames = [
            (hostnames.get(link.old_id, ""), hostnames.get(link.new_id, ""))
            for link in self._session.exec(links.where(Link.kind == LinkKind.RENAMED_TO))
        ]
        known = oldest_first({name.hostname: name.used_from for name in names}, renames)
        return [*known, *(name for name, owner in self._added.items() if owner.id == site.id)][-1]

    def _knows_event(self, site: Site, claim: Claim) -> bool:
        kinds = (EventKind.SEIZED, EventKind.CLOSED)
        known = self._session.exec(select(Event.date).where(Event.site_id == site.id, col(Event.kind).in_(kinds)))
        mine = claim.date or ""
        return any((date or "").startswith(mine) or mine.startswith(date or "") for date in known)

    def _evidence(self, quotes: list[str]) -> op.AddEvidence:
        reading = self._reading
        address = reading.source if reading.source.startswith(("http://", "https://")) else None
        return op.AddEvidence.model_validate(
            {
                "key": self._key,
                "publisher": self._publisher(),
                "title": self._title(),
                "date": reading.published,
                "language": reading.language,
                "url": address,
                "quote": " […] ".join(dict.fromkeys(quotes))[:LONGEST_QUOTE],
                "digest": reading.digest,
            }
        )

    def _title(self) -> str:
        title = self._reading.title or self._reading.text.strip().partition("\n")[0]
        return shorten(title, LONGEST_TITLE, placeholder=" …")

    def _publisher(self) -> str:
        return self._reading.publisher or urlsplit(self._reading.source).hostname or "Unknown publisher"
