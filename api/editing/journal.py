"""`/api/v1/journal`: every decision, newest first, to be searched. The whole chain, oldest first, is at `/journal`."""

from typing import Annotated, Any, Final, Self

from fastapi import Query, Request, Response
from pydantic import Field

from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import READ, WRITTEN
from api.editing.fields import ONE_LINE, Cursor, Moment, Next
from api.editing.program import Reader, acting, database_of
from api.editing.route import router_at
from api.jobs import journal as checking
from api.journal_entries import HIGHEST, found
from feeds.review.tables import JournalCheck, JournalEntry

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


class CheckSaid(Shape):
    """What was found when the schedule walked the whole chain last; nulls before the first time."""

    checked: Moment | None
    entries: Annotated[int | None, Field(description="How many held.")]
    problem: Annotated[str | None, Field(description="What is wrong; empty when nothing is.")]
    asked: Annotated[Moment | None, Field(description="When somebody asked for another check that is still to come.")]

    @classmethod
    def of(cls, check: JournalCheck | None) -> Self:
        """A check, said."""
        return cls(
            checked=check and check.checked_at,
            entries=check and check.entries,
            problem=check and check.problem,
            asked=check and check.asked_at,
        )


@router.get("", response_model=EntryPage, responses=READ)
def list_journal(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Decisions, the newest first, a hundred a page.

    A search looks through so many entries at a time: a page may have few of them, and a next one all the same.
    """
    with database_of(request).read() as session:
        here = found(session, (question.q or "").strip(), before=question.cursor or HIGHEST, most=paging.A_PAGE)
    following = paging.next_page(PATH, question, here.older) if here.older else None
    return read(request, EntryPage(entries=[_said(entry) for entry in here.entries], next=following))


@router.get("/check", response_model=CheckSaid, responses=READ)
def read_journal_check(request: Request, _: Reader) -> Response:
    """Whether the chain holds, as far as it was checked."""
    with database_of(request).read() as session:
        return read(request, CheckSaid.of(session.get(JournalCheck, 1)))


@router.post("/check", response_model=CheckSaid, responses=WRITTEN)
def ask_for_journal_check(request: Request, program: Reader) -> Response:
    """Have the schedule check the whole chain again, within a minute."""
    with acting(request, program) as it:
        checking.ask(it.session, it.at)
        return written(CheckSaid.of(it.session.get(JournalCheck, 1)))


def _said(entry: JournalEntry) -> Entry:
    return Entry.model_validate({field: getattr(entry, field) for field in Entry.model_fields})
