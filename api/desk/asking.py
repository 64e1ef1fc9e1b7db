"""Asking a browser for a passkey: what every page that does so has in common."""

from typing import Annotated, Any, Final

from fastapi import Cookie, Depends, Form, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from api.desk import cookies, relying_party
from api.desk.curator import ONE_LINE
from api.desk.passkeys import LONGEST_ANSWER
from api.desk.relying_party import RelyingParty
from api.reading.limiting import let_in
from api.settings import Settings

Asked = Annotated[str | None, Cookie(alias=cookies.ASKED)]
Answer = Annotated[str, Form(max_length=LONGEST_ANSWER)]
PasskeyName = Annotated[str, Form(max_length=60, pattern=ONE_LINE)]
LIMITED: Final = [Depends(let_in)]


def party_of(request: Request) -> RelyingParty | None:
    """Whom passkeys are made for here; None under an address that allows none."""
    settings: Settings = request.app.state.settings
    return relying_party.of(settings.public_url)


def party_needed(request: Request) -> RelyingParty:
    """Whom passkeys are made for here. 409 under an address that allows none."""
    party = party_of(request)
    if party is None:
        raise HTTPException(409, "Browsers allow passkeys for a domain over https, or localhost: see VIGIE_PUBLIC_URL.")
    return party


Party = Annotated[RelyingParty, Depends(party_needed)]


def asked(request: Request, browser: str, what: dict[str, Any]) -> Response:
    """What the script of the page asks the browser for, and the cookie that binds it to that browser."""
    response = JSONResponse(what, headers={"Cache-Control": "no-store"})
    cookies.keep_asked(request, response, browser)
    return response
