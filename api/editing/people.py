"""`/api/v1/people`: who curates here and in what role. For tokens that may administer."""

from typing import Annotated, Final, Self

from fastapi import HTTPException, Path, Query, Request, Response
from pydantic import Field
from sqlmodel import col, select

from api.desk import leaving, ways_in
from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import CHANGED, DONE, READ, READ_ONE, WRITTEN, created
from api.editing.fields import Next
from api.editing.program import Admin, acting, database_of, settings_of
from api.editing.route import router_at
from api.editing.version import NAMES_TAG, AsRead, check_as_read, tag_over
from feeds.review import people
from feeds.review.roles import Role
from feeds.review.states import PersonKind
from feeds.review.tables import Person

PATH: Final = "/api/v1/people"
HANDLE: Final = r"^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$"
Handle = Annotated[str, Path(pattern=HANDLE)]

router = router_at(PATH)


class PersonSaid(Shape):
    """Somebody who curates."""

    handle: str
    role: Role

    @classmethod
    def of(cls, person: Person) -> Self:
        """A person, said."""
        return cls(handle=person.handle, role=Role(person.role))


class PersonPage(Shape):
    """Some people."""

    people: list[PersonSaid]
    next: Next


class Link(Shape):
    """A way in for somebody, told here and nowhere else."""

    link: Annotated[str, Field(description="Lets them in once, within a day, to make a passkey.")]


class Invited(PersonSaid, Link):
    """Somebody who was invited just now."""


class Invitation(Shape, json_schema_extra={"examples": [{"handle": "mary", "role": "editor"}]}):
    """Who is invited, and what they may do."""

    handle: Annotated[str, Field(pattern=HANDLE, description="A public name; it stays with what they decide.")]
    role: Role


class NewRole(Shape):
    """What somebody may do from now on."""

    role: Role


class Question(Shape):
    """From whom on; no other parameter is taken."""

    cursor: Annotated[str | None, Field(pattern=HANDLE, description="From `next`: the last handle that you have.")] = (
        None
    )


@router.get("", response_model=PersonPage, responses=READ)
def list_people(request: Request, _: Admin, question: Annotated[Question, Query()]) -> Response:
    """Everybody who curates, by handle, a hundred a page."""
    rows = select(Person).where(Person.kind == PersonKind.PERSON, col(Person.handle) > (question.cursor or ""))
    with database_of(request).read() as session:
        found = session.exec(rows.order_by(col(Person.handle)).limit(paging.ask_for())).all()
    page = paging.page(found, PATH, question, lambda person: person.handle)
    return read(request, PersonPage(people=[PersonSaid.of(person) for person in page.rows], next=page.next))


@router.get("/{handle}", response_model=PersonSaid, responses=READ_ONE)
def read_person(request: Request, _: Admin, handle: Handle) -> Response:
    """One of them."""
    with database_of(request).read() as session:
        said = PersonSaid.of(people.get(session, handle))
    return read(request, said, tag=tag_over(said))


@router.post("", status_code=201, response_model=Invited, responses=created())
def invite_person(request: Request, program: Admin, new: Invitation) -> Response:
    """Add somebody, and make the link that lets them in. 409 when the handle is somebody's."""
    try:
        with acting(request, program) as it:
            link = ways_in.invite(it.session, new.handle, new.role, settings_of(request), by=it.person, at=it.at)
    except ValueError as refusal:
        raise HTTPException(409, str(refusal)) from None
    said = Invited(handle=new.handle, role=new.role, link=link)
    return written(said, location=f"{PATH}/{new.handle}")


@router.post("/{handle}/link", response_model=Link, responses=WRITTEN)
def make_link(request: Request, program: Admin, handle: Handle) -> Response:
    """A new link for somebody who lost their way in; links that were made before end."""
    with acting(request, program) as it:
        person = people.get(it.session, handle)
        return written(Link(link=ways_in.make_link(it.session, person, settings_of(request), by=it.person, at=it.at)))


@router.post("/{handle}/role", response_model=PersonSaid, responses=CHANGED, openapi_extra=NAMES_TAG)
def change_role(request: Request, program: Admin, handle: Handle, as_read: AsRead, new: NewRole) -> Response:
    """Give somebody another role; they are signed out everywhere. Somebody has to stay an admin."""
    with acting(request, program) as it:
        person = people.get(it.session, handle)
        it.session.refresh(person, with_for_update=True)  # of two admins at once, the second is told to read again
        check_as_read(as_read, PersonSaid.of(person))
        ways_in.change_role(it.session, person, new.role, by=it.person, at=it.at)
        said = PersonSaid.of(person)
        return written(said, tag=tag_over(said))


@router.post("/{handle}/retire", status_code=204, response_class=Response, responses=DONE)
def retire_person(request: Request, program: Admin, handle: Handle) -> None:
    """Close every way in of somebody who leaves: passkeys, sessions, links, tokens, mail."""
    with acting(request, program) as it:
        leaving.retire(it.session, people.get(it.session, handle), by=it.person, at=it.at)
