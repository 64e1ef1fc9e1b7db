"""`/api/v1/due/sources`: sources that say something else than they did, or are gone, with what rests on them."""

from typing import Annotated, Final

from fastapi import Query, Request, Response
from pydantic import Field
from sqlmodel import Session

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import DONE_AS_READ, READ, READ_ONE
from api.editing.due import PATH as DUE
from api.editing.fields import Cursor, Moment, Next, Number, Why
from api.editing.program import Editor, Reader, acting, database_of
from api.editing.route import router_at
from api.editing.version import NAMES_TAG, AsRead, check_as_read, tag_over
from feeds.review.due_again import listing
from feeds.review.due_again.listing import DueSource
from feeds.review.evidence.outcomes import Outcome
from feeds.review.evidence.settling import NotReopened, settle
from feeds.review.evidence.tables import EvidenceCheck
from feeds.review.operations import Slug

PATH: Final = f"{DUE}/sources"
router = router_at(PATH)


class Resting(Shape):
    """A fact that cites a source."""

    site: str
    fact: str
    said: str


class SourceSaid(Shape):
    """A source that was found otherwise than it was read."""

    number: int
    key: str
    publisher: str
    title: str
    url: str | None
    outcome: Outcome
    since: Moment
    before: Annotated[str | None, Field(description="The quote, where it stood.")]
    now: Annotated[str | None, Field(description="What is there instead.")]
    rests: list[Resting]


class SourcePage(Shape):
    """Some sources."""

    sources: list[SourceSaid]
    next: Next


class Question(Shape):
    """Which sources; no other parameter is taken."""

    site: Annotated[Slug | None, Field(description="Whose entries rest on them.")] = None
    cursor: Cursor = None


@router.get("", response_model=SourcePage, responses=READ)
def list_due_sources(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Sources that nobody settled, the latest found first, a hundred a page."""
    with database_of(request).read() as session:
        found = listing.sources(session, site=question.site, after=question.cursor, most=paging.ask_for())
    page = paging.page(found, PATH, question, lambda source: source.evidence.id)
    return read(request, SourcePage(sources=[_said(source) for source in page.rows], next=page.next))


@router.get("/{number}", response_model=SourceSaid, responses=READ_ONE)
def read_due_source(request: Request, _: Reader, number: Number) -> Response:
    """One of them. 404 when it does not wait any more."""
    with database_of(request).read() as session:
        said = _found(session, number)
    return read(request, said, tag=tag_over(said))


@router.post(
    "/{number}/keep", status_code=204, response_class=Response, responses=DONE_AS_READ, openapi_extra=NAMES_TAG
)
def keep_source(request: Request, program: Editor, number: Number, as_read: AsRead, why: Why) -> None:
    """Say that what rests on it is so all the same, until it is found otherwise than now."""
    with acting(request, program) as it:
        it.session.get(EvidenceCheck, number, with_for_update=True)  # nothing new is found before this is done
        check_as_read(as_read, _found(it.session, number))
        settle(it.session, number, by=it.person, reason=why.reason, at=it.at)


def _found(session: Session, number: int) -> SourceSaid:
    for source in listing.sources(session, number=number, most=1):
        return _said(source)
    raise NotReopened("This source does not wait any more; somebody may have dealt with it already.")


def _said(source: DueSource) -> SourceSaid:
    same = ("key", "publisher", "title", "url")
    return SourceSaid.model_validate(
        {
            "number": source.evidence.id,
            **{field: getattr(source.evidence, field) for field in same},
            **{field: getattr(source.check, field) for field in ("outcome", "since", "before", "now")},
            "rests": [{"site": fact.slug, "fact": fact.fact, "said": fact.said} for fact in source.rests],
        }
    )
