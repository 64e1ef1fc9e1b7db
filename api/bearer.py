"""Who a program asks for: the person whose token it shows."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api import tokens
from api.database import Database
from feeds.review.roles import Deed
from feeds.review.tables import Person

_HEADER: Final = HTTPBearer(auto_error=False, description="A token from `/desk/tokens`.")
Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(_HEADER)]


def bearer(deed: Deed) -> Callable[..., Person]:
    """A dependency: whose token is shown. 401 without one that holds; 403 when it, or its person, may not do this."""

    def allowed(request: Request, shown: Shown) -> Person:
        database: Database = request.app.state.database
        at = datetime.now(UTC)
        with database.read() as session:
            found = tokens.holder(session, shown.credentials, at) if shown else None
        if found is None:
            ask = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "This needs a token from /desk/tokens that holds: `Authorization: Bearer …`.", ask)
        token, person = found
        if not tokens.may(token, person, deed):
            ask = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{deed}"'}
            raise HTTPException(403, f"This token may not {deed}, or {person.handle} may not any more.", ask)
        if token.used_on != at.date():
            with database.write() as session:
                session.merge(token).used_on = at.date()
        return person

    return allowed
