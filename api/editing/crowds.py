"""`/api/v1/crowds`: disputes about one name, opened by many who showed no control of it, read and answered together."""

from typing import Annotated, Final

from fastapi import Request, Response
from pydantic import Field

from api.bearer import Program
from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import READ, WRITTEN
from api.editing.fields import GREATEST, Moment, Name
from api.editing.program import Editor, Reader, Reviewer, acting, database_of
from api.editing.route import router_at
from feeds.review.disputes import crowds
from feeds.review.disputes.states import Act
from feeds.review.operations import Passage

PATH: Final = "/api/v1/crowds"
router = router_at(PATH)


class CrowdSaid(Shape):
    """How many disputes about a name wait."""

    name: str
    count: int
    unanswered_since: Annotated[Moment | None, Field(description="When the first was opened that has no answer yet.")]


class Crowds(Shape):
    """The hundred crowds whose clocks run out first."""

    crowds: list[CrowdSaid]


class VoiceSaid(Shape):
    """What some of them say, in the same words."""

    number: Annotated[int, Field(description="Of the first of these disputes.")]
    count: int
    words: str | None
    language: str


class Voices(Shape):
    """What is said about a name: the hundred texts that fewest say, since a crowd repeats itself."""

    name: str
    count: int
    voices: list[VoiceSaid]


class AnswerToMany(Shape):
    """What is said to all of them, or to those that say the same as one."""

    text: Annotated[Passage, Field(description="It is published.", examples=["We read all of these, and look at it."])]
    like: Annotated[
        int | None, Field(ge=1, le=GREATEST, description="The number of a voice; none: all that wait about the name.")
    ] = None


class Answered(Shape):
    """How many were answered now; ask again while there are more."""

    answered: int


@router.get("", response_model=Crowds, responses=READ)
def list_crowds(request: Request, _: Reader) -> Response:
    """Names about which so many disputes wait that nobody reads each."""
    with database_of(request).read() as session:
        found = crowds.crowds(session, most=paging.A_PAGE)
    return read(request, Crowds(crowds=[CrowdSaid.model_validate(crowd, from_attributes=True) for crowd in found]))


@router.get("/{name}", response_model=Voices, responses=READ)
def read_crowd(request: Request, _: Reader, name: Name) -> Response:
    """What is said about one name; nothing, where none waits."""
    with database_of(request).read() as session:
        count, found = crowds.count(session, name), crowds.voices(session, name, most=paging.A_PAGE)
    voices = [VoiceSaid.model_validate(voice, from_attributes=True) for voice in found]
    return read(request, Voices(name=name, count=count, voices=voices))


@router.post("/{name}/answer", response_model=Answered, responses=WRITTEN)
def answer_crowd(request: Request, program: Editor, name: Name, said: AnswerToMany) -> Response:
    """Answer them, and decide nothing yet."""
    return _answered(request, program, name, said, Act.ANSWER)


@router.post("/{name}/refuse", response_model=Answered, responses=WRITTEN)
def refuse_crowd(request: Request, program: Reviewer, name: Name, said: AnswerToMany) -> Response:
    """Refuse what they ask, for good."""
    return _answered(request, program, name, said, Act.REFUSE)


def _answered(request: Request, program: Program, name: str, said: AnswerToMany, act: Act) -> Response:
    with acting(request, program) as it:
        count = crowds.answer(it.session, name, act, like=said.like, by=it.person, text=said.text, at=it.at)
    return written(Answered(answered=count))
