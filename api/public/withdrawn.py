"""What was withdrawn: of a dossier that is not there any more, and of one that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from api.public.directory import Directory
from api.reading.published import Dossier
from feeds.registry.tables import Retraction

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The names of a Site that was withdrawn, each with its reason and day (YYYY-MM-DD), the newest first."""

    names: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a dossier said and does not say any more: a name, or a Signal by its id; why, and since which day."""

    name: str | None
    signal: str | None
    reason: str
    date: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The names of a Site are another's now: its slug."""

    slug: str


def fate(session: Session, slug: str, directory: Directory) -> Withdrawn | Merged | None:
    """What became of a Site that is not in the Release; None when there never was one of this slug. One query."""
    names = tuple((each.hostname, each.reason, _day(each)) for each in _of_site(session, slug) if each.hostname)
    for hostname, _, _ in names:
        if (listed := directory.by_hostname.get(hostname)) is not None:
            return Merged(str(listed.site["slug"]))
    return Withdrawn(names) if names else None


def parts(session: Session, site: Dossier) -> Sequence[Part]:
    """What was withdrawn of a Site that is listed, and is not said of it again; the newest first. One query."""
    said = {name["name"] for name in site["names"]} | {signal["signal"] for signal in site["signals"]}
    return [
        Part(each.hostname, each.signal, each.reason, _day(each))
        for each in _of_site(session, site["slug"])
        if (each.hostname or each.signal) not in said
    ]


def _of_site(session: Session, slug: str) -> Sequence[Retraction]:
    newest = col(Retraction.at).desc(), col(Retraction.id).desc()
    return session.exec(select(Retraction).where(Retraction.site_slug == slug).order_by(*newest).limit(MOST)).all()


def _day(retraction: Retraction) -> str:
    return retraction.at.date().isoformat()
