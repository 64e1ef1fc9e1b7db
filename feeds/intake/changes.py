"""From claims to Operations: what they add to the Sites that the registry knows.

A Site is found by any of its Names; where the registry knows neither name of a claim, by what people call the Site, and
then a note says so. An unlisted Site is added only as the `NewSite` that a person made of it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlmodel import Session

from feeds.intake.claim import Claim
from feeds.intake.draft import About, NewSite, Remark
from feeds.intake.known import Known
from feeds.intake.listed import Listed
from feeds.registry.tables import Site
from feeds.registry.words import EventKind, LinkKind, Status
from feeds.review import operations as op
from feeds.review.reports.drafting import slug_of

_CLOSED_TEXT: Final[Mapping[str, Mapping[str, str]]] = {
    "closed": {"en": "{name} was closed.", "fr": "{name} a fermé."},
    "seized": {"en": "{name} was closed by an authority.", "fr": "{name} a été fermé par une autorité."},
}


class Changes:
    """Turns claims into Operations on one registry, remembering what the claims before added.

    `left` says what was not turned, `notes` what to look at. `news` is whether anything is new but the source.
    """

    def __init__(
        self, session: Session, listed: Listed, *, key: str, published: str | None, listing: NewSite | None
    ) -> None:
        self.left: list[Remark] = []
        self.notes: list[Remark] = []
        self.news = False
        self._known = Known(session, listed)
        self._published, self._listing = published, listing
        self._cited = [key]

    def of(self, claims: list[Claim]) -> Iterator[op.Operation]:
        """The Operations that claims call for; renames first, so that a closure finds the name that they gave."""
        if self._listing:
            yield from self._listed_anew(self._listing)
        for claim in self._in_order([claim for claim in claims if claim.event == "renamed"]):
            yield from self._renamed(claim)
        for claim in claims:
            if claim.event in ("closed", "seized"):
                yield from self._closed(claim)
            elif claim.event == "clone":
                yield from self._clone(claim)

    def _in_order(self, renames: list[Claim]) -> Iterator[Claim]:
        """Renames, each after those that make one of its names known, in whichever order the text tells them."""
        waiting = list(renames)
        while waiting:
            known = (claim for claim in waiting if self._known.site(claim.old) or self._known.site(claim.new or ""))
            following = next(known, waiting[0])
            waiting.remove(following)
            yield following

    def _listed_anew(self, listing: NewSite) -> Iterator[op.Operation]:
        slug = slug_of(listing.name)
        site = self._known.site_at(slug)
        if site is None:
            site = Site(slug=slug, name=listing.name, category=listing.category, status=Status.ACTIVE)
            described = {"name": listing.name, "category": listing.category, "status": Status.ACTIVE}
            yield op.AddSite.model_validate({"slug": slug, **described, "evidence": self._cited})
        yield from self._named(site, listing.hostname, Status.ACTIVE)
        yield op.AddSignal(site=slug, signal=listing.signal, evidence=self._cited)

    def _renamed(self, claim: Claim) -> Iterator[op.Operation]:
        new_name = claim.new or ""
        old, new = self._known.site(claim.old), self._known.site(new_name)
        site = old or new or self._called(claim.old) or self._called(new_name)
        if site is None:
            self.left.append(Remark(About.UNLISTED_RENAME, {"old": claim.old, "new": new_name}))
            return
        if old and new and old.slug != new.slug:
            said = {"old": claim.old, "new": new_name, "one": old.name, "other": new.name}
            self.left.append(Remark(About.TWO_SITES, said))
            return
        if not self._passes(*(name for name, known in ((claim.old, old), (new_name, new)) if known is None)):
            return
        if old is None:
            yield from self._named(site, claim.old, Status.UNKNOWN)
        if new is None:
            yield from self._named(site, new_name, Status.ACTIVE, since=claim.date)
        yield self._link(claim.old, new_name, LinkKind.RENAMED_TO, claim.date)
        moved = claim.date or self._published
        if new is None and moved and moved > (site.status_as_of or ""):
            yield op.SetSiteStatus(site=site.slug, status=Status.ACTIVE, as_of=moved, evidence=self._cited)

    def _closed(self, claim: Claim) -> Iterator[op.Operation]:
        site = self._known.site(claim.old)
        status = Status.CLOSED_BY_AUTHORITY if claim.event == "seized" else Status.CLOSED
        if site is None:
            site = self._called(claim.old)
            if site is None:
                self.left.append(Remark(About.UNLISTED_CLOSURE, {"name": claim.old, "event": claim.event}))
                return
            if not self._passes(claim.old):
                return
            yield from self._named(site, claim.old, status, until=claim.date)
        else:
            yield from self._ended(site, claim, status)
        if not self._known.has_ended(site, claim.date):
            self.news = True
            text = {language: said.format(name=site.name) for language, said in _CLOSED_TEXT[claim.event].items()}
            kind = EventKind(claim.event)
            yield op.AddEvent(site=site.slug, kind=kind, date=claim.date, text=text, evidence=self._cited)

    def _ended(self, site: Site, claim: Claim, status: Status) -> Iterator[op.Operation]:
        """The statuses that a closure sets. “Closed” does not deny who closed it, and an older text changes nothing."""
        if status is Status.CLOSED and site.status == Status.CLOSED_BY_AUTHORITY:
            status = Status.CLOSED_BY_AUTHORITY
        known = self._known.name(claim.old)
        until = self._date(claim.old, known.used_to if known else None, claim.date)
        if known is None or known.status != status:
            self.news = True
        yield op.SetNameStatus(name=claim.old, status=status, used_to=until, evidence=self._cited)
        said = claim.date or self._published or ""
        is_older = site.status != status and said < (site.status_as_of or "")[: len(said)]
        if is_older or self._known.current_name(site) != claim.old:
            return
        if site.status != status:
            self.news = True
        same = site.status_as_of if site.status == status else None
        as_of = self._date(site.name, same, claim.date, quietly=True)
        yield op.SetSiteStatus(site=site.slug, status=status, as_of=as_of, evidence=self._cited)

    def _clone(self, claim: Claim) -> Iterator[op.Operation]:
        """What is said to follow a Site is another one: a Link, where both are listed."""
        name = claim.new or ""
        old, new = self._known.site(claim.old), self._known.site(name)
        if old is None or new is None:
            self.left.append(Remark(About.UNLISTED_CLONE, {"old": claim.old, "name": name}))
        elif old.slug != new.slug:
            yield self._link(claim.old, name, LinkKind.REPORTED_SUCCESSOR, claim.date)

    def _named(
        self, site: Site, name: str, status: Status, since: str | None = None, until: str | None = None
    ) -> Iterator[op.Operation]:
        self._known.added[name] = site
        self.news = True
        dates = {"used_from": since, "used_to": until}
        yield op.AddName(site=site.slug, name=name, status=status, evidence=self._cited, **dates)

    def _link(self, old: str, new: str, kind: LinkKind, date: str | None) -> op.Operation:
        known = self._known.link(old, new, kind)
        if known is None:
            self.news = True
        told = self._date(f"{old} → {new}", known.date if known else None, date)
        return op.LinkNames(old=old, new=new, kind=kind, date=told, evidence=self._cited)

    def _date(self, name: str, known: str | None, said: str | None, *, quietly: bool = False) -> str | None:
        """The date to write: one that is as the known one or more exact. Another one is told, and not written."""
        if not known or not said or said.startswith(known):
            return said
        if not known.startswith(said) and not quietly:
            self.notes.append(Remark(About.TWO_DATES, {"name": name, "known": known, "said": said}))
        return None

    def _called(self, hostname: str) -> Site | None:
        site = self._known.site_called(hostname)
        if site:
            self.notes.append(Remark(About.TAKEN_FOR, {"name": hostname, "site": site.name}))
        return site

    def _passes(self, *names: str) -> bool:
        """Whether the gate lets every name through that would be added; says of each other that it does not."""
        refused = [name for name in names if not self._known.is_listable(name)]
        self.left += [Remark(About.NOT_LISTABLE, {"name": name}) for name in refused]
        return not refused
