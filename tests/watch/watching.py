"""Runs the Watch itself in a world of the small internet, on days that pass."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from sqlmodel import col, select

from api.database import Database
from api.jobs import watch
from api.jobs.watch import Outcome
from api.settings import Settings
from feeds.fetching import Place
from feeds.review.operations import Operation
from feeds.review.proposals import operations_of, reject
from feeds.review.tables import Person, Proposal
from feeds.watch.drafting import AUTHOR
from feeds.watch.tables import Finding
from tests.internet.reading import find, read
from tests.internet.running import Internet, running
from tests.review.proposing import approve, propose, someone
from tests.watch.verdicts.told import trusting

SITE: list[dict[str, object]] = [
    {"op": "add_evidence", "key": "paper-1", "publisher": "A newspaper", "title": "A site", "language": "en"},
    {"op": "add_site", "slug": "site", "name": "The site", "category": "anonymous-chat", "status": "active"},
]


class Watching:
    """An installation that lists some names of a world, and its curators."""

    def __init__(self, internet: Internet, database: Database, settings: Settings) -> None:
        self.internet, self.database, self.settings = internet, database, settings
        self.lines: list[str] = []

    def lists(self, *names: str, status: str = "active") -> None:
        """Let one Site with these names be listed."""
        listed = ({"op": "add_name", "site": "site", "name": name, "status": status} for name in names)
        with self.database.write() as session:
            rows: list[Mapping[str, object]] = [*SITE, *({**name, "evidence": ["paper-1"]} for name in listed)]
            approve(session, propose(session, *rows, at=self.internet.world.moment(1)))

    def retracts(self, name: str) -> None:
        """Let a listing be withdrawn."""
        with self.database.write() as session:
            approve(session, propose(session, {"op": "retract_name", "name": name, "reason": "A mistake."}))

    def on(self, *days: int) -> Outcome:
        """Let days pass, and the Watch run on each; return what came of the last."""
        for day in days:
            self.internet.on(day)
            outcome = self.run_at(self.moment(day))
        return outcome

    def run_at(self, at: datetime) -> Outcome:
        """Let the Watch run at a moment, in the world as it stands."""
        return watch.run(self.database, self.settings, at, self.lines.append)

    def moment(self, day: int) -> datetime:
        """Noon of a day."""
        return self.internet.world.moment(day)

    def findings(self) -> list[tuple[str, str, str]]:
        """Kind, old and new name of everything that was found, in the order of finding."""
        with self.database.read() as session:
            rows = session.exec(select(Finding).order_by(col(Finding.id)))
            return [(finding.kind, finding.old, finding.new) for finding in rows]

    def finding(self, kind: str) -> Finding:
        """The one finding of a kind."""
        with self.database.read() as session:
            return session.exec(select(Finding).where(Finding.kind == kind)).one()

    def proposals(self) -> list[Proposal]:
        """What the Watch proposed, oldest first."""
        with self.database.read() as session:
            rows = select(Proposal).where(Proposal.title != "A change").order_by(col(Proposal.id))
            return list(session.exec(rows))

    def operations(self, proposal: Proposal) -> list[Operation]:
        """What a Proposal would change."""
        with self.database.read() as session:
            return operations_of(session, proposal)

    def author_kind(self) -> str:
        """What kind of author the Watch is."""
        with self.database.read() as session:
            return session.exec(select(Person.kind).where(Person.handle == AUTHOR)).one()

    def approve(self, proposal: Proposal) -> None:
        """Let a curator approve."""
        with self.database.write() as session:
            approve(session, session.get_one(Proposal, proposal.id))

    def reject(self, proposal: Proposal, day: int) -> None:
        """Let a curator turn it down."""
        with self.database.write() as session:
            found, curator = session.get_one(Proposal, proposal.id), someone(session, "grace")
            reject(session, found, reviewer=curator, reason="It is not so.", at=self.moment(day))


@contextmanager
def watching(world: str | Path, folder: Path, database: Database, **settings: object) -> Iterator[Watching]:
    """Run a world, named or as a file, with an installation in it."""
    told = read(world if isinstance(world, Path) else find(world))
    with running(told, folder) as internet, trusting(internet):
        there = {"resolver": Place(*internet.resolver), "egress": Place(*internet.door), "watch_rate": 100}
        unused = SecretStr("sqlite:///unused.db")
        yield Watching(
            internet,
            database,
            Settings.model_validate({"data_dir": folder, "database_url": unused, **there, **settings}),
        )
