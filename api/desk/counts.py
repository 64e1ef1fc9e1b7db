"""How much waits at the Desk, in figures: on the Queue, and alone, to be asked for again while the page is open."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.desk.curator import Curator, database_of
from api.web import page
from feeds.intake.sources import queueing
from feeds.review import due_again, waiting
from feeds.review.disputes import crowds
from feeds.review.reports import reading as reports
from feeds.watch import findings

router = APIRouter(prefix="/desk", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Count:
    """How much of one thing waits, where it is, and how much of it is late."""

    what: str
    place: str
    waits: int
    late: int = 0


@router.get("/counts")
def show(request: Request, curator: Curator) -> HTMLResponse:
    """The figures alone, as a piece of the Queue."""
    with database_of(request).read() as session:
        values = {"counts": of_now(session, datetime.now(UTC)), "curator": curator}
    return page(request, "desk/counts.html", values)


def of_now(session: Session, at: datetime) -> list[Count]:
    """What waits at a moment, as many questions for much as for little."""
    disputed, due = crowds.waiting(session, at), due_again.waiting(session, at)
    return [
        Count("proposals", "/desk#proposals", waiting.count(session)),
        Count("reports", "/desk#reports", reports.waiting(session)),
        Count("newspapers", "/desk#newspapers", queueing.count_waiting(session)),
        Count("findings", "/desk/findings", findings.count_waiting(session)),
        Count("disputes", "/desk/disputes", disputed.count, disputed.overdue),
        Count("due", "/desk/due", due.count, due.overdue),
    ]
