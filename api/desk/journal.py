"""The Desk's page of the Journal: every decision, newest first, to be searched and checked."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import ColumnElement, String, cast, or_
from sqlmodel import Session, col, select

from api.desk.curator import Curator, database_of
from api.settings import Settings
from api.web import page
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.release.sealing import seals
from feeds.review import journal
from feeds.review.tables import JournalEntry

router = APIRouter(prefix="/desk/journal", include_in_schema=False)

ON_A_PAGE: Final = 50
_HIGHEST: Final = 2**31 - 1
_SEARCHED: Final = (JournalEntry.actor, JournalEntry.action, JournalEntry.subject, JournalEntry.digest)


@router.get("")
def show(
    request: Request,
    curator: Curator,
    q: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int, Query(ge=1, le=_HIGHEST)] = _HIGHEST,
    check: bool = False,
) -> HTMLResponse:
    """Entries that hold a text, newest first; on `check`, whether the whole chain holds."""
    with database_of(request).read() as session:
        rows = _found(session, q.strip(), before)
        values: dict[str, Any] = {
            "entries": rows[:ON_A_PAGE],
            "more": len(rows) > ON_A_PAGE,
            "head": journal.head(session),
            "checked": _checked(session, request.app.state.settings) if check else None,
        }
    values |= {"curator": curator, "q": q.strip(), "newest": before == _HIGHEST}
    return page(request, "desk/journal.html", values)


def _found(session: Session, words: str, before: int) -> Sequence[JournalEntry]:
    entries = select(JournalEntry).where(JournalEntry.sequence < before)
    entries = entries.where(_holds(words)) if words else entries
    return session.exec(entries.order_by(col(JournalEntry.sequence).desc()).limit(ON_A_PAGE + 1)).all()


def _holds(words: str) -> ColumnElement[bool]:
    # A body is kept as JSON, with what is not ASCII escaped.
    body, written = cast(JournalEntry.body, String), json.dumps(words)[1:-1]
    texts = [col(column).icontains(words, autoescape=True) for column in _SEARCHED]
    return or_(*texts, body.icontains(written, autoescape=True))


def _checked(session: Session, settings: Settings) -> tuple[int, str]:
    """How many entries the chain has, and what is wrong with it; nothing when it holds."""
    entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))).yield_per(1_000)
    try:
        return journal.verify(entries, seals(FeedFolder(settings.feed_dir))), ""
    except (journal.BrokenChain, FolderUnusable) as problem:
        return 0, str(problem)
