"""`/api/v1/never-list`: what is never listed, and why; what a name on it would stop."""

from typing import Annotated, Final

from fastapi import Query, Request, Response
from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter
from sqlmodel import Session

from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import DONE_AND_SAID, READ, created
from api.editing.fields import HOSTNAME, ONE_LINE, Moment, Name, Next, Why
from api.editing.program import Editor, Reader, Reviewer, acting, database_of
from api.editing.route import router_at
from feeds.registry.tables import ProtectedName
from feeds.review import protecting
from feeds.review.operations import HostnameText, Passage
from feeds.review.protecting import LONGEST_SOURCE

PATH: Final = "/api/v1/never-list"
_ADDRESS: Final = TypeAdapter(HttpUrl)
router = router_at(PATH)


def _address(text: str) -> str:
    return str(_ADDRESS.validate_python(text))


class Entry(Shape):
    """A name that is never listed. One that came through a Proposal has no `added_by`, and stays."""

    name: str
    reason: str
    source: str | None
    added_by: str | None
    added: Moment | None


class EntryPage(Shape):
    """Some names."""

    entries: list[Entry]
    next: Next


class Effect(Shape):
    """What protecting a name meets: what protects it already, what is listed in its way, what it would stop."""

    name: str
    protected: Entry | None
    listed: list[str]
    proposals: list[int]


_EXAMPLE: Final = {
    "name": "helpline.zone",
    "reason": "A helpline answers there.",
    "source": "https://helpline.zone/about",
}


class NewEntry(Shape, json_schema_extra={"examples": [_EXAMPLE]}):
    """A name to be protected."""

    name: HostnameText
    reason: Annotated[Passage, Field(description="It is published.")]
    source: Annotated[
        str,
        Field(
            max_length=LONGEST_SOURCE - 100,  # what becomes of it may be longer than it was written
            description="The web address where anybody reads what the name is.",
            json_schema_extra={"format": "uri"},
        ),
        AfterValidator(_address),
    ]


class Question(Shape):
    """Which names; no other parameter is taken."""

    q: Annotated[str | None, Field(max_length=200, pattern=ONE_LINE, description="In a name, or in a reason.")] = None
    cursor: Annotated[str | None, Field(pattern=HOSTNAME, description="From `next`: the last name that you have.")] = (
        None
    )


@router.get("", response_model=EntryPage, responses=READ)
def list_never_list(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """What is never listed, by name, a hundred a page."""
    words, after = (question.q or "").strip(), question.cursor or ""
    with database_of(request).read() as session:
        found = protecting.entries(session, words=words, after=after, most=paging.ask_for())
    page = paging.page(found, PATH, question, lambda row: row.hostname)
    return read(request, EntryPage(entries=[_said(row) for row in page.rows], next=page.next))


@router.get("/{name}", response_model=Effect, responses=READ)
def read_effect(request: Request, _: Reader, name: Name) -> Response:
    """Whether a name is protected, and what protecting it would meet."""
    with database_of(request).read() as session:
        return read(request, _effect(session, name))


@router.post("", status_code=201, response_model=Entry, responses=created())
def protect_name(request: Request, program: Editor, new: NewEntry) -> Response:
    """Put a name on the list, at once."""
    with acting(request, program) as it:
        row = protecting.protect(it.session, new.name, by=it.person, reason=new.reason, source=new.source, at=it.at)
        return written(_said(row), location=f"{PATH}/{row.hostname}")


@router.post("/{name}/take-off", status_code=204, response_class=Response, responses=DONE_AND_SAID)
def take_off_name(request: Request, program: Reviewer, name: Name, why: Why) -> None:
    """Take a name off the list that somebody else added."""
    with acting(request, program) as it:
        protecting.unprotect(it.session, name, by=it.person, reason=why.reason, at=it.at)


def _effect(session: Session, name: str) -> Effect:
    found = protecting.effect(session, name)
    return Effect(
        name=found.name,
        protected=_said(found.protected) if found.protected else None,
        listed=[hostname for hostname, _ in found.listed],
        proposals=[proposal.id for proposal in found.proposals],
    )


def _said(row: ProtectedName) -> Entry:
    return Entry(name=row.hostname, reason=row.reason, source=row.source, added_by=row.added_by, added=row.added_at)
