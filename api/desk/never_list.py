"""The Desk's page of the never-list: what is never listed and why, what a name would stop, and who adds one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from api.desk.curator import (
    LONGEST_REASON,
    ONE_LINE,
    Curator,
    Editor,
    FormToken,
    Reason,
    Reviewer,
    check_token,
    database_of,
)
from api.desk.signing_in import SignedIn
from api.web import page
from feeds import hostnames
from feeds.hostnames import NotAHostname
from feeds.review import never_list, people, protecting
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.protecting import LONGEST_SOURCE, CannotProtect, NotProtected
from feeds.review.tables import Person

router = APIRouter(prefix="/desk/never-list", include_in_schema=False)
ON_A_PAGE: Final = 50
_REFUSALS: Final = {NotAHostname: 422, NeedsReason: 422, NotAllowed: 403, CannotProtect: 409, NotProtected: 404}
_Line = Annotated[str, Query(max_length=253, pattern=ONE_LINE)]
_TypedName = Annotated[str, Form(max_length=4096, pattern=ONE_LINE)]
_TypedSource = Annotated[str, Form(max_length=LONGEST_SOURCE, pattern=ONE_LINE)]


@router.get("")
def show(request: Request, curator: Curator, q: _Line = "", after: _Line = "", name: _Line = "") -> HTMLResponse:
    """What is never listed, by name; of one `name`, what protecting it would stop."""
    return _shown(request, curator, q=q, after=after, name=name)


@router.post("")
def add(
    request: Request,
    curator: Editor,
    token: FormToken,
    name: _TypedName = "",
    reason: Reason = "",
    source: _TypedSource = "",
) -> Response:
    """Protect a name, at once, as the curator who is signed in."""
    check_token(curator, token)

    def act(session: Session, by: Person, at: datetime) -> None:
        protecting.protect(session, name, by=by, reason=reason, source=source, at=at)

    return _done(request, curator, act, {"name": name, "reason": reason, "source": source})


@router.post("/{name}/remove")
def remove(request: Request, name: str, curator: Reviewer, token: FormToken, reason: Reason = "") -> Response:
    """Take off the list what somebody else put there, as the curator who is signed in."""
    check_token(curator, token)

    def act(session: Session, by: Person, at: datetime) -> None:
        protecting.unprotect(session, name, by=by, reason=reason, at=at)

    return _done(request, curator, act, {})


def _done(
    request: Request, curator: SignedIn, act: Callable[[Session, Person, datetime], None], typed: dict[str, str]
) -> Response:
    try:
        with database_of(request).write() as session:
            act(session, people.get(session, curator.person.handle), datetime.now(UTC))
    except tuple(_REFUSALS) as refusal:
        status = next(status for kind, status in _REFUSALS.items() if isinstance(refusal, kind))
        return _shown(request, curator, **typed, refusal=str(refusal), status=status)
    return RedirectResponse("/desk/never-list", 303)


def _shown(
    request: Request,
    curator: SignedIn,
    *,
    q: str = "",
    after: str = "",
    name: str = "",
    reason: str = "",
    source: str = "",
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    values: dict[str, Any] = {"q": q.strip(), "after": after, "name": name, "reason": reason, "source": source}
    with database_of(request).read() as session:
        rows = protecting.entries(session, words=q.strip(), after=after, most=ON_A_PAGE + 1)
        values |= {"entries": rows[:ON_A_PAGE], "more": len(rows) > ON_A_PAGE}
        values |= _tried(session, name) if name and not refusal else {"effect": None, "popular": False, "problem": ""}
    values |= {"curator": curator, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/never_list.html", values, status=status)


def _tried(session: Session, name: str) -> dict[str, Any]:
    """What the gate says of a name, and what protecting it would meet."""
    try:
        hostname = hostnames.parse(name)
    except NotAHostname as problem:
        return {"effect": None, "popular": False, "problem": str(problem)}
    effect = protecting.effect(session, hostname.ascii)
    return {"effect": effect, "popular": hostname.registrable in never_list.popular(), "problem": ""}
