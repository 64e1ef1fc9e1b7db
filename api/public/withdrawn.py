"""What became of a dossier that is not there: nothing, another address, or a withdrawal with its reason."""

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from api.public.directory import Directory
from feeds.registry.tables import Retraction

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The names of a Site that was withdrawn, each with its reason and day (YYYY-MM-DD), the newest first."""

    names: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The names of a Site are another's now: its slug."""

    slug: str


def fate(session: Session, slug: str, directory: Directory) -> Withdrawn | Merged | None:
    """What became of a Site that is not in the Release; None when there never was one of this slug. One query."""
    newest = col(Retraction.at).desc(), col(Retraction.id).desc()
    rows = session.exec(select(Retraction).where(Retraction.site_slug == slug).order_by(*newest).limit(MOST)).all()
    for row in rows:
        if (listed := directory.by_hostname.get(row.hostname)) is not None:
            return Merged(str(listed.site["slug"]))
    if not rows:
        return None
    return Withdrawn(tuple((row.hostname, row.reason, row.at.date().isoformat()) for row in rows))
