"""The Desk's page of the Journal: every decision, newest first, to be searched and checked."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session, col, select

from api.desk.curator import Curator, database_of
from api.journal_entries import HIGHEST, found
from api.settings import Settings
from api.web import page
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.release.sealing import seals
from feeds.review import journal
from feeds.review.tables import JournalEntry

router = APIRouter(prefix="/desk/journal", include_in_schema=False)

ON_A_PAGE: Final = 50


@router.get("")
def show(
    request: Request,
    curator: Curator,
    q: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int, Query(ge=1, le=HIGHEST)] = HIGHEST,
    check: bool = False,
) -> HTMLResponse:
    """Entries that hold a text, newest first; on `check`, whether the whole chain holds."""
    with database_of(request).read() as session:
        values: dict[str, Any] = {
            "found": found(session, q.strip(), before=before, most=ON_A_PAGE),
            "head": journal.head(session),
            "checked": _checked(session, request.app.state.settings) if check else None,
        }
    values |= {"curator": curator, "q": q.strip(), "newest": before == HIGHEST}
    return page(request, "desk/journal.html", values)


def _checked(session: Session, settings: Settings) -> tuple[int, str]:
    """How many entries the chain has, and what is wrong with it; nothing when it holds."""
    entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).yield_per(1_000)
    try:
        return journal.verify(entries, seals(FeedFolder(settings.feed_dir))), ""
    except (journal.BrokenChain, FolderUnusable) as problem:
        return 0, str(problem)
