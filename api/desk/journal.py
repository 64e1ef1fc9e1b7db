"""The Desk's page of the Journal: every decision, newest first, to be searched; and what its last check found.

A page never walks the chain, which only grows: the schedule does, once a day and when somebody asks for it.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.curator import Curator, FormToken, check_token, database_of
from api.jobs import journal as checking
from api.journal_entries import HIGHEST, found
from api.web import page
from feeds.review import journal
from feeds.review.tables import JournalCheck

router = APIRouter(prefix="/desk/journal", include_in_schema=False)

ON_A_PAGE: Final = 50


@router.get("")
def show(
    request: Request,
    curator: Curator,
    q: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int, Query(ge=1, le=HIGHEST)] = HIGHEST,
) -> HTMLResponse:
    """Entries that hold a text, newest first, and what the last check found."""
    with database_of(request).read() as session:
        values: dict[str, Any] = {
            "found": found(session, q.strip(), before=before, most=ON_A_PAGE),
            "head": journal.head(session),
            "check": session.get(JournalCheck, 1),
        }
    values |= {"curator": curator, "q": q.strip(), "newest": before == HIGHEST}
    return page(request, "desk/journal.html", values)


@router.post("/check")
def check(request: Request, curator: Curator, token: FormToken) -> Response:
    """Have the schedule check the whole chain again, within a minute."""
    check_token(curator, token)
    with database_of(request).write() as session:
        checking.ask(session, datetime.now(UTC))
    return RedirectResponse("/desk/journal", 303)
