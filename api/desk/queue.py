"""The Desk's first page: what waits, what was decided, what is out and what is held."""

from datetime import UTC, datetime
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.desk import findings, newspapers
from api.desk.curator import Curator, database_of
from api.desk.reports import on_the_queue
from api.jobs import release
from api.settings import Settings
from api.web import page
from feeds.release.tables import FreshnessCheck, Release
from feeds.review.authorship import authors
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal

router = APIRouter(prefix="/desk", include_in_schema=False)
_FINDINGS: Final = 5


@router.get("")
def queue(request: Request, curator: Curator) -> HTMLResponse:
    """What waits for a decision, what was decided lately, what is out."""
    with database_of(request).read() as session:
        newest = select(Proposal).order_by(col(Proposal.decided_at).desc()).limit(20)
        values: dict[str, Any] = {
            "waiting": with_authors(session, select(Proposal).where(Proposal.state == ProposalState.IN_REVIEW)),
            "decided": with_authors(session, newest.where(col(Proposal.decided_at).is_not(None))),
            "release": session.exec(select(Release).order_by(col(Release.serial).desc())).first(),
            "seen": session.get(FreshnessCheck, 1),
            "found": findings.newest(session, limit=_FINDINGS),
            **on_the_queue(session),
            **newspapers.on_the_queue(session),
        }
    settings: Settings = request.app.state.settings
    planned = release.preview_if_waiting(database_of(request), settings, datetime.now(UTC))
    values |= {"curator": curator, "planned": planned.outcome if planned else None}
    return page(request, "desk/queue.html", values)


def with_authors(session: Session, asked: SelectOfScalar[Proposal]) -> list[tuple[Proposal, list[str]]]:
    """Proposals, each with the handles of its authors."""
    rows = session.exec(asked).all()
    wrote = authors(session, rows)
    return [(row, wrote[row.id]) for row in rows]
