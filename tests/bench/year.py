"""A year of a Desk's work as rows: Sites, Proposals in every state, and what waits beside them. The same at every run.

Written past the domain, in bulk, and held to the database's own rules all the same. The Journal's digests are made up:
its chain is measured elsewhere.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any, Final

from sqlalchemy import insert, text
from sqlmodel import Session, SQLModel, select

from feeds.intake.sources.tables import ItemState, Source, SourceItem
from feeds.registry import taxonomy
from feeds.registry.tables import Citation, Event, Evidence, Link, Name, ProtectedName, Signal, Site
from feeds.release.tables import Release
from feeds.review import people, severity
from feeds.review.disputes.tables import Dispute
from feeds.review.due_again.tables import Verification
from feeds.review.operations import OPERATIONS
from feeds.review.reports.tables import DayOfReports
from feeds.review.roles import Role
from feeds.review.states import ProposalState
from feeds.review.tables import JournalEntry, Person, Proposal, ProposedOperation, Review
from feeds.watch import findings, keeping
from feeds.watch.changes import FindingKind
from feeds.watch.findings import Found
from feeds.watch.observing import Observed
from feeds.watch.tables import Finding
from feeds.watch.verdicts import weigh
from tests.watch.verdicts.seeing import html as page_of
from tests.watch.verdicts.seeing import led, seen

NAMES_A_SITE: Final = 3
END: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
_YEAR: Final = timedelta(days=365)
_CURATORS: Final = ("ada", "grace", "mary", "joan")
_MACHINES: Final = ("intake", "watch")
_AT_ONCE: Final = 5_000
# Of a hundred Proposals, in the order in which they were written; what was written last waits.
_STATES: Final = (
    *[ProposalState.REJECTED] * 12,
    *[ProposalState.WITHDRAWN] * 2,
    ProposalState.SUPERSEDED,
    *[ProposalState.PUBLISHED] * 80,
    ProposalState.DRAFT,
    *[ProposalState.IN_REVIEW] * 4,
)
_DECIDED: Final = {ProposalState.PUBLISHED: "approve", ProposalState.REJECTED: "reject"}


def fill(session: Session, *, sites: int, proposals: int, journal: int) -> None:
    """Write a year of work into a database that has its tables, perhaps people, and nothing else."""
    everybody = {person.handle: person.id for person in session.exec(select(Person))}
    for handle in _CURATORS:
        if handle not in everybody:
            everybody[handle] = people.add(session, handle, role=Role.REVIEWER).id
    everybody |= {handle: people.machine(session, handle).id for handle in _MACHINES}
    _find(session)
    for table, rows in chain(_registry(sites), _beside(sites, proposals // 10)):
        _write(session, table, rows)
    _propose(session, everybody, sites, proposals)
    _write(session, JournalEntry, (_entry(number, proposals) for number in range(1, journal + 1)))
    _write(session, Release, (_release(serial) for serial in range(2, 2 + proposals // 100)))
    if session.get_bind().dialect.name == "postgresql":
        _let_ids_go_on(session)


def _find(session: Session) -> None:
    """One Finding with all that it was told from: number 1."""
    before, leads = seen(hostname(1, 0), page_of("Dusk, the evening chat"), day=1), "https://dusk.gg/"
    after = seen("dusk.gg", page_of("Dusk, the evening chat"), day=3)
    then = led(seen(hostname(1, 0), page_of("Dusk"), day=3), leads)
    keeping.keep(session, Observed(before, None))
    keeping.keep(session, Observed(then, None))
    number = keeping.keep(session, Observed(after, None))
    verdict = weigh([before, then], after)
    found = Found(FindingKind.RENAMED, hostname(1, 0), "dusk.gg", verdict, number, after.at, after.at)
    findings.record(session, found)


def hostname(site: int, name: int) -> str:
    """The name of that number of a Site."""
    return f"site-{site}.{('fr', 'gg', 'chat')[name]}"


def _registry(sites: int) -> Iterator[tuple[type[SQLModel], Iterable[dict[str, Any]]]]:
    categories, signals = list(taxonomy.categories()), list(taxonomy.signals())
    each = range(1, sites + 1)
    names = [(site, name) for site in each for name in range(NAMES_A_SITE)]
    yield Evidence, ({"id": site, **_source(f"paper-{site}", site), "kind": "article"} for site in each)
    yield (
        Site,
        (
            {
                "id": site,
                "slug": f"site-{site}",
                "name": f"Site {site}",
                "also_known_as": [],
                "category": categories[site % len(categories)],
                "status": "active",
            }
            for site in each
        ),
    )
    yield (
        Name,
        (
            {
                "id": _name(site, name),
                "site_id": site,
                "hostname": hostname(site, name),
                "status": "active" if name == NAMES_A_SITE - 1 else "closed",
                "used_from": f"{2022 + name}-05",
            }
            for site, name in names
        ),
    )
    yield (
        Link,
        (
            {
                "id": _name(site, name),
                "old_id": _name(site, name - 1),
                "new_id": _name(site, name),
                "kind": "renamed_to",
            }
            for site, name in names
            if name
        ),
    )
    yield Signal, ({"id": site, "site_id": site, "signal": signals[site % len(signals)]} for site in each)
    said = {"en": "The site changed its address.", "fr": "Le site a changé d’adresse."}
    yield Event, ({"id": site, "site_id": site, "kind": "report", "date": "2026-05", "text": said} for site in each)
    yield Citation, ({"evidence_id": site, "signal_id": site} for site in each)
    yield Citation, ({"evidence_id": site, "event_id": site} for site in each)
    yield Citation, ({"evidence_id": site, "name_id": _name(site, name)} for site, name in names)
    yield (
        Verification,
        (
            {"signal_id": site, "checked_at": END - _YEAR, "verify_by": END + timedelta(days=site % 400 - 20)}
            for site in each
        ),
    )


def _beside(sites: int, count: int) -> Iterator[tuple[type[SQLModel], Iterable[dict[str, Any]]]]:
    """What waits beside Proposals, and what waited: a tenth of it waits still."""
    each = range(1, count + 1)
    yield (
        ProtectedName,
        ({"hostname": f"help-{number}.org", "reason": "People find help there."} for number in each[::10]),
    )
    yield Source, [{"id": 1, "address": "https://paper.example.com/feed", "title": "A newspaper", "due_at": END}]
    yield (
        SourceItem,
        (
            {
                "source_id": 1,
                "key": _digest(f"item {number}"),
                "title": f"What happened to site {number}",
                "seen_at": _when(number, count),
                "state": ItemState.WAITING if number % 10 == 0 else ItemState.DRAFTED,
                "reasons": [],
                "sketch": [],
            }
            for number in each
        ),
    )
    yield (
        DayOfReports,
        (
            {
                "name": f"reported-{number}.com",
                "kind": "risky",
                "day": _when(number, count).date(),
                "reports": 3,
                "sources": 2,
                "handled_at": None if number % 10 == 0 else END - timedelta(days=2),
            }
            for number in each
        ),
    )
    yield (
        Finding,
        (
            {
                "kind": "renamed",
                "old": hostname(1 + number % sites, 0),
                "new": f"found-{number}.gg",
                "score": 0.9,
                "first_seen": _when(number, count),
                "last_seen": _when(number, count),
            }
            for number in each
        ),
    )
    yield (
        Dispute,
        (
            {
                "secret": _digest(f"secret {number}"),
                "name": hostname(1 + number % sites, 0),
                "site_slug": f"site-{1 + number % sites}",
                "asks": "correction",
                "state": "open",
                "language": "fr",
                "opened_at": _when(number, count),
                "proof_code": _digest(f"proof {number}")[:32],
            }
            for number in each
            if number % 10 == 0
        ),
    )


def _propose(session: Session, everybody: dict[str, int], sites: int, count: int) -> None:
    """Every Proposal begins as a draft, and gets the state that it is in by and by, as the database wants it."""
    states = {number: _STATES[(number - 1) * len(_STATES) // count] for number in range(1, count + 1)}
    first = next(number for number, state in states.items() if state == ProposalState.PUBLISHED)
    bodies = {number: [*_operations(number, sites), *_name_of_the_registry(number - first, sites)] for number in states}
    _write(session, Proposal, (_proposal(number, bodies[number], count) for number in states))
    _write(session, ProposedOperation, _operation_rows(bodies, everybody))
    decided = {number: state for number, state in states.items() if state in _DECIDED}
    reviews = {"reviewer_id": everybody["grace"], "reason": "I read the source."}
    _write(
        session,
        Review,
        (
            {"proposal_id": number, "verdict": _DECIDED[state], "at": _when(number, count), **reviews}
            for number, state in decided.items()
        ),
    )
    moved = text("UPDATE proposal SET state = :state, decided_at = created_at WHERE id BETWEEN :first AND :last")
    for state, first, last in _runs(states):
        if state != ProposalState.DRAFT:
            session.execute(moved, {"state": state, "first": first, "last": last})


def _runs(states: dict[int, ProposalState]) -> Iterator[tuple[ProposalState, int, int]]:
    first, before = 1, states[1]
    for number, state in states.items():
        if state != before:
            yield before, first, number - 1
            first, before = number, state
    yield before, first, len(states)


def _proposal(number: int, operations: list[dict[str, Any]], count: int) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Site {number} moved to new-{number}.gg",
        "public_reason": f"A newspaper says so, in its issue {number}.",
        "state": ProposalState.DRAFT,
        "created_at": _when(number, count),
        "severity": severity.of(OPERATIONS.validate_python(operations)),
    }


def _operations(number: int, sites: int) -> list[dict[str, Any]]:
    """What the Proposal of that number would do: half of them bring a name, the others a reason or an event."""
    site, key = f"site-{1 + number % sites}", f"proposed-{number}"
    evidence = {"op": "add_evidence", **_source(key, number)}
    added: dict[str, Any]
    if number % 2:
        added = {"op": "add_name", "name": f"new-{number}.gg", "status": "active"}
    elif number % 4:
        added = {"op": "add_signal", "signal": "no-age-check"}
    else:
        said = {"en": "A court looked into it.", "fr": "Un tribunal s’en est saisi."}
        added = {"op": "add_event", "kind": "court", "date": "2026-05", "text": said}
    return [evidence, {**added, "site": site, "evidence": [key]}]


def _name_of_the_registry(index: int, sites: int) -> list[dict[str, Any]]:
    """What lets one of the names of the registry be there: no Release lists what nobody decided on."""
    site, name = 1 + index // NAMES_A_SITE, index % NAMES_A_SITE
    said = {"site": f"site-{site}", "name": hostname(site, name), "status": "active", "evidence": [f"paper-{site}"]}
    return [{"op": "add_name", **said}] if 0 <= index < sites * NAMES_A_SITE else []


def _operation_rows(bodies: dict[int, list[dict[str, Any]]], everybody: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, operations in bodies.items():
        author = everybody[(*_MACHINES, "ada")[number % 3]]
        for position, body in enumerate(operations):
            yield {"proposal_id": number, "position": position, "author_id": author, "body": body}


def _source(key: str, number: int) -> dict[str, Any]:
    return {
        "key": key,
        "publisher": "A newspaper",
        "title": f"What happened, part {number}",
        "date": "2026-05-01",
        "language": "en",
        "url": f"https://paper.example.com/{number}",
        "digest": _digest(f"text {number}"),
    }


def _entry(number: int, proposals: int) -> dict[str, Any]:
    about = 1 + number % proposals
    return {
        "sequence": number,
        "at": END - _YEAR + timedelta(seconds=number),
        "actor": _CURATORS[number % len(_CURATORS)],
        "action": "propose",
        "subject": f"proposal {about}",
        "body": {"title": f"Site {about} moved", "reason": f"A newspaper says so, in its issue {number}."},
        "previous": _digest(f"entry {number - 1}"),
        "digest": _digest(f"entry {number}"),
    }


def _release(serial: int) -> dict[str, Any]:
    digests = {f"{name}_sha256": _digest(f"{name} {serial}") for name in ("names", "sites", "helplines")}
    return {"serial": serial, "released_at": END, "names": 1000 + serial, "added": 1, "removed": 0, **digests}


def _when(number: int, count: int) -> datetime:
    """The moment of one of so many things that happened in the year."""
    return END - _YEAR + number * (_YEAR / (count + 1))


def _name(site: int, name: int) -> int:
    return (site - 1) * NAMES_A_SITE + name + 1


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def _write(session: Session, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        session.execute(insert(table), some)


def _let_ids_go_on(session: Session) -> None:
    """Rows were written with ids of their own: the next ones come after them."""
    for name in (table.name for table in SQLModel.metadata.sorted_tables if "id" in table.c):
        sequence = session.execute(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": name}).scalar_one()
        highest = session.execute(text(f"SELECT max(id) FROM {name}")).scalar_one()
        if sequence and highest:
            session.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})
