"""`/api/v1/journal`: every decision, newest first, to be searched. The whole chain, oldest first, is at `/journal`."""

from typing import Annotated, Any, Final

from fastapi import Query, Request, Response
from pydantic import Field

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import READ
from api.editing.fields import ONE_LINE, Cursor, Moment, Next
from api.editing.program import Reader, database_of
from api.editing.route import router_at
from api.journal_entries import HIGHEST, found
from feeds.review.tables import JournalEntry

PATH: Final = "/api/v1/journal"
router = router_at(PATH)


class Entry(Shape):
    """One decision."""

    sequence: int
    at: Moment
    actor: str
    action: str
    subject: str
    body: dict[str, Any]
    digest: str


class EntryPage(Shape):
    """Some decisions."""

    entries: list[Entry]
    next: Next


class Question(Shape):
    """Which entries; no other parameter is taken."""

    q: Annotated[str | None, Field(max_length=200, pattern=ONE_LINE, description="A text that the entry holds.")] = None
    cursor: Cursor = None


@router.get("", response_model=EntryPage, responses=READ)
def list_journal(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Decisions, the newest first, a hundred a page.

    A search looks through so many entries at a time: a page may have few of them, and a next one all the same.
    """
    with database_of(request).read() as session:
        here = found(session, (question.q or "").strip(), before=question.cursor or HIGHEST, most=paging.A_PAGE)
    following = paging.next_page(PATH, question, here.older) if here.older else None
    return read(request, EntryPage(entries=[_said(entry) for entry in here.entries], next=following))


def _said(entry: JournalEntry) -> Entry:
    return Entry.model_validate({field: getattr(entry, field) for field in Entry.model_fields})
