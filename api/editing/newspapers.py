"""`/api/v1/newspapers`: what the watched newspapers write, as far as it is for curators.

An item that was read says under which number: what it calls for is drafted at `/api/v1/readings/{number}/draft`, and
the item is settled with it.
"""

from typing import Annotated, Final, Literal

from fastapi import HTTPException, Query, Request, Response
from pydantic import Field

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import DONE, READ, READ_ONE
from api.editing.fields import Moment, Next, Number
from api.editing.program import Editor, Reader, acting, database_of
from api.editing.route import router_at
from feeds.intake.sources import queueing
from feeds.intake.sources.queueing import Waiting
from feeds.intake.sources.tables import ItemState, SourceItem

PATH: Final = "/api/v1/newspapers"
ForCurators = Literal[ItemState.WAITING, ItemState.DRAFTED, ItemState.DISMISSED]
router = router_at(PATH)


class Reason(Shape):
    """Why an item is for curators: what it says, and of which Sites."""

    kind: str
    said: str
    sites: str


class Item(Shape):
    """An article that a newspaper's feed lists."""

    number: int
    state: ForCurators
    publisher: str
    address: str | None
    title: str
    summary: str
    published: str | None
    seen: Moment
    copies: Annotated[int, Field(description="How many printed the same text, this one counted.")]
    reasons: list[Reason]
    remark: Annotated[str | None, Field(description="What could not be read or drafted.")]
    reading: Annotated[int | None, Field(description="The number of its reading, while that is kept.")]
    proposal: int | None
    dismissed_by: str | None


class ItemPage(Shape):
    """Some items."""

    items: list[Item]
    next: Next


class Question(paging.Newest):
    """Which items; no other parameter is taken."""

    state: ForCurators = ItemState.WAITING


@router.get("", response_model=ItemPage, responses=READ)
def list_newspapers(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Items, those that were seen last first, a hundred a page; those that wait when nothing else is asked."""
    with database_of(request).read() as session:
        page = paging.newest(session, SourceItem, PATH, question)
        printed = queueing.printed(session, page.rows)
    return read(request, ItemPage(items=[_said(about) for about in printed], next=page.next))


@router.get("/{number}", response_model=Item, responses=READ_ONE)
def read_newspaper(request: Request, _: Reader, number: Number) -> Response:
    """One item."""
    with database_of(request).read() as session:
        found = session.get(SourceItem, number)
        if found is None or found.state not in (ItemState.WAITING, ItemState.DRAFTED, ItemState.DISMISSED):
            raise HTTPException(404, f"There is no article {number} for curators.")
        (about,) = queueing.printed(session, [found])
    return read(request, _said(about))


@router.post("/{number}/dismiss", status_code=204, response_class=Response, responses=DONE)
def dismiss_newspaper(request: Request, program: Editor, number: Number) -> None:
    """Take an item off the Queue. 404 when it does not wait any more."""
    with acting(request, program) as it:
        queueing.dismiss(it.session, number, by=it.person.handle, at=it.at)


@router.post("/{number}/restore", status_code=204, response_class=Response, responses=DONE)
def restore_newspaper(request: Request, program: Editor, number: Number) -> None:
    """Put back what was dismissed in the last day, whoever did it."""
    with acting(request, program) as it:
        queueing.undo(it.session, number, at=it.at)


def _said(about: Waiting) -> Item:
    item = about.item
    return Item.model_validate(
        {
            "number": item.id,
            "publisher": about.publisher,
            "copies": about.copies,
            "seen": item.seen_at,
            "reading": item.reading_id,
            "proposal": item.proposal_id,
            **{
                field: getattr(item, field)
                for field in ("state", "address", "title", "summary", "published", "reasons", "remark", "dismissed_by")
            },
        }
    )
