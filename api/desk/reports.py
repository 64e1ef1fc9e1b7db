"""Reports on the Desk: read them, dismiss them, take that back, or turn them into a Proposal."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field, ValidationError
from sqlmodel import Session

from api.desk.curator import LONGEST_REASON, Curator, Editor, check_token, database_of
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.registry import taxonomy
from feeds.review import people
from feeds.review.applying import DoesNotApply
from feeds.review.proposals import NeedsReason
from feeds.review.reports import handling, proposing, reading
from feeds.review.reports.drafting import Source
from feeds.review.reports.reading import NothingReported
from feeds.review.tables import Person

router = APIRouter(prefix="/desk/reports", include_in_schema=False)
ON_THE_QUEUE: Final = 20  # names
ON_A_PAGE: Final = 50  # texts
Answer = Annotated[str, Field(max_length=LONGEST_REASON)]


class Typed(BaseModel):
    """What a curator did on the page, as it was typed: a form that cannot be used is shown again as it was."""

    token: Annotated[str, Field(max_length=200)]
    act: Literal["dismiss", "undo", "list", "withdraw"]
    site: Answer = ""
    category: Answer = ""
    signal: Answer = ""
    publisher: Answer = ""
    title: Answer = ""
    url: Answer = ""
    quote: Answer = ""
    language: Answer = ""
    date: Answer = ""
    despite: Answer = ""
    reason: Answer = ""

    def source(self) -> Source:
        """The source that was typed. Raises `ValidationError`."""
        typed = self.model_dump(exclude={"token", "act", "reason"})
        return Source.model_validate({key: value for key, value in typed.items() if value.strip()})


def on_the_queue(session: Session) -> dict[str, Any]:
    """What the Queue shows of reports, as values of its template."""
    return {
        "reports": reading.groups(session, most=ON_THE_QUEUE),
        "reported": reading.waiting(session),
        "handled": handling.handled_lately(session, datetime.now(UTC), most=ON_THE_QUEUE),
    }


@router.get("/{name}")
def reports(request: Request, name: str, curator: Curator) -> HTMLResponse:
    """What families reported about one name, and what can be made of it."""
    return _page(request, name, curator)


@router.post("/{name}")
def act(request: Request, name: str, curator: Editor, typed: Annotated[Typed, Form()]) -> Response:
    """Dismiss, undo, or draft, as the curator who is signed in."""
    check_token(curator, typed.token)
    try:
        with database_of(request).write() as session:
            person = people.get(session, curator.person.handle)
            reached = _ACTS[typed.act](session, name, typed, person, datetime.now(UTC))
    except NothingReported as refusal:
        raise HTTPException(404, str(refusal)) from None
    except ValidationError as failure:
        return _page(request, name, curator, typed, refusal=_said(failure), status=422)
    except NeedsReason as refusal:
        return _page(request, name, curator, typed, refusal=str(refusal), status=422)
    except DoesNotApply as refusal:
        return _page(request, name, curator, typed, refusal=str(refusal), status=409)
    return RedirectResponse(reached, 303)


def _dismiss(session: Session, name: str, _typed: Typed, by: Person, at: datetime) -> str:
    handling.handle(session, name, by=by, at=at)
    return "/desk#reports"


def _undo(session: Session, name: str, _typed: Typed, _by: Person, at: datetime) -> str:
    handling.undo(session, name, at=at)
    return "/desk#reports"


def _list(session: Session, name: str, typed: Typed, by: Person, at: datetime) -> str:
    drafted = proposing.listing(session, name, typed.source(), reason=typed.reason, by=by, at=at)
    return f"/desk/proposals/{drafted.id}"


def _withdraw(session: Session, name: str, typed: Typed, by: Person, at: datetime) -> str:
    drafted = proposing.withdrawal(session, name, reason=typed.reason, by=by, at=at)
    return f"/desk/proposals/{drafted.id}"


_ACTS: Final[dict[str, Callable[[Session, str, Typed, Person, datetime], str]]] = {
    "dismiss": _dismiss,
    "undo": _undo,
    "list": _list,
    "withdraw": _withdraw,
}


def _said(failure: ValidationError) -> str:
    return "; ".join(": ".join([*map(str, error["loc"]), error["msg"]]) for error in failure.errors())


def _page(
    request: Request,
    name: str,
    curator: SignedIn,
    typed: Typed | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    try:
        with database_of(request).read() as session:
            about = reading.group(session, name, words=ON_A_PAGE)
    except NothingReported as nothing:
        raise HTTPException(404, str(nothing)) from None
    values = {
        "about": about,
        "categories": taxonomy.categories().values(),
        "signals": taxonomy.signals().values(),
        "typed": typed or Typed(token="", act="list"),
        "curator": curator,
        "refusal": refusal,
        "longest_reason": LONGEST_REASON,
    }
    return page(request, "desk/reports.html", values, status=status)
