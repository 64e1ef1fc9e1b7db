"""Who asks for a page of the Desk, what they may do there, and whether a form is theirs."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Form, HTTPException, Request

from api.database import Database
from api.desk import signing_in
from api.desk.signing_in import SignedIn
from feeds.review import people
from feeds.review.four_eyes import NotAllowed
from feeds.review.roles import Deed

COOKIE: Final = "vigie_desk"
LONGEST_REASON: Final = 2000
ONE_LINE: Final = r"^[^\x00-\x1f\x7f]*$"
"""A pattern for what is typed on one line: no control characters, of which PostgreSQL stores not all."""
SOME_LINES: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""The same for what is typed on some lines."""


def signed_in(request: Request) -> SignedIn:
    """Who asks. 401 when nobody is signed in."""
    database, at = database_of(request), datetime.now(UTC)
    with database.read() as session:
        curator = signing_in.who(session, request.cookies.get(COOKIE), at)
        is_time_to_note = curator is not None and signing_in.not_seen_lately(session, curator, at)
    if curator is None:
        raise HTTPException(401, "Please sign in at /desk/sign-in, or with a link from `vigie people link`.")
    if is_time_to_note:
        with database.write() as session:
            signing_in.saw(session, curator, at)
    return curator


def who_may(deed: Deed) -> Callable[..., SignedIn]:
    """A dependency: who asks, when their role lets them do this. 401 when nobody is signed in, else 403."""

    def allowed(curator: Annotated[SignedIn, Depends(signed_in)]) -> SignedIn:
        try:
            people.check_may(curator.person, deed)
        except NotAllowed as refusal:
            raise HTTPException(403, str(refusal)) from None
        return curator

    return allowed


Curator = Annotated[SignedIn, Depends(who_may(Deed.READ))]
Editor = Annotated[SignedIn, Depends(who_may(Deed.PROPOSE))]
Reviewer = Annotated[SignedIn, Depends(who_may(Deed.REVIEW))]
Admin = Annotated[SignedIn, Depends(who_may(Deed.ADMINISTER))]
FormToken = Annotated[str, Form(max_length=200)]
Reason = Annotated[str, Form(max_length=LONGEST_REASON, pattern=SOME_LINES)]


def check_token(curator: SignedIn, token: str) -> None:
    """Refuse, with 403, a form that another page than ours made."""
    if not hmac.compare_digest(token.encode(), curator.form_token.encode()):
        raise HTTPException(403, "This form is out of date; go back, reload the page and try again.")


def database_of(request: Request) -> Database:
    """The database of the application that was asked."""
    database: Database = request.app.state.database
    return database
