"""The Desk's first page: what waits, what was decided, what is out and what is held."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session, col, select

from api.desk import counts, findings, newspapers
from api.desk.curator import Curator, database_of
from api.desk.narrowing import AGES, Narrowed
from api.desk.reports import on_the_queue
from api.jobs import release
from api.settings import Settings
from api.web import page
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import holding, waiting
from feeds.review.authorship import authors
from feeds.review.severity import Severity
from feeds.review.tables import Proposal
from feeds.review.waiting import Matter, NoSuchPlace, Order

router = APIRouter(prefix="/desk", include_in_schema=False)
ON_A_PAGE: Final = 20
_FINDINGS: Final = 5
_DECIDED: Final = 20


@router.get("")
def queue(request: Request, curator: Curator, narrowed: Annotated[Narrowed, Query()]) -> HTMLResponse:
    """What waits for a decision, as far as it is asked for; what was decided lately, what is out."""
    at = datetime.now(UTC)
    with database_of(request).read() as session:
        values: dict[str, Any] = {
            **_proposals(session, narrowed, at),
            "counts": counts.of_now(session, at),
            "decided": with_authors(session, _decided(session)),
            "release": session.exec(select(Release).order_by(col(Release.serial).desc()).limit(1)).first(),
            "seen": session.get(FreshnessCheck, 1),
            "hold": holding.standing(session),
            "found": findings.newest(session, limit=_FINDINGS),
            **on_the_queue(session),
            **newspapers.on_the_queue(session, at),
        }
    settings: Settings = request.app.state.settings
    planned = release.preview_if_waiting(database_of(request), settings, at)
    values |= {"curator": curator, "planned": planned.outcome if planned else None}
    return page(request, "desk/queue.html", values)


def _proposals(session: Session, narrowed: Narrowed, at: datetime) -> dict[str, Any]:
    try:
        rows = waiting.proposals(session, narrowed.asked(at), most=ON_A_PAGE + 1, after=narrowed.after)
    except NoSuchPlace as refusal:
        raise HTTPException(404, str(refusal)) from None
    return {
        "waiting": with_authors(session, rows[:ON_A_PAGE]),
        "more": narrowed.address(after=rows[ON_A_PAGE - 1].id) if len(rows) > ON_A_PAGE else None,
        "narrowed": narrowed,
        "matters": list(Matter),
        "orders": list(Order),
        "ages": AGES,
        "severities": {severity.value: severity.name.lower() for severity in Severity},
    }


def _decided(session: Session) -> Sequence[Proposal]:
    newest = select(Proposal).where(col(Proposal.decided_at).is_not(None)).order_by(col(Proposal.decided_at).desc())
    return session.exec(newest.limit(_DECIDED)).all()


def with_authors(session: Session, rows: Sequence[Proposal]) -> list[tuple[Proposal, list[str]]]:
    """Proposals, each with the handles of its authors."""
    wrote = authors(session, rows)
    return [(row, wrote[row.id]) for row in rows]
