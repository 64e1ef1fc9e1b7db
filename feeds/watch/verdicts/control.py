"""Signs that the same people hold both names. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from feeds.watch.observing.observation import Observation, Tracker
from feeds.watch.verdicts import known
from feeds.watch.verdicts.evidence import Evidence, piece
from feeds.watch.verdicts.names import similarity
from feeds.watch.verdicts.past import Past, is_at_home

_PASSING: Final = frozenset({302, 303, 307})
_SIGNPOST: Final = 3  # sites that a page links to; one with so few points somewhere


def signs_of_control(old: Past, new: Observation) -> Iterator[Evidence]:
    """What ties the new name to the old one's owner, and what only seems to."""
    target = known.registrable(new.name)
    if target is None:
        return
    yield from _redirects(old, target)
    yield from _words(old, target)
    yield from _trackers(old, new)
    yield from _certificates(old, new)
    yield from _hosting(old, new)


def _redirects(old: Past, target: str) -> Iterator[Evidence]:
    """The latest redirect that was seen; one that somebody else may have made is kept apart."""
    for seen in reversed(old.seen):
        way = _way(seen, target)
        if way is None:
            continue
        sign, through = way
        if seen not in old.speaking:
            sign = "redirect-after-a-gap"
        yield piece(sign, old=seen.name, new=target, day=seen.at.date().isoformat(), through=through)
        return


def _way(seen: Observation, target: str) -> tuple[str, str] | None:
    """How an Observation leads to the target: the sign, and the other sites on the way."""
    hosts = [known.registrable(hop.url) for hop in seen.chain]
    hosts += [known.registrable(hop.location) for hop in seen.chain[-1:] if hop.location and "//" in hop.location]
    if target in hosts[1:]:
        place = hosts.index(target, 1)
        others = {
            host for host in hosts[1:place] if host and not similarity(host, seen.name) and not similarity(host, target)
        }
        passing = any(hop.status in _PASSING and known.registrable(hop.url) in others for hop in seen.chain[1:place])
        return ("redirect-through-others" if others and passing else "redirect"), ", ".join(sorted(others))
    if seen.page and seen.page.leads_to and known.registrable(seen.page.leads_to) == target:
        return "page-redirect", ""
    return None


def _words(old: Past, target: str) -> Iterator[Evidence]:
    """The latest words of the old site, or of a page that it leads to, about the new name."""
    for seen in reversed(old.speaking):
        page = seen.page
        if page is None or (seen.chain and known.registrable(seen.chain[-1].url) == target):
            continue
        quote = next(
            (a.quote for a in page.announcements if a.says == "moved" and known.registrable(a.host) == target), None
        )
        day = seen.at.date().isoformat()
        if quote:
            yield piece("old-announces", old=seen.name, new=target, day=day, quote=quote)
        if target in known.registrables([host for host in (page.canonical, *page.translations) if host]):
            yield piece("old-names-new-as-itself", old=seen.name, new=target, day=day)
        linked = known.registrables(page.links)
        if target in linked and not quote:
            pointing = len(linked) <= _SIGNPOST and (not is_at_home(seen) or similarity(seen.name, target) is not None)
            yield piece("old-only-links" if pointing else "old-links", old=seen.name, new=target, day=day)
        if quote or target in linked:
            return


def _trackers(old: Past, new: Observation) -> Iterator[Evidence]:
    before = {tracker for page in old.pages for tracker in page.trackers}
    now = set(new.page.trackers) if new.page else set()
    for tracker in sorted(before & now, key=lambda each: (each.kind, each.id)):
        sign = "common-value" if known.is_common_tracker(tracker) else "same-tracker"
        yield piece(sign, kind=tracker.kind, id=tracker.id)
    if before and now and not before & now and _kinds(before) & _kinds(now):
        kind = min(_kinds(before) & _kinds(now))
        yield piece("other-trackers", kind=kind, old=_ids(before, kind), new=_ids(now, kind))


def _kinds(trackers: set[Tracker]) -> set[str]:
    return {tracker.kind for tracker in trackers}


def _ids(trackers: set[Tracker], kind: str) -> str:
    return ", ".join(sorted(tracker.id for tracker in trackers if tracker.kind == kind))


def _certificates(old: Past, new: Observation) -> Iterator[Evidence]:
    ours = known.registrable(new.name)
    for seen, other in [(new, known.registrable(old.last.name)), *((seen, ours) for seen in reversed(old.itself))]:
        if other in known.registrables(seen.certificate_names) and is_at_home(seen):
            sign = (
                "crowded-certificate"
                if known.is_crowded(seen.certificate_names, old.last.name, new.name)
                else "shared-certificate"
            )
            yield piece(sign, name=seen.name, other=other or "", names=str(len(seen.certificate_names)))
            return


def _hosting(old: Past, new: Observation) -> Iterator[Evidence]:
    hosts: Sequence[Observation] = old.itself[-1:] or old.speaking[-1:]
    for seen in hosts:
        shared = sorted({*seen.dns.addresses} & {*new.dns.addresses})
        own = [address for address in shared if not known.is_shared_address(address)]
        if shared:
            yield piece("same-address" if own else "shared-hosting", address=(own or shared)[0])
        servers = sorted({*seen.dns.ns, *seen.dns.mx} & {*new.dns.ns, *new.dns.mx})
        private = [
            host
            for host in servers
            if known.registrable(host) in (known.registrable(seen.name), known.registrable(new.name))
        ]
        if private:
            yield piece("same-own-servers", server=private[0])
        elif {*seen.dns.ns} & {*new.dns.ns}:
            yield piece("same-name-servers", servers=", ".join(sorted({*seen.dns.ns} & {*new.dns.ns})))
