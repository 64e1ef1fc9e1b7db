"""Values of a registry for tests: Sites with their sources, of names that are given."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from feeds.release.snapshot import Amendment, ListedName, Snapshot, names_of

Dossier = dict[str, Any]
HELPLINES: Mapping[str, Any] = {"format": "vigie-helplines/1", "licence": "CC-BY-4.0", "helplines": []}


def dossier(slug: str, names: Sequence[ListedName], *, name: str = "One") -> Dossier:
    """A Site of these names, which takes its facts from the first, with a source and an event."""
    cited = [f"press-{slug}"]
    return {
        "slug": slug,
        "name": name,
        "also_known_as": [],
        "category": names[0].category,
        "status": names[0].status,
        "status_as_of": "2024-06",
        "stance": names[0].stance,
        "names": [
            {"name": line.name, "status": line.status, "from": "2003", "to": None, "evidence": cited} for line in names
        ],
        "links": [],
        "signals": [{"signal": "no-age-check", "date": "2024-06-25", "evidence": cited}],
        "events": [{"kind": "report", "date": "2024", "text": {"en": "Told.", "fr": "Signalé."}, "evidence": cited}],
    }


def source(slug: str) -> dict[str, str | None]:
    """The Evidence that the dossier of this Site cites."""
    return {
        "publisher": "A paper",
        "title": f"What became of {slug}",
        "date": "2024-06-25",
        "language": "fr",
        "url": f"https://paper.example/{slug}",
    }


def registry(dossiers: Iterable[Dossier], sources: Iterable[str] = ()) -> Snapshot:
    """What a registry of these Sites says, with their sources and those of other Sites."""
    sites = sorted(dossiers, key=lambda site: str(site["slug"]))
    keys = {site["slug"] for site in sites} | set(sources)
    return Snapshot(
        names=[line for site in sites for line in names_of(site)],
        sites={
            "format": "vigie-sites/1",
            "licence": "CC-BY-4.0",
            "categories": {},
            "signals": {},
            "evidence": {f"press-{slug}": source(slug) for slug in keys},
            "sites": sites,
        },
        helplines=HELPLINES,
    )


def amendment(slugs: Iterable[str], now: Mapping[str, Dossier]) -> Amendment:
    """What these Sites say in a registry."""
    touched = frozenset(slugs)
    return Amendment(touched, registry(site for slug, site in now.items() if slug in touched))
