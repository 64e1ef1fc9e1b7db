"""`/api/v1/me`: whose token this is, and what it may do."""

from typing import Annotated, Final

from fastapi import Request, Response
from pydantic import Field

from api import tokens
from api.editing.answering import Shape, read
from api.editing.described import READ
from api.editing.fields import Moment
from api.editing.program import Reader
from api.editing.route import router_at
from feeds.review.roles import Deed, Role

PATH: Final = "/api/v1/me"
router = router_at(PATH)


class Myself(Shape):
    """A token and its person."""

    person: str
    role: Role
    token: Annotated[int, Field(description="Its number, as the Journal has it.")]
    may: Annotated[list[Deed], Field(description="What it was made for and its person may do now.")]
    expires: Moment


@router.get("", response_model=Myself, responses=READ)
def read_myself(request: Request, program: Reader) -> Response:
    """Whose token was shown."""
    token, person = program.token, program.person
    may = [deed for deed in tokens.SCOPES if tokens.may(token, person, deed)]
    said = Myself(person=person.handle, role=Role(person.role), token=token.id, may=may, expires=token.expires_at)
    return read(request, said)
