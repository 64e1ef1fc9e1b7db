"""One's own mail, under `/api/v1/me/mail`; and what could not be sent to anybody, for admins, under `/api/v1/mail`.

An address is confirmed by a link in the mail that went there, at the Desk: by a person, and by no program.
"""

from typing import Annotated, Final, Literal

from fastapi import HTTPException, Request, Response
from pydantic import Field
from sqlmodel import Session

from api.editing import paging
from api.editing.answering import Shape, read, written
from api.editing.described import DONE, READ, WRITTEN
from api.editing.fields import Moment
from api.editing.myself import PATH as MYSELF
from api.editing.program import Admin, Reader, acting, database_of
from api.editing.route import router_at
from api.outbox import addresses, choosing, queue
from api.outbox.addresses import AGAIN_AFTER, TooSoon
from api.outbox.kinds import CHOSEN, MailKind
from feeds.review.tables import Person

PATH: Final = "/api/v1/mail"
Language = Literal["en", "fr"]

mine = router_at(f"{MYSELF}/mail")
router = router_at(PATH)


class OwnMail(Shape):
    """Where one's mail goes; nulls when one wants none."""

    address: str | None
    language: Language | None
    confirmed: Annotated[Moment | None, Field(description="Nothing is sent before.")]
    kinds: Annotated[list[MailKind], Field(description="What one wants mail about, of what is one's own to choose.")]


class NewAddress(Shape, json_schema_extra={"examples": [{"address": "ada@example.org", "language": "fr"}]}):
    """Where one's mail is to go."""

    address: Annotated[str, Field(max_length=addresses.LONGEST, json_schema_extra={"format": "email"})]
    language: Language


class Wanted(Shape, json_schema_extra={"examples": [{"kinds": [CHOSEN[0]]}]}):
    """What one wants mail about, and nothing else."""

    kinds: Annotated[list[MailKind], Field(max_length=len(MailKind))]


class Unsent(Shape):
    """A mail that was given up."""

    kind: MailKind
    person: str
    written: Moment
    given_up: Moment
    problem: str | None


class Outbox(Shape):
    """How much mail waits, and what was given up: the hundred that were given up last."""

    waiting: int
    lost: int
    unsent: list[Unsent]


@mine.get("", response_model=OwnMail, responses=READ)
def read_my_mail(request: Request, program: Reader) -> Response:
    """Where one's mail goes."""
    with database_of(request).read() as session:
        return read(request, _own(session, program.person))


@mine.post("", response_model=OwnMail, responses=WRITTEN)
def give_my_address(request: Request, program: Reader, new: NewAddress) -> Response:
    """Give an address, and have a link sent there. 429 within five minutes of the last link."""
    try:
        with acting(request, program) as it:
            addresses.give(it.session, it.person, new.address, new.language, it.at)
            return written(_own(it.session, it.person))
    except TooSoon as refusal:
        raise HTTPException(429, str(refusal), {"Retry-After": str(AGAIN_AFTER.seconds)}) from None


@mine.post("/kinds", response_model=OwnMail, responses=WRITTEN)
def choose_my_mail(request: Request, program: Reader, wanted: Wanted) -> Response:
    """Get mail about these kinds of things, of those that are one's own to choose."""
    with acting(request, program) as it:
        choosing.choose(it.session, it.person, wanted.kinds)
        return written(_own(it.session, it.person))


@mine.post("/stop", status_code=204, response_class=Response, responses=DONE)
def stop_my_mail(request: Request, program: Reader) -> None:
    """No mail any more; the address is forgotten."""
    with acting(request, program) as it:
        addresses.forget(it.session, it.person)


@router.get("", response_model=Outbox, responses=READ)
def read_outbox(request: Request, _: Admin) -> Response:
    """What waits to be sent, and what was given up. No address is shown."""
    with database_of(request).read() as session:
        (waiting, lost), rows = queue.counts(session), queue.given_up(session, most=paging.A_PAGE)
    said = [
        Unsent.model_validate(
            {
                "kind": mail.kind,
                "person": handle,
                "written": mail.written_at,
                "given_up": mail.given_up_at,
                "problem": mail.problem,
            }
        )
        for mail, handle in rows
    ]
    return read(request, Outbox(waiting=waiting, lost=lost, unsent=said))


@router.post("/try-again", status_code=204, response_class=Response, responses=DONE)
def try_again(request: Request, program: Admin) -> None:
    """Let what was given up be tried again."""
    with acting(request, program) as it:
        queue.try_again(it.session, it.at)


@router.post("/drop", status_code=204, response_class=Response, responses=DONE)
def drop_unsent(request: Request, program: Admin) -> None:
    """Forget what was given up."""
    with acting(request, program) as it:
        queue.drop(it.session)


def _own(session: Session, person: Person) -> OwnMail:
    row = addresses.of(session, person)
    return OwnMail.model_validate(
        {
            "address": row and row.address,
            "language": row and row.language,
            "confirmed": row and row.confirmed_at,
            "kinds": sorted(choosing.wanted(session, person)),
        }
    )
