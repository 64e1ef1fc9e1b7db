"""What the Watch needs of the registry, as values, so that no transaction is open while it looks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from feeds.hostnames import Hostname, parse
from feeds.registry.lineage import oldest_first
from feeds.registry.tables import Link, Name, ProtectedName, Site
from feeds.registry.words import LinkKind, Status
from feeds.review.never_list import popular


@dataclass(frozen=True, slots=True)
class Watched:
    """A listed Name: its Site's slug, its status, the Site's other Names, and the names that a Link joins to it."""

    name: Hostname
    site: str
    status: Status
    others: tuple[Hostname, ...]
    linked: frozenset[str]


def read(session: Session, hostname: str) -> Watched | None:
    """A listed Name; None when it is listed no more."""
    found = session.exec(select(Name, Site.slug).join(Site).where(Name.hostname == hostname)).first()
    if found is None:
        return None
    name, slug = found
    others = select(Name.hostname).where(Name.site_id == name.site_id, Name.hostname != hostname)
    joined = select(Link.old_id, Link.new_id).where(or_(Link.old_id == name.id, Link.new_id == name.id))
    ends = {end for pair in session.exec(joined) for end in pair} - {name.id}
    linked = session.exec(select(Name.hostname).where(col(Name.id).in_(ends)))
    return Watched(
        parse(hostname), slug, Status(name.status), tuple(map(parse, sorted(session.exec(others)))), frozenset(linked)
    )


def last_names(session: Session) -> list[str]:
    """The Name that each Site uses last, as far as is known."""
    names: dict[int, dict[str, str | None]] = defaultdict(dict)
    site_of: dict[int, tuple[int, str]] = {}
    for number, site, hostname, used_from in session.exec(select(Name.id, Name.site_id, Name.hostname, Name.used_from)):
        names[site][hostname], site_of[number] = used_from, (site, hostname)
    renames: dict[int, list[tuple[str, str]]] = defaultdict(list)
    moved = select(Link.old_id, Link.new_id).where(Link.kind == LinkKind.RENAMED_TO)
    for old, new in session.exec(moved):
        renames[site_of[old][0]].append((site_of[old][1], site_of[new][1]))
    return [oldest_first(of_site, renames[site])[-1] for site, of_site in names.items()]


def sites_of_names(session: Session) -> dict[Hostname, str]:
    """The Site's slug of every listed Name."""
    return {parse(hostname): slug for hostname, slug in session.exec(select(Name.hostname, Site.slug).join(Site))}


def objections(session: Session) -> dict[str, str]:
    """Why a registrable name is no likely finding; that it is protected weighs more than that it is visited often."""
    often = dict.fromkeys(popular(), "one of the 10 000 most visited sites")
    return often | {
        parse(name.hostname).registrable: "on the never-list" for name in session.exec(select(ProtectedName))
    }


def refused(session: Session) -> frozenset[str]:
    """The registrable names that are never proposed: those that help people, and the most visited ones."""
    protected = {parse(hostname).registrable for hostname in session.exec(select(ProtectedName.hostname))}
    return popular() | protected


def unlisted(session: Session, names: Iterable[Hostname]) -> list[Hostname]:
    """Those of some names that are not listed."""
    asked = list(names)
    listed = set(session.exec(select(Name.hostname).where(col(Name.hostname).in_([name.ascii for name in asked]))))
    return [name for name in asked if name.ascii not in listed]
