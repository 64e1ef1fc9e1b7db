"""Signing in and out: the pages of `signing_in`."""

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk import signing_in
from api.desk.curator import COOKIE, Curator, FormToken, check_token, database_of
from api.desk.signing_in import LinkUsedUp
from api.web import page

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("/sign-in/{secret}")
def ask_to_sign_in(request: Request, secret: str) -> HTMLResponse:
    """A page with a button: a program that only looks at links does not use the link up."""
    return page(request, "desk/sign_in.html", {"secret": secret})


@router.post("/sign-in/{secret}")
def sign_in(request: Request, secret: str) -> Response:
    """Use the link up and begin a session."""
    try:
        with database_of(request).write() as session:
            curator = signing_in.sign_in(session, secret, datetime.now(UTC))
    except LinkUsedUp:
        raise HTTPException(410, "This link was used or has expired; `vigie people link` makes a new one.") from None
    response = RedirectResponse("/desk", 303)
    response.set_cookie(
        COOKIE,
        curator.secret,
        max_age=int(signing_in.SESSION_LIFETIME.total_seconds()),
        path="/desk",
        secure=request.app.state.settings.public_url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


@router.post("/sign-out")
def sign_out(request: Request, curator: Curator, token: FormToken) -> Response:
    """End the session of this browser."""
    check_token(curator, token)
    with database_of(request).write() as session:
        signing_in.sign_out(session, curator.secret, datetime.now(UTC))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, path="/desk")
    return response
