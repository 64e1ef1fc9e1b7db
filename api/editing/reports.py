"""`/api/v1/reports`, for curators: what families report, and what becomes of it."""

from datetime import date
from typing import Annotated, Final

from fastapi import Query, Request, Response
from pydantic import Field

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import DONE, READ, READ_ONE, created
from api.editing.fields import HOSTNAME, Name, Next, Why
from api.editing.program import Editor, Reader, acting, database_of
from api.editing.proposal import WholeProposal, what_came
from api.editing.route import router_at
from feeds.review.operations import Passage
from feeds.review.reports import handling, proposing, reading
from feeds.review.reports.drafting import Source
from feeds.review.reports.reading import Group
from feeds.review.reports.standing import Standing
from feeds.review.reports.tables import ReportKind

PATH: Final = "/api/v1/reports"
WORDS: Final = 50  # texts of one name

router = router_at(PATH)


class Words(Shape):
    """What somebody wrote with a report."""

    kind: ReportKind
    day: date
    text: str


class Reported(Shape):
    """The reports about one name that nobody handled yet."""

    name: str
    standing: Standing
    site: Annotated[str | None, Field(description="The slug of the Site whose Name it is.")]
    sources: Annotated[int, Field(description="How many networks; each counts once a day for a name and a kind.")]
    risky: int
    mistakes: int
    first: date
    last: date
    words: list[Words]


class ReportedPage(Shape):
    """Some reported names."""

    reports: list[Reported]
    next: Next


class Question(Shape):
    """From which name on; no other parameter is taken."""

    cursor: Annotated[str, Field(pattern=HOSTNAME, description="From `next`: the last name that you have.")] | None = (
        None
    )


_EXAMPLE: Final = {
    "site": "Coco Zone",
    "category": "anonymous-chat",
    "signal": "no-age-check",
    "publisher": "A newspaper",
    "title": "The chat site is back",
    "url": "https://news.example.com/back",
    "quote": "Nobody asks for an age.",
    "language": "en",
    "reason": "A newspaper says so.",
}


class Listing(Source, json_schema_extra={"examples": [_EXAMPLE]}):
    """A published source that shows why a reported name is to be listed."""

    reason: Annotated[Passage, Field(description="Of the Proposal; it is published.")]


@router.get("", response_model=ReportedPage, responses=READ)
def list_reports(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """The names that wait, in alphabetical order, a hundred a page, each with a few of the words that came."""
    with database_of(request).read() as session:
        found = reading.by_name(session, after=question.cursor or "", most=paging.ask_for())
    page = paging.page(found, PATH, question, lambda about: about.name)
    return read(request, ReportedPage(reports=[_said(about) for about in page.rows], next=page.next))


@router.get("/{name}", response_model=Reported, responses=READ_ONE)
def read_reports(request: Request, _: Reader, name: Name) -> Response:
    """What families report of one name."""
    with database_of(request).read() as session:
        found = reading.group(session, name, words=WORDS)
    return read(request, _said(found))


@router.post("/{name}/dismiss", status_code=204, response_class=Response, responses=DONE)
def dismiss_reports(request: Request, program: Editor, name: Name) -> None:
    """Take the reports about a name off the Queue."""
    with acting(request, program) as it:
        handling.handle(it.session, name, by=it.person, at=it.at)


@router.post("/{name}/restore", status_code=204, response_class=Response, responses=DONE)
def restore_reports(request: Request, program: Editor, name: Name) -> None:
    """Put back what was handled in the last day, whoever did it."""
    with acting(request, program) as it:
        handling.undo(it.session, name, at=it.at)


@router.post("/{name}/list", status_code=201, response_model=WholeProposal, responses=created())
def propose_listing(request: Request, program: Editor, name: Name, shown: Listing) -> Response:
    """Propose to list a reported name, on a source; the reports are handled with it."""
    source = Source.model_validate(shown.model_dump(exclude={"reason"}))
    with acting(request, program) as it:
        made = proposing.listing(it.session, name, source, reason=shown.reason, by=it.person, at=it.at)
        return what_came(it.session, made, is_new=True)


@router.post("/{name}/withdraw", status_code=201, response_model=WholeProposal, responses=created())
def propose_withdrawal(request: Request, program: Editor, name: Name, why: Why) -> Response:
    """Propose to withdraw a listed name that was reported as a mistake; the reports are handled with it."""
    with acting(request, program) as it:
        made = proposing.withdrawal(it.session, name, reason=why.reason, by=it.person, at=it.at)
        return what_came(it.session, made, is_new=True)


def _said(about: Group) -> Reported:
    return Reported(
        name=about.name,
        standing=about.standing,
        site=about.site.slug if about.site else None,
        sources=about.score,
        risky=about.risky,
        mistakes=about.mistakes,
        first=about.first,
        last=about.last,
        words=[Words(kind=ReportKind(words.kind), day=words.day, text=words.text) for words in about.words],
    )
