"""The Desk's first page: what waits, what was decided, what is out and what is held."""

from datetime import UTC, datetime
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.desk import findings
from api.desk.curator import LONGEST_REASON, Curator, FormToken, Reason, check_token, database_of
from api.desk.reports import on_the_queue
from api.desk.signing_in import SignedIn
from api.jobs import release
from api.jobs.release import NothingToSignOff
from api.settings import Settings
from api.web import page
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import people, proposals
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal

router = APIRouter(prefix="/desk", include_in_schema=False)
_FINDINGS: Final = 5


@router.get("")
def queue(request: Request, curator: Curator) -> HTMLResponse:
    """What waits for a decision, what was decided lately, what is out."""
    return _queue_page(request, curator)


def _queue_page(request: Request, curator: SignedIn, *, refusal: str = "", status: int = 200) -> HTMLResponse:
    with database_of(request).read() as session:
        newest = select(Proposal).order_by(col(Proposal.decided_at).desc()).limit(20)
        values: dict[str, Any] = {
            "waiting": _with_authors(session, select(Proposal).where(Proposal.state == ProposalState.IN_REVIEW)),
            "decided": _with_authors(session, newest.where(col(Proposal.decided_at).is_not(None))),
            "release": session.exec(select(Release).order_by(col(Release.serial).desc())).first(),
            "seen": session.get(FreshnessCheck, 1),
            "found": findings.newest(session, limit=_FINDINGS),
            **on_the_queue(session),
        }
    settings: Settings = request.app.state.settings
    planned = release.preview_if_waiting(database_of(request), settings, datetime.now(UTC))
    values |= {"curator": curator, "planned": planned, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/queue.html", values, status=status)


@router.post("/release/sign-off")
def sign_off(
    request: Request,
    curator: Curator,
    token: FormToken,
    reason: Reason = "",
) -> Response:
    """Let the Release that is held go out, as the curator who is signed in."""
    check_token(curator, token)
    settings: Settings = request.app.state.settings
    try:
        with database_of(request).write() as session:
            person = people.get(session, curator.person.handle)
            release.sign_off(session, settings, person, reason, datetime.now(UTC))
    except NotAllowed as refusal:
        return _queue_page(request, curator, refusal=str(refusal), status=403)
    except (NothingToSignOff, NeedsReason) as refusal:
        return _queue_page(request, curator, refusal=str(refusal), status=422)
    return RedirectResponse("/desk", 303)


def _with_authors(session: Session, rows: SelectOfScalar[Proposal]) -> list[tuple[Proposal, list[str]]]:
    return [(row, proposals.authors_of(session, row)) for row in session.exec(rows)]
