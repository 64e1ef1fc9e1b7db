"""A year of a Desk's work as rows: Sites, Proposals in every state, and what waits beside them. The same at every run.

Written past the domain, in bulk, and held to the database's own rules all the same. The Journal's digests are made up:
its chain is measured elsewhere.
"""

from datetime import timedelta
from itertools import chain
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from feeds.release.tables import Release
from feeds.review import people
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry, Person
from feeds.watch import findings, keeping
from feeds.watch.changes import FindingKind
from feeds.watch.findings import Found
from feeds.watch.observing import Observed
from feeds.watch.verdicts import weigh
from tests.bench.year_proposals import MACHINES, propose
from tests.bench.year_registry import beside, registry
from tests.bench.year_rows import END, YEAR, digest, hostname, write
from tests.watch.verdicts.seeing import html as page_of
from tests.watch.verdicts.seeing import led, seen

_CURATORS: Final = ("ada", "grace", "mary", "joan")


def fill(session: Session, *, sites: int, proposals: int, journal: int) -> None:
    """Write a year of work into a database that has its tables, perhaps people, and nothing else."""
    everybody = {person.handle: person.id for person in session.exec(select(Person))}
    for handle in _CURATORS:
        if handle not in everybody:
            everybody[handle] = people.add(session, handle, role=Role.REVIEWER).id
    everybody |= {handle: people.machine(session, handle).id for handle in MACHINES}
    _find(session)
    for table, rows in chain(registry(sites), beside(sites, proposals // 10)):
        write(session, table, rows)
    propose(session, everybody, sites, proposals)
    write(session, JournalEntry, (_entry(number, proposals) for number in range(1, journal + 1)))
    write(session, Release, (_release(serial) for serial in range(2, 2 + proposals // 100)))
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


def _entry(number: int, proposals: int) -> dict[str, Any]:
    about = 1 + number % proposals
    return {
        "sequence": number,
        "at": END - YEAR + timedelta(seconds=number),
        "actor": _CURATORS[number % len(_CURATORS)],
        "action": "propose",
        "subject": f"proposal {about}",
        "body": {"title": f"Site {about} moved", "reason": f"A newspaper says so, in its issue {number}."},
        "previous": digest(f"entry {number - 1}"),
        "digest": digest(f"entry {number}"),
    }


def _release(serial: int) -> dict[str, Any]:
    digests = {f"{name}_sha256": digest(f"{name} {serial}") for name in ("names", "sites", "helplines")}
    return {"serial": serial, "released_at": END, "names": 1000 + serial, "added": 1, "removed": 0, **digests}


def _let_ids_go_on(session: Session) -> None:
    """Rows were written with ids of their own: the next ones come after them."""
    for name in (table.name for table in SQLModel.metadata.sorted_tables if "id" in table.c):
        sequence = session.execute(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": name}).scalar_one()
        highest = session.execute(text(f"SELECT max(id) FROM {name}")).scalar_one()
        if sequence and highest:
            session.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})
