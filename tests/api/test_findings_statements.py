"""However long the Watch's lists grow, a page of the Desk asks the database as often."""

from datetime import timedelta

from sqlmodel import select
from starlette.testclient import TestClient

from api.database import Database
from feeds.watch import findings, keeping
from feeds.watch.changes import FindingKind
from feeds.watch.findings import Found
from feeds.watch.observing import Observed
from feeds.watch.tables import Finding
from feeds.watch.verdicts import weigh
from tests.api.moments import now
from tests.api.test_findings import grace
from tests.statements import counted
from tests.watch.verdicts.seeing import html, seen

__all__ = ["grace"]
FEW, MANY = 5, 40
PAGES = ("/desk/findings", "/desk/findings/{first}", "/desk/sites/coco")


def _fill(database: Database, first: int, last: int) -> None:
    """Findings about coco.gg, each with its own new name, and as many Sightings of the first of them."""
    before = seen("coco.gg", html(), day=1)
    with database.write() as session:
        if first == 0:
            keeping.keep(session, Observed(before, None))
        for number in range(first, last):
            after = seen(f"coco{number}.zone", html(), day=2)
            new_id = keeping.keep(session, Observed(after, None))
            verdict, at = weigh([before], after), now() + timedelta(minutes=number)
            findings.record(session, Found(FindingKind.CLONE, "coco.gg", f"coco{number}.zone", verdict, new_id, at, at))
            findings.record(session, Found(FindingKind.CLONE, "coco.gg", "coco0.zone", verdict, new_id, at, at))


def test_a_page_asks_as_often_with_40_findings_as_with_5(grace: TestClient, founded: Database) -> None:
    counts: dict[str, set[int]] = {page: set() for page in PAGES}
    for first, last in ((0, FEW), (FEW, MANY)):
        _fill(founded, first, last)
        with founded.read() as session:
            number = session.exec(select(Finding.id).where(Finding.new == "coco0.zone")).one()
        for page in PAGES:
            with counted() as asked:
                assert grace.get(page.format(first=number)).status_code == 200
            counts[page].add(len(asked))
    assert {page: len(asked) for page, asked in counts.items()} == dict.fromkeys(PAGES, 1), counts
