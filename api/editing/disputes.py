"""`/api/v1/disputes`, for curators: those that were opened, each with its clock, and what is answered to them.

A Dispute is known to its opener by a secret and to curators by its number, so that it has an address for each.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Final

from fastapi import Query, Request, Response
from pydantic import Field
from sqlmodel import Session

from api.bearer import Program
from api.dispute_said import AnswerSaid, shared, way
from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import CHANGED, DONE, READ, READ_ONE, created
from api.editing.fields import Moment, Next, Number, Why
from api.editing.program import Admin, Editor, Reader, Reviewer, acting, database_of, now
from api.editing.proposal import WholeProposal, what_came
from api.editing.route import router_at
from api.editing.version import NAMES_TAG, AsRead, check_as_read, tag_over
from feeds.review.disputes import answering, erasing, reading, replying
from feeds.review.disputes.states import Act, DisputeState, Way, Wish
from feeds.review.disputes.tables import Dispute
from feeds.review.operations import Passage

PATH: Final = "/api/v1/disputes"
router = router_at(PATH)


class DisputeInShort(Shape):
    """A Dispute as a list has it: without what is private."""

    number: int
    name: str
    site: str
    asks: Wish
    state: DisputeState
    opened: Moment
    due: Annotated[Moment, Field(description="Until when a first answer is promised.")]
    first_answer: Moment | None
    closed: Moment | None
    proved: Annotated[bool, Field(description="Control of the name was shown.")]
    proposal: Annotated[int | None, Field(description="The number of the Proposal that it led to.")]


class DisputeListed(DisputeInShort):
    """A Dispute of a list, and how its clock stands."""

    overdue: bool


class DisputePage(Shape):
    """Some Disputes."""

    disputes: list[DisputeListed]
    next: Next


class CuratorsAnswer(AnswerSaid):
    """What a curator said, with what only curators read of it."""

    person: str
    note: Annotated[str | None, Field(description="For curators; null once it is erased.")]


class WholeDispute(DisputeInShort):
    """A Dispute, with what is private, and what can be done about it."""

    language: str
    words: Annotated[str | None, Field(description="null once they are erased.")]
    address: Annotated[str | None, Field(description="Where to write back, if they gave one.")]
    proved_at: Moment | None
    proved_by: Way | None
    answers: list[CuratorsAnswer]
    may_draft: Annotated[bool, Field(description="It was upheld, and nothing that does what it asks is proposed.")]
    reply_shown: Annotated[bool, Field(description="The registry has the reply that it asked for.")]


class Answer(Shape):
    """What is said to whoever opened a Dispute."""

    text: Annotated[Passage, Field(description="It is published.", examples=["We look at it this week."])]
    note: Annotated[Passage | None, Field(description="For curators; it is not published.")] = None


class Question(paging.Newest):
    """Which Disputes; no other parameter is taken."""

    state: DisputeState | None = None


@router.get("", response_model=DisputePage, responses=READ)
def list_disputes(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """Disputes, the newest first, a hundred a page, each with its clock."""
    with database_of(request).read() as session:
        page = paging.newest(session, Dispute, PATH, question)
    return read(request, DisputePage(disputes=[_listed(row) for row in page.rows], next=page.next))


@router.get("/by-number/{number}", response_model=WholeDispute, responses=READ_ONE)
def read_numbered_dispute(request: Request, _: Reader, number: Number) -> Response:
    """One Dispute: what was written, and what was answered."""
    with database_of(request).read() as session:
        said = _whole(session, reading.get(session, number))
    return read(request, said, tag=tag_over(said))


@router.post("/by-number/{number}/answer", response_model=WholeDispute, responses=CHANGED, openapi_extra=NAMES_TAG)
def answer_dispute(request: Request, program: Editor, number: Number, as_read: AsRead, said: Answer) -> Response:
    """Answer, and decide nothing yet. The first answer stops the clock."""
    return _answered(request, program, number, as_read, said, partial(answering.answer, act=Act.ANSWER))


@router.post("/by-number/{number}/refuse", response_model=WholeDispute, responses=CHANGED, openapi_extra=NAMES_TAG)
def refuse_dispute(request: Request, program: Reviewer, number: Number, as_read: AsRead, said: Answer) -> Response:
    """Refuse what is asked, for good."""
    return _answered(request, program, number, as_read, said, partial(answering.answer, act=Act.REFUSE))


@router.post("/by-number/{number}/uphold", response_model=WholeDispute, responses=CHANGED, openapi_extra=NAMES_TAG)
def uphold_dispute(request: Request, program: Reviewer, number: Number, as_read: AsRead, said: Answer) -> Response:
    """Uphold it, and propose the removal or the reply that it asks for; a correction is worded by somebody.

    409 for a reply when nobody showed control of the name.
    """
    return _answered(request, program, number, as_read, said, replying.uphold)


@router.post("/by-number/{number}/draft", status_code=201, response_model=WholeProposal, responses=created())
def draft_for_dispute(request: Request, program: Editor, number: Number, why: Why) -> Response:
    """Propose once more what an upheld Dispute asks for, when the Proposal before came to nothing."""
    with acting(request, program) as it:
        found = _held(it.session, number)
        made = replying.draft(it.session, found, by=it.person, reason=why.reason, at=it.at)
        return what_came(it.session, made, is_new=True)


@router.post("/by-number/{number}/take-back-reply", status_code=201, response_model=WholeProposal, responses=created())
def take_back_reply(request: Request, program: Editor, number: Number, why: Why) -> Response:
    """Propose to take back a reply that is shown."""
    with acting(request, program) as it:
        found = _held(it.session, number)
        made = replying.draft_withdrawal(it.session, found, by=it.person, reason=why.reason, at=it.at)
        return what_came(it.session, made, is_new=True)


@router.post("/by-number/{number}/erase", status_code=204, response_class=Response, responses=DONE)
def erase_dispute(request: Request, program: Admin, number: Number) -> None:
    """Erase what is personal in it, at once and for good."""
    with acting(request, program) as it:
        erasing.erase(it.session, _held(it.session, number), by=it.person.handle, at=it.at)


def _answered(
    request: Request, program: Program, number: int, as_read: str, said: Answer, answer: Callable[..., object]
) -> Response:
    with acting(request, program) as it:
        found = _held(it.session, number)
        check_as_read(as_read, _whole(it.session, found))
        answer(it.session, found, by=it.person, text=said.text, private_note=said.note or "", at=it.at)
        reached = _whole(it.session, found)
        return written(reached, tag=tag_over(reached))


def _held(session: Session, number: int) -> Dispute:
    """The Dispute, which nobody else changes before this is done."""
    found = reading.get(session, number)
    session.refresh(found, with_for_update=True)
    return found


def _in_short(row: Dispute) -> DisputeInShort:
    return DisputeInShort(**shared(row), proved=row.proved_at is not None, proposal=row.proposal_id)


def _listed(row: Dispute) -> DisputeListed:
    return DisputeListed(**_in_short(row).model_dump(), overdue=reading.clock_of(row).is_overdue(now()))


def _whole(session: Session, row: Dispute) -> WholeDispute:
    answers = [
        CuratorsAnswer(at=answer.at, act=Act(answer.act), text=answer.text, person=handle, note=answer.note)
        for answer, handle in reading.answers(session, row)
    ]
    return WholeDispute(
        **_in_short(row).model_dump(),
        language=row.language,
        words=row.words,
        address=row.address,
        proved_at=row.proved_at,
        proved_by=way(row),
        answers=answers,
        may_draft=replying.may_draft(session, row),
        reply_shown=replying.is_shown(session, row),
    )
