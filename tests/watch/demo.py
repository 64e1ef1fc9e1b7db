"""`make demo-watch`: a site leaves its name, is seized under the next, and a copy appears; what does the Watch see?

usage: python -m tests.watch.demo [FOLDER]     (default: tests/artifacts/demo-watch)

The Watch is the real one. It runs against a small internet of its own on this machine (name servers, https, a
registry), on the story's days; two curators decide, as they would on the Desk. At the end FOLDER holds pictures of the
Desk's pages.
"""

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlmodel import col, select

from api.database import Database
from api.desk.lineage import of_names, with_changes
from api.jobs import watch
from api.settings import Settings
from feeds.review import people, proposals
from feeds.review.operations import OPERATIONS
from feeds.review.tables import Proposal
from feeds.watch import findings
from feeds.watch.tables import Finding
from tests.internet.reading import find, read
from tests.internet.running import Internet, running
from tests.watch import demo_pictures
from tests.watch.telling import Teller

WORLD: Final = "coco-from-fr-to-a-copy"
PICTURES: Final = Path(__file__).parents[1] / "artifacts" / "demo-watch"
DAYS: Final = (1, 2, 20, 21, 60, 61, 62, 90)
"""The days that are played: those on which something happens, and some after, since what comes and goes is no news."""
AFTERWARDS: Final = timedelta(days=14)
"""When the pictures are taken, so that the last name has some time behind it."""
LISTING: Final = [
    {
        "op": "add_evidence",
        "key": "the-story",
        "publisher": "The story",
        "title": "A chat where nobody is asked how old they are",
        "language": "en",
    },
    {"op": "add_site", "slug": "coco", "name": "Coco", "category": "anonymous-chat", "status": "active"},
    {"op": "add_name", "site": "coco", "name": "coco.fr", "status": "active", "evidence": ["the-story"]},
    {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["the-story"]},
]


def main(pictures: Path = PICTURES) -> None:
    """Play the story, telling it, and photograph the Desk at its end."""
    world = read(find(WORLD))
    tell = Teller()
    with tempfile.TemporaryDirectory() as name, running(world, Path(name)) as internet:
        settings = _settings(Path(name), internet)
        database = Database(settings.database)
        database.migrate()
        _list_coco(database, internet)
        tell.story(world)
        for day in DAYS:
            internet.on(day)
            _live_through(day, database, settings, internet, tell)
        with database.read() as session:
            tell.lineage(of_names(session, {"coco.fr"}), "The lineage, at the end", margin="  ")
            numbers = list(session.exec(select(Finding.id).order_by(col(Finding.first_seen), col(Finding.id))))
        taken = demo_pictures.take(settings, pictures, numbers, world.moment(internet.day) + AFTERWARDS)
        database.close()
    tell.pictures(taken, pictures)


def _settings(folder: Path, internet: Internet) -> Settings:
    """This process lives in the small internet from here on: its resolver, its way out, its authority."""
    os.environ.update(internet.environment)
    return Settings(data_dir=folder, watch_rate=100.0)


def _list_coco(database: Database, internet: Internet) -> None:
    at = internet.world.moment(1) - timedelta(hours=1)
    with database.write() as session:
        ada, grace = people.add(session, "ada"), people.add(session, "grace")
        listing = proposals.propose(
            session,
            author=ada,
            title="List Coco",
            reason="Nobody is asked how old they are.",
            operations=OPERATIONS.validate_python(LISTING),
            at=at,
        )
        proposals.approve(session, listing, reviewer=grace, reason="I read the story.", at=at)


def _live_through(day: int, database: Database, settings: Settings, internet: Internet, tell: Teller) -> None:
    """One day: what happens, what the Watch sees, what it drafts, and what the curators make of that."""
    at = internet.world.moment(day)
    outcome = watch.run(database, settings, at)
    drafted = _waiting(database)
    tell.day(day, at.date(), internet.world, outcome)
    for number in drafted:
        _decide(database, number, internet, tell)


def _waiting(database: Database) -> list[int]:
    with database.read() as session:
        waiting = select(Proposal.id).where(Proposal.state == "in_review").order_by(col(Proposal.id))
        return list(session.exec(waiting))


def _decide(database: Database, number: int, internet: Internet, tell: Teller) -> None:
    with database.write() as session:
        proposal = proposals.get(session, number)
        found = findings.of_proposal(session, number)
        assert found is not None, f"the Watch drafted “{proposal.title}” from nothing"
        changes = proposals.operations_of(session, proposal)
        tell.proposal(proposal, found, findings.verdict_of(findings.sightings(session, found)[0]), changes)
        tell.lineage(with_changes(of_names(session, {"coco.fr"}), changes), "With that, Coco’s names would be")
        reason = "I compared both names side by side."
        at = internet.world.moment(internet.day) + timedelta(hours=1)
        proposals.approve(session, proposal, reviewer=people.get(session, "grace"), reason=reason, at=at)
        tell.decision("grace", reason)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
