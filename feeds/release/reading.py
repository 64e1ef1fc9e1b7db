"""Reads the registry into a `Snapshot`: a few whole-table selects, joined in memory by id."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from feeds.registry import taxonomy
from feeds.registry.lineage import oldest_first
from feeds.registry.risk import RISK_EVENTS, stance
from feeds.registry.tables import (
    CITATION_COLUMN,
    Citation,
    Event,
    Evidence,
    FactRow,
    Helpline,
    Link,
    Name,
    Signal,
    Site,
)
from feeds.registry.words import LinkKind, Stance, Status
from feeds.release.snapshot import ListedName, Snapshot

Row = TypeVar("Row", bound=SQLModel)


def read(session: Session, today: date) -> Snapshot:
    """Everything a Release of today would say. A Site without a Name is left out: nobody can visit it."""
    return _Reading(session, today).snapshot()


class _Reading:
    def __init__(self, session: Session, today: date) -> None:
        self._session, self._today = session, today
        self._evidence = {row.id: row for row in session.exec(select(Evidence))}
        self._cited = self._citations()
        self._names = self._by_site(Name)
        self._signals = self._by_site(Signal)
        self._events = self._by_site(Event)
        self._hostname = {name.id: name.hostname for names in self._names.values() for name in names}
        self._links: defaultdict[int, list[Link]] = defaultdict(list)
        for link in session.exec(select(Link).order_by(col(Link.date), col(Link.id))):
            self._links[link.old_id].append(link)
            self._links[link.new_id].append(link)

    def snapshot(self) -> Snapshot:
        sites = [site for site in self._session.exec(select(Site).order_by(Site.slug)) if self._names[site.id]]
        dossiers = [self._dossier(site) for site in sites]
        return Snapshot(
            names=[
                ListedName(name["name"], dossier["category"], Status(name["status"]), Stance(dossier["stance"]))
                for dossier in dossiers
                for name in dossier["names"]
            ],
            sites=self._sites_file(dossiers),
            helplines=self._helplines_file(),
        )

    def _sites_file(self, dossiers: list[dict[str, Any]]) -> dict[str, Any]:
        used = {signal["signal"] for dossier in dossiers for signal in dossier["signals"]}
        return {
            "format": "vigie-sites/1",
            "licence": "CC-BY-4.0",
            "categories": {category.id: category.label for category in taxonomy.categories().values()},
            "signals": {
                words.id: {"label": words.label, "sentence": words.sentence}
                for words in taxonomy.signals().values()
                if words.id in used
            },
            "evidence": {
                row.key: row.model_dump(include={"publisher", "title", "date", "language", "url"})
                for row in self._evidence.values()
            },
            "sites": dossiers,
        }

    def _helplines_file(self) -> dict[str, Any]:
        rows = self._session.exec(select(Helpline).order_by(Helpline.country, col(Helpline.id)))
        helplines = []
        for row in rows:
            line = row.model_dump(exclude={"id", "note"})
            line["for"], line["text"] = line.pop("audience"), line.pop("text_number")
            helplines.append(line)
        return {"format": "vigie-helplines/1", "licence": "CC-BY-4.0", "helplines": helplines}

    def _dossier(self, site: Site) -> dict[str, Any]:
        names = {name.hostname: name for name in self._names[site.id]}
        links = list({link.id: link for name in names.values() for link in self._links[name.id]}.values())
        renames = [
            (self._hostname[link.old_id], self._hostname[link.new_id])
            for link in links
            if link.kind == LinkKind.RENAMED_TO
        ]
        order = oldest_first({name.hostname: name.used_from for name in names.values()}, renames)
        signals = self._signals[site.id]
        events = sorted(self._events[site.id], key=lambda event: (event.date or "", event.id))
        happened = [event.date for event in events if event.kind in RISK_EVENTS]
        return {
            **site.model_dump(include={"slug", "name", "also_known_as", "category", "status", "status_as_of"}),
            "stance": stance([*map(self._newest, signals), *happened], self._today),
            "names": [self._name(names[hostname]) for hostname in order],
            "links": [self._link(link) for link in links],
            "signals": [
                {"signal": row.signal, "date": self._newest(row), "evidence": self._keys(row)}
                for row in sorted(signals, key=lambda row: list(taxonomy.signals()).index(row.signal))
            ],
            "events": [
                {"kind": event.kind, "date": event.date, "text": event.text, "evidence": self._keys(event)}
                for event in events
            ],
        }

    def _name(self, name: Name) -> dict[str, Any]:
        dates = {"from": name.used_from, "to": name.used_to}
        return {"name": name.hostname, "status": name.status, **dates, "evidence": self._keys(name)}

    def _link(self, link: Link) -> dict[str, Any]:
        ends = {"old": self._hostname[link.old_id], "new": self._hostname[link.new_id]}
        return {**ends, "kind": link.kind, "date": link.date, "evidence": self._keys(link)}

    def _keys(self, fact: FactRow) -> list[str]:
        return [evidence.key for evidence in self._evidence_for(fact)]

    def _newest(self, fact: FactRow) -> str | None:
        return max((evidence.date for evidence in self._evidence_for(fact) if evidence.date), default=None)

    def _evidence_for(self, fact: FactRow) -> Iterable[Evidence]:
        return (self._evidence[number] for number in self._cited[type(fact), fact.id])

    def _citations(self) -> defaultdict[tuple[type[Any], int], list[int]]:
        cited: defaultdict[tuple[type[Any], int], list[int]] = defaultdict(list)
        for citation in self._session.exec(select(Citation).order_by(col(Citation.id))):
            for table, column in CITATION_COLUMN.items():
                if (fact_id := getattr(citation, column)) is not None:
                    cited[table, fact_id].append(citation.evidence_id)
        return cited

    def _by_site(self, table: type[Row]) -> defaultdict[int, list[Row]]:
        grouped: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self._session.exec(select(table).order_by("id")):
            grouped[row.site_id].append(row)  # type: ignore[attr-defined]
        return grouped
