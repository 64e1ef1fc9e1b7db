"""What is to be verified again: sources that say something else, and entries whose date is near or past."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.curator import Curator, Editor, FormToken, Reason, check_token, database_of
from api.desk.shared_text import marked
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.registry import taxonomy
from feeds.review import due_again, people
from feeds.review.due_again import NoSuchEntry, listing, periods
from feeds.review.due_again.verifying import Kind
from feeds.review.evidence.settling import NeedsReason, NotReopened, settle

router = APIRouter(prefix="/desk/due", include_in_schema=False)
ON_A_PAGE: Final = 30
_SOURCES: Final = 50
_LAST_PAGE: Final = 1000
_HIGHEST: Final = 2**31 - 1
What = Literal["source", "name", "signal"]
Slug = Annotated[str | None, Query(max_length=80, pattern=r"^[a-z0-9-]*$")]


@router.get("")
def due(
    request: Request,
    curator: Curator,
    kind: What | None = None,
    site: Slug = None,
    overdue: bool = False,
    number: Annotated[int, Query(alias="page", ge=1, le=_LAST_PAGE)] = 1,
) -> HTMLResponse:
    """What is due: all of it, or one kind, of one Site, what is late."""
    return _page(request, curator, kind=kind, site=site, overdue=overdue, number=number)


@router.post("/sources/{number}")
def keep(request: Request, number: int, curator: Editor, token: FormToken, reason: Reason = "") -> Response:
    """Say that what rests on a source is so all the same."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            person = people.get(session, curator.person.handle)
            settle(session, _numbered(number), by=person, reason=reason, at=datetime.now(UTC))
    except NotReopened as refusal:
        raise HTTPException(404, str(refusal)) from None
    except NeedsReason as refusal:
        return _page(request, curator, refusal=str(refusal), status=422)
    return RedirectResponse("/desk/due", 303)


@router.post("/{kind}/{number}")
def confirm(
    request: Request,
    kind: Kind,
    number: int,
    curator: Editor,
    token: FormToken,
    back: Annotated[str, Form(max_length=200, pattern=r"^[a-z0-9=&-]*$")] = "",
) -> Response:
    """Say that an entry was looked at today, and is so still. `back` is the list's own query."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            person = people.get(session, curator.person.handle)
            due_again.confirm(session, kind, _numbered(number), by=person, at=datetime.now(UTC))
    except NoSuchEntry as refusal:
        raise HTTPException(404, str(refusal)) from None
    return RedirectResponse(f"/desk/due{'?' if back else ''}{back}#entries", 303)


def _page(
    request: Request,
    curator: SignedIn,
    *,
    kind: What | None = None,
    site: str | None = None,
    overdue: bool = False,
    number: int = 1,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    at, offset = datetime.now(UTC), (number - 1) * ON_A_PAGE
    narrowed: dict[str, Any] = {"site": site or None, "overdue": overdue, "most": ON_A_PAGE + 1, "offset": offset}
    with database_of(request).read() as session:
        entries = [] if kind == "source" else listing.entries(session, at, kind=kind, **narrowed)
        shows_sources = kind in (None, "source") and not overdue and number == 1
        sources = listing.sources(session, site=site or None, most=_SOURCES) if shows_sources else []
        values: dict[str, Any] = {"waiting": due_again.waiting(session, at), "reopened": due_again.reopened(session)}
    values |= {
        "curator": curator,
        "sources": [(each, *_sides(each.check.before, each.check.now)) for each in sources],
        "entries": entries[:ON_A_PAGE],
        "more": len(entries) > ON_A_PAGE,
        "labels": {signal.id: signal.label for signal in taxonomy.signals().values()},
        "soon": periods.SOON.days,
        "now": at,
    }
    values |= {"kind": kind, "site": site or None, "overdue": overdue, "number": number, "refusal": refusal}
    return page(request, "desk/due.html", values, status=status)


def _sides(before: str | None, now: str | None) -> tuple[Any, Any]:
    """The quote and what is there instead, each cut where the other says the same."""
    return marked(before or "", now or ""), marked(now or "", before or "")


def _numbered(number: int) -> int:
    if not 0 < number <= _HIGHEST:
        raise HTTPException(404, "There is no such entry.")
    return number
