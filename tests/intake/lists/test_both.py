"""What a Batch asks of the database is answered alike by SQLite and PostgreSQL."""

from api.database import Database
from feeds.intake.lists import batches, deciding, drafting
from feeds.intake.lists.candidates import candidates
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.intake.lists.importing import counted, named
from tests.review.proposing import LIST_COCO, approve, propose, someone


def test_a_batch_lives_alike_on_both_databases(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    counted(database, ["coco.gg", "com", "com", *named(20), named(1)[0]])
    with database.write() as session:
        author = someone(session, "ada")
        number = drafting.propose(session, named(2), site="coco", reason="Seen.", author=author, at=NOON).id
    newer = counted(database, ["coco.gg", *named(20, first=1)])
    assert (newer.state, newer.came, newer.went) == ("counted", 1, 1)
    with database.read() as session:
        assert [found.hostname for found in candidates(session, most=100)] == sorted(named(19, first=2))
    with database.write() as session:
        assert deciding.undo(session, batches.get(session, newer.id), by=author, reason="", at=NOON) == 0
    with database.read() as session:
        assert session.get_one(Proposal, number).state == "in_review"
        first = batches.current(session, "ours")
        assert first is not None
        assert (first.good, first.repeated, first.rows) == (21, 1, 24)
        assert [found.hostname for found in candidates(session, most=100)] == sorted(named(18, first=2))
