"""Reads the registry, or what it says of a few Sites, into values: a few selects, joined in memory by id.

Rows are read as tuples with names, not as objects of the tables' classes: on 100 000 names of 40 000 sites, each with a
report, a signal and their citations, that takes 3 s and 340 MB instead of 18 s and 680 MB.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, inspect, true
from sqlmodel import Session, SQLModel, col, or_, select

from feeds.registry import taxonomy
from feeds.registry.lineage import oldest_first
from feeds.registry.risk import RISK_EVENTS, stance
from feeds.registry.tables import (
    CITATION_COLUMN,
    Citation,
    Event,
    Evidence,
    Helpline,
    Link,
    Name,
    Reply,
    Signal,
    Site,
)
from feeds.registry.words import LinkKind
from feeds.release.collecting import paused
from feeds.release.snapshot import Amendment, Snapshot, names_of

# A row of a table, with its columns as attributes; no type says which they are.
Row = Any
OF_SITE: Final = ("slug", "name", "also_known_as", "category", "status", "status_as_of")
OF_EVIDENCE: Final = ("publisher", "title", "date", "language", "url")
OF_REPLY: Final = ("date", "language", "text")
NOT_OF_HELPLINE: Final = frozenset({"id", "note"})


@paused()
def read(session: Session, today: date) -> Snapshot:
    """Everything a Release of today would say. A Site without a Name is left out: nobody can visit it."""
    return _Reading(session, today, _EVERYTHING, None).snapshot()


@paused()
def read_sites(
    session: Session, today: date, *, slugs: frozenset[str], hostnames: frozenset[str], sources: frozenset[str]
) -> Amendment:
    """What a Release of today would say of the Sites of these slugs and hostnames; `sources` are keys of Evidence."""
    part = _Reading(session, today, _only(session, slugs, hostnames), sources).snapshot()
    return Amendment(slugs | {site["slug"] for site in part.sites["sites"]}, part)


def linked(session: Session, *, slugs: frozenset[str], hostnames: frozenset[str]) -> frozenset[str]:
    """Every hostname of the Sites of these slugs and hostnames, and of the other ends of their Links."""
    return frozenset(_linked_or_listed(session, _only(session, slugs, hostnames)).values())


# Which rows of a table are read; of `Name`, those that are listed.
Scope = Mapping[type[SQLModel], ColumnElement[bool]]
_OF_SITE: Final = (Name, Signal, Event)
_EVERYTHING: Final[Scope] = dict.fromkeys((Site, *_OF_SITE, Link, Reply), true())


def _only(session: Session, slugs: frozenset[str], hostnames: frozenset[str]) -> Scope:
    """The rows that belong to some Sites, by their numbers: for nested questions PostgreSQL reads whole tables."""

    def numbers(column: Any, *where: ColumnElement[bool]) -> Sequence[int]:
        return session.exec(select(column).where(or_(*where)).distinct()).all()

    named = select(Name.site_id).where(col(Name.hostname).in_(hostnames))
    sites = numbers(Site.id, col(Site.slug).in_(slugs), col(Site.id).in_(named))
    names = numbers(Name.id, _among(Name.site_id, sites))
    links = numbers(Link.id, _among(Link.old_id, names), _among(Link.new_id, names))
    return {
        Site: _among(Site.id, sites),
        **{table: _among(table.site_id, sites) for table in _OF_SITE},
        Link: _among(Link.id, links),
        Reply: _among(Reply.name_id, names),
    }


def _among(column: Any, numbers: Sequence[int]) -> ColumnElement[bool]:
    # Written out: a database takes so many parameters in one question, and a Site may have any number of Names.
    return col(column).in_(bindparam("numbers", numbers, expanding=True, literal_execute=True, unique=True))


def _citing(table: type[SQLModel], scope: Scope) -> ColumnElement[bool]:
    facts = select(inspect(table).columns["id"]).where(scope[table])
    column: ColumnElement[int] = inspect(Citation).columns[CITATION_COLUMN[table]]
    return column.in_(facts)


def _linked_or_listed(session: Session, scope: Scope) -> dict[int, str]:
    """The hostnames of the Names that are read, and of those at the other ends of their Links, by id."""
    ends = (select(end).where(scope[Link]) for end in (Link.old_id, Link.new_id))
    names = or_(scope[Name], *(col(Name.id).in_(end) for end in ends))
    return {row.id: row.hostname for row in session.execute(select(Name.id, Name.hostname).where(names))}


class _Reading:
    def __init__(self, session: Session, today: date, scope: Scope, sources: frozenset[str] | None) -> None:
        """Of Evidence is read what the scope's facts cite, and these keys; with None, all of it."""
        self._session, self._today, self._scope = session, today, scope
        self._order = {signal: place for place, signal in enumerate(taxonomy.signals())}
        self._cited = {table: self._citations(table) for table in CITATION_COLUMN}
        self._evidence = {row.id: row for row in self._read(Evidence, self._needed(sources))}
        self._names = self._by_site(Name)
        self._signals = self._by_site(Signal)
        self._events = self._by_site(Event)
        self._hostname = _linked_or_listed(session, scope)
        self._links: defaultdict[int, list[Row]] = defaultdict(list)
        for link in self._rows(Link, "date", "id"):
            self._links[link.old_id].append(link)
            self._links[link.new_id].append(link)
        self._replies: defaultdict[int, list[Row]] = defaultdict(list)
        for reply in self._rows(Reply):
            self._replies[reply.name_id].append(reply)

    def snapshot(self) -> Snapshot:
        dossiers = [self._dossier(site) for site in self._rows(Site, "slug") if self._names[site.id]]
        return Snapshot(
            names=[listed for dossier in dossiers for listed in names_of(dossier)],
            sites=self._sites_file(dossiers),
            helplines=self._helplines_file(),
        )

    def _sites_file(self, dossiers: list[dict[str, Any]]) -> dict[str, Any]:
        listed = col(Signal.site_id).in_(select(Name.site_id))
        used = set(self._session.exec(select(Signal.signal).where(listed).distinct()))
        return {
            "format": "vigie-sites/1",
            "licence": "CC-BY-4.0",
            "categories": {category.id: category.label for category in taxonomy.categories().values()},
            "signals": {
                words.id: {"label": words.label, "sentence": words.sentence}
                for words in taxonomy.signals().values()
                if words.id in used
            },
            "evidence": {row.key: _cells(row, OF_EVIDENCE) for row in self._evidence.values()},
            "sites": dossiers,
        }

    def _helplines_file(self) -> dict[str, Any]:
        helplines = []
        for row in self._rows(Helpline, "country", "id"):
            line = {column: cell for column, cell in row._mapping.items() if column not in NOT_OF_HELPLINE}
            line["for"], line["text"] = line.pop("audience"), line.pop("text_number")
            helplines.append(line)
        return {"format": "vigie-helplines/1", "licence": "CC-BY-4.0", "helplines": helplines}

    def _dossier(self, site: Row) -> dict[str, Any]:
        names = {name.hostname: name for name in self._names[site.id]}
        links = list({link.id: link for name in names.values() for link in self._links[name.id]}.values())
        renames = [
            (self._hostname[link.old_id], self._hostname[link.new_id])
            for link in links
            if link.kind == LinkKind.RENAMED_TO
        ]
        order = oldest_first({name.hostname: name.used_from for name in names.values()}, renames)
        signals = sorted(self._signals[site.id], key=lambda row: self._order[row.signal])
        events = sorted(self._events[site.id], key=lambda event: (event.date or "", event.id))
        newest = {row.id: self._newest(row) for row in signals}
        happened = [event.date for event in events if event.kind in RISK_EVENTS]
        return {
            **_cells(site, OF_SITE),
            "stance": stance([*newest.values(), *happened], self._today),
            "names": [self._name(names[hostname]) for hostname in order],
            "links": [self._link(link) for link in links],
            "signals": [
                {"signal": row.signal, "date": newest[row.id], "evidence": self._keys(Signal, row)} for row in signals
            ],
            "events": [
                {"kind": event.kind, "date": event.date, "text": event.text, "evidence": self._keys(Event, event)}
                for event in events
            ],
            **self._replied({name.id: name.hostname for name in names.values()}),
        }

    def _replied(self, hostnames: Mapping[int, str]) -> dict[str, Any]:
        rows = [row for number in hostnames for row in self._replies[number]]
        rows.sort(key=lambda row: (row.date, row.id))
        replies = [{"name": hostnames[row.name_id], **_cells(row, OF_REPLY)} for row in rows]
        return {"replies": replies} if replies else {}

    def _name(self, name: Row) -> dict[str, Any]:
        dates = {"from": name.used_from, "to": name.used_to}
        return {"name": name.hostname, "status": name.status, **dates, "evidence": self._keys(Name, name)}

    def _link(self, link: Row) -> dict[str, Any]:
        ends = {"old": self._hostname[link.old_id], "new": self._hostname[link.new_id]}
        return {**ends, "kind": link.kind, "date": link.date, "evidence": self._keys(Link, link)}

    def _keys(self, table: type[SQLModel], fact: Row) -> list[str]:
        return [self._evidence[number].key for number in self._cited[table][fact.id]]

    def _newest(self, signal: Row) -> str | None:
        read = (self._evidence[number].date for number in self._cited[Signal][signal.id])
        return max(filter(None, read), default=None)

    def _citations(self, table: type[SQLModel]) -> defaultdict[int, list[int]]:
        cited: defaultdict[int, list[int]] = defaultdict(list)
        fact = inspect(Citation).columns[CITATION_COLUMN[table]]
        rows = select(fact, Citation.evidence_id).where(_citing(table, self._scope)).order_by("id")
        for fact_id, evidence_id in self._session.execute(rows):
            cited[fact_id].append(evidence_id)
        return cited

    def _needed(self, sources: frozenset[str] | None) -> ColumnElement[bool]:
        if sources is None:
            return true()
        cited = {number for facts in self._cited.values() for numbers in facts.values() for number in numbers}
        return or_(col(Evidence.key).in_(sources), _among(Evidence.id, sorted(cited)))

    def _by_site(self, table: type[SQLModel]) -> defaultdict[int, list[Row]]:
        grouped: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self._rows(table):
            grouped[row.site_id].append(row)
        return grouped

    def _rows(self, table: type[SQLModel], *order: str) -> Iterable[Row]:
        return self._read(table, self._scope.get(table, true()), *order)

    def _read(self, table: type[SQLModel], where: ColumnElement[bool], *order: str) -> Iterable[Row]:
        rows = select(*inspect(table).columns).where(where)
        return self._session.execute(rows.order_by(*(order or ("id",))))


def _cells(row: Row, columns: Sequence[str]) -> dict[str, Any]:
    return {column: getattr(row, column) for column in columns}
