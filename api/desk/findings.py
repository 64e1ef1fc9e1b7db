"""What the Watch found: the list of it, and a page for each."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session, col, select

from api.desk import comparing
from api.desk.curator import Curator, database_of
from api.desk.lineage import of_names
from api.web import page
from feeds.review.tables import Proposal
from feeds.watch import findings
from feeds.watch.changes import FindingKind
from feeds.watch.tables import Finding
from feeds.watch.verdicts.wording import sentence

router = APIRouter(prefix="/desk", include_in_schema=False)
AGES: Final = (1, 7, 30)
"""Days that a list may be narrowed to."""
_ON_A_PAGE: Final = 30
_LAST_PAGE: Final = 1000
_HIGHEST: Final = 2**31 - 1


@router.get("/findings")
def list_findings(
    request: Request,
    curator: Curator,
    kind: FindingKind | None = None,
    days: Annotated[int | None, Query(ge=1, le=3650)] = None,
    number: Annotated[int, Query(alias="page", ge=1, le=_LAST_PAGE)] = 1,
) -> HTMLResponse:
    """Findings, last seen first: of one kind, of the last days."""
    with database_of(request).read() as session:
        since = datetime.now(UTC) - timedelta(days=days) if days else None
        rows = newest(session, kind=kind, since=since, limit=_ON_A_PAGE + 1, offset=(number - 1) * _ON_A_PAGE)
    values: dict[str, Any] = {"curator": curator, "rows": rows[:_ON_A_PAGE], "more": len(rows) > _ON_A_PAGE}
    values |= {"kind": kind, "days": days, "number": number, "kinds": list(FindingKind), "ages": AGES}
    return page(request, "desk/findings.html", values)


@router.get("/findings/{number}")
def finding(request: Request, number: int, curator: Curator) -> HTMLResponse:
    """One Finding: both names side by side, and the evidence piece by piece."""
    with database_of(request).read() as session:
        found = findings.get(session, number) if 0 < number <= _HIGHEST else None
        if found is None:
            raise HTTPException(404, f"There is no finding {number}.")
        values: dict[str, Any] = {
            "comparison": comparing.opened(session, found),
            "proposal": session.get(Proposal, found.proposal_id) if found.proposal_id else None,
            "lineage": of_names(session, {found.old, found.new}),
        }
    values |= {"curator": curator, "sentence": sentence, "today": datetime.now(UTC).date()}
    return page(request, "desk/finding.html", values)


def newest(
    session: Session,
    *,
    kind: FindingKind | None = None,
    since: datetime | None = None,
    limit: int,
    offset: int = 0,
) -> Sequence[tuple[Finding, str | None]]:
    """Findings, last seen first, each with the state of its Proposal; None without one."""
    rows = select(Finding, Proposal.state).join(Proposal, isouter=True)
    rows = rows.where(Finding.kind == kind) if kind else rows
    rows = rows.where(col(Finding.last_seen) >= since) if since else rows
    ordered = rows.order_by(col(Finding.last_seen).desc(), col(Finding.id).desc()).limit(limit).offset(offset)
    return [(found, state) for found, state in session.exec(ordered)]
