"""`/api/v1/due`: entries of the registry that somebody should look at again, the most urgent first."""

from typing import Annotated, Final

from fastapi import Query, Request, Response
from pydantic import Field

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import DONE, READ
from api.editing.fields import Moment, Number
from api.editing.program import Editor, Reader, acting, database_of, now
from api.editing.route import router_at
from feeds.review import due_again
from feeds.review.due_again import listing
from feeds.review.due_again.listing import DueEntry
from feeds.review.due_again.verifying import Kind
from feeds.review.operations import Slug

PATH: Final = "/api/v1/due"
router = router_at(PATH)


class Due(Shape):
    """A Name with its status, or a Signal."""

    kind: Kind
    number: int
    site: str
    said: Annotated[str, Field(description="The hostname, or the id of the signal.")]
    status: str | None
    checked: Moment
    verify_by: Moment
    person: Annotated[str | None, Field(description="Who looked last; null where a Proposal said it last.")]


class DueList(Shape):
    """The hundred most urgent entries; those that are confirmed make room for others."""

    entries: list[Due]


class Question(Shape):
    """Which entries; no other parameter is taken."""

    kind: Kind | None = None
    site: Slug | None = None
    overdue: Annotated[bool, Field(description="Only those whose date is past.")] = False


@router.get("", response_model=DueList, responses=READ)
def list_due(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Entries whose date is near or past."""
    with database_of(request).read() as session:
        found = listing.entries(session, now(), **question.model_dump(), most=paging.A_PAGE)
    return read(request, DueList(entries=[_said(entry) for entry in found]))


@router.post("/{kind}/{number}/confirm", status_code=204, response_class=Response, responses=DONE)
def confirm_entry(request: Request, program: Editor, kind: Kind, number: Number) -> None:
    """Say that an entry was looked at today, and is so still."""
    with acting(request, program) as it:
        due_again.confirm(it.session, kind, number, by=it.person, at=it.at)


def _said(entry: DueEntry) -> Due:
    return Due(
        kind=entry.kind,
        number=entry.number,
        site=entry.slug,
        said=entry.said,
        status=entry.status,
        checked=entry.checked_at,
        verify_by=entry.verify_by,
        person=entry.person,
    )
