"""Who a program asks for: the person whose token it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api import tokens
from api.database import Database
from api.desk.tables import ApiToken
from feeds.review.roles import Deed
from feeds.review.tables import Person

HEADER: Final = HTTPBearer(auto_error=False, description="A token from `/desk/tokens`.")
Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(HEADER)]


@dataclass(frozen=True, slots=True)
class Program:
    """Something that asks, and for whom."""

    token: ApiToken
    person: Person


def program_of(request: Request, shown: HTTPAuthorizationCredentials | None) -> Program:
    """Whose token is shown. 401 without one that holds. Looked up once for a request."""
    known: Program | None = getattr(request.state, "program", None)
    if known is not None:
        return known
    database: Database = request.app.state.database
    at = datetime.now(UTC)
    with database.read() as session:
        found = tokens.holder(session, shown.credentials, at) if shown else None
    if found is None:
        ask = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "This needs a token from /desk/tokens that holds: `Authorization: Bearer …`.", ask)
    token, person = found
    if token.used_on != at.date():
        with database.write() as session:
            session.merge(token).used_on = at.date()
    request.state.program = Program(token, person)
    return Program(token, person)


def bearer(deed: Deed) -> Callable[..., Program]:
    """A dependency: which program asks. 401 without a token that holds; 403 when it, or its person, may not do this."""

    def allowed(request: Request, shown: Shown) -> Program:
        program = program_of(request, shown)
        if not tokens.may(program.token, program.person, deed):
            ask = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{deed}"'}
            sentence = f"This token may not {deed}, or {program.person.handle} may not any more."
            raise HTTPException(403, sentence, ask)
        return program

    return allowed
