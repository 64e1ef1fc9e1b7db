"""Who asks for a page of the Desk, and whether a form is theirs."""

import hmac
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Form, HTTPException, Request

from api.database import Database
from api.desk import signing_in
from api.desk.signing_in import SignedIn

COOKIE: Final = "vigie_desk"
LONGEST_REASON: Final = 2000


def signed_in(request: Request) -> SignedIn:
    """Who asks. 401 when nobody is signed in."""
    with database_of(request).read() as session:
        curator = signing_in.who(session, request.cookies.get(COOKIE), datetime.now(UTC))
    if curator is None:
        raise HTTPException(401, "Please sign in with a link from `vigie people link`.")
    return curator


Curator = Annotated[SignedIn, Depends(signed_in)]
FormToken = Annotated[str, Form(max_length=200)]
Reason = Annotated[str, Form(max_length=LONGEST_REASON)]


def check_token(curator: SignedIn, token: str) -> None:
    """Refuse, with 403, a form that another page than ours made."""
    if not hmac.compare_digest(token, curator.form_token):
        raise HTTPException(403, "This form is out of date; go back, reload the page and try again.")


def database_of(request: Request) -> Database:
    """The database of the application that was asked."""
    database: Database = request.app.state.database
    return database
