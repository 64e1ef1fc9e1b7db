"""One batch of an imported list on the Desk: what it says and changes, row by row, and whether it counts."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from api.desk.curator import LONGEST_REASON, Curator, FormToken, Reason, Reviewer, check_token, database_of
from api.desk.signing_in import SignedIn
from api.jobs import tier
from api.settings import Settings
from api.web import page
from feeds.intake.lists import batches, deciding
from feeds.intake.lists.batches import NoSuchBatch
from feeds.intake.lists.candidates import rows_of
from feeds.intake.lists.states import NotPossible
from feeds.intake.lists.tables import Batch
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review import people
from feeds.review.proposals import NeedsReason
from feeds.review.tables import Person

router = APIRouter(prefix="/desk/imports", include_in_schema=False)
ON_A_PAGE: Final = 100
_HIGHEST: Final = 2**31 - 1


@router.get("/{number}")
def show(
    request: Request,
    number: int,
    curator: Curator,
    verdict: RowVerdict | None = None,
    after: Annotated[int, Query(ge=0, le=_HIGHEST)] = 0,
) -> HTMLResponse:
    """A batch and its rows: of one verdict or of all, from after a row on."""
    return _page(request, number, curator, verdict=verdict, after=after)


@router.post("/{number}")
def decide(
    request: Request,
    number: int,
    curator: Reviewer,
    token: FormToken,
    act: Annotated[Literal["count", "allow", "undo"], Form()],
    reason: Reason = "",
) -> Response:
    """Let a batch count, or take it back, as the curator who is signed in."""
    check_token(curator, token)
    settings: Settings = request.app.state.settings
    try:
        with database_of(request).write() as session:
            by = people.get(session, curator.person.handle)
            _ACTS[act](session, _found(session, number), by, reason, settings)
    except NotPossible as refusal:
        return _page(request, number, curator, refusal=str(refusal), status=409)
    except NeedsReason as refusal:
        return _page(request, number, curator, refusal=str(refusal), status=422)
    tier.write(database_of(request), settings, datetime.now(UTC))
    return RedirectResponse(f"/desk/imports/{number}", 303)


def _count(session: Session, batch: Batch, by: Person, _reason: str, settings: Settings) -> None:
    deciding.count(session, batch, percent=settings.hold_percent, actor=by.handle, at=datetime.now(UTC))


def _allow(session: Session, batch: Batch, by: Person, reason: str, _settings: Settings) -> None:
    deciding.let_through(session, batch, by=by, reason=reason, at=datetime.now(UTC))


def _undo(session: Session, batch: Batch, by: Person, reason: str, _settings: Settings) -> None:
    deciding.undo(session, batch, by=by, reason=reason, at=datetime.now(UTC))


_ACTS: Final[Mapping[str, Callable[[Session, Batch, Person, str, Settings], None]]] = {
    "count": _count,
    "allow": _allow,
    "undo": _undo,
}


def _page(
    request: Request,
    number: int,
    curator: SignedIn,
    *,
    verdict: RowVerdict | None = None,
    after: int = 0,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    with database_of(request).read() as session:
        batch = _found(session, number)
        rows = rows_of(session, batch, verdict=verdict, most=ON_A_PAGE + 1, after=after)
        values: dict[str, Any] = {"batch": batch, "rows": rows[:ON_A_PAGE], "is_current": _is_current(session, batch)}
    values |= {"more": rows[ON_A_PAGE - 1].id if len(rows) > ON_A_PAGE else 0, "verdict": verdict}
    values |= {"verdicts": list(RowVerdict), "curator": curator, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/batch.html", values, status=status)


def _is_current(session: Session, batch: Batch) -> bool:
    current = batches.current(session, batch.source)
    return current is not None and current.id == batch.id


def _found(session: Session, number: int) -> Batch:
    try:
        return batches.get(session, number if 0 < number <= _HIGHEST else 0)
    except NoSuchBatch:
        raise HTTPException(404, f"There is no batch {number}.") from None
