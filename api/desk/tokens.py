"""Tokens for one's programs; for admins, everybody's, to look at and to end."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import tokens
from api.desk.curator import ONE_LINE, Curator, FormToken, check_token, database_of
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.review import people
from feeds.review.four_eyes import NotAllowed
from feeds.review.roles import Deed

router = APIRouter(prefix="/desk/tokens", include_in_schema=False)


@router.get("")
def show(request: Request, curator: Curator) -> HTMLResponse:
    """The tokens that hold, and a form for another."""
    return _page(request, curator)


@router.post("")
def make(
    request: Request,
    curator: Curator,
    token: FormToken,
    name: Annotated[str, Form(max_length=60, pattern=ONE_LINE)] = "",
    scope: Annotated[list[Deed] | None, Form(max_length=len(Deed))] = None,
    days: Annotated[int, Form(ge=1, le=tokens.LONGEST_DAYS)] = tokens.LIFETIME_DAYS,
) -> HTMLResponse:
    """Make one for oneself, and show it, once."""
    check_token(curator, token)
    typed = {"name": name, "scope": scope or [], "days": days}
    try:
        with database_of(request).write() as session:
            person = people.get(session, curator.person.handle)
            made = tokens.make(session, person, name, scope or [], days, datetime.now(UTC))
    except NotAllowed as refusal:
        return _page(request, curator, typed, refusal=str(refusal), status=403)
    except ValueError as refusal:
        return _page(request, curator, typed, refusal=str(refusal), status=422)
    return _page(request, curator, made=made)


@router.post("/{number}/revoke")
def revoke(
    request: Request, curator: Curator, number: Annotated[int, Path(ge=1, le=2**31 - 1)], token: FormToken
) -> Response:
    """End one: one's own, as an admin anybody's."""
    check_token(curator, token)
    with database_of(request).write() as session:
        by = people.get(session, curator.person.handle)
        if not tokens.revoke(session, number, by=by, at=datetime.now(UTC)):
            raise HTTPException(404, "There is no such token.")
    return RedirectResponse("/desk/tokens", 303)


def _page(
    request: Request,
    curator: SignedIn,
    typed: dict[str, Any] | None = None,
    *,
    made: str | None = None,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    whose = None if curator.may(Deed.ADMINISTER) else curator.person
    with database_of(request).read() as session:
        holding = tokens.holding(session, datetime.now(UTC), whose)
    values: dict[str, Any] = {"curator": curator, "tokens": holding, "made": made, "refusal": refusal}
    values |= {"scopes": [scope for scope in tokens.SCOPES if curator.may(scope)]}
    values |= {"typed": typed or {"name": "", "scope": [Deed.READ], "days": tokens.LIFETIME_DAYS}}
    values |= {"longest": tokens.LONGEST_DAYS}
    return page(request, "desk/tokens.html", values, status=status)
