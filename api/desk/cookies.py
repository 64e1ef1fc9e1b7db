"""The cookies of the Desk: out of reach of scripts, of other sites, and of every page that is not the Desk's."""

from datetime import timedelta
from typing import Final

from fastapi import Request, Response

from api.desk.curator import COOKIE
from api.desk.passkeys import CHALLENGE_LIFETIME
from api.desk.signing_in import SESSION_LIFETIME, SignedIn

ASKED: Final = "vigie_desk_asked"
"""Binds what a browser was asked to sign to that browser."""
_PATH: Final = "/desk"


def keep_session(request: Request, response: Response, curator: SignedIn) -> None:
    """Let the browser show who is signed in. Whatever session it showed before, this is another one."""
    _set(request, response, COOKIE, curator.secret, SESSION_LIFETIME)
    response.delete_cookie(ASKED, path=_PATH)


def forget_session(response: Response) -> None:
    """Let the browser forget who was signed in."""
    response.delete_cookie(COOKIE, path=_PATH)


def keep_asked(request: Request, response: Response, secret: str) -> None:
    """Let the browser show what it was asked to sign."""
    _set(request, response, ASKED, secret, CHALLENGE_LIFETIME)


def _set(request: Request, response: Response, name: str, value: str, lifetime: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(lifetime.total_seconds()),
        path=_PATH,
        secure=request.app.state.settings.public_url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
