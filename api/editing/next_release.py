"""`/api/v1/next-release`: what goes out next, and whether it goes out."""

from typing import Annotated, Final

from fastapi import Request, Response
from pydantic import Field

from api.editing.answering import Shape, read, written
from api.editing.described import DONE_AND_SAID, READ, WRITTEN
from api.editing.fields import GREATEST, Why
from api.editing.program import Reader, Reviewer, acting, database_for, database_of, now, settings_of
from api.editing.route import router_at
from api.jobs import release
from feeds.release.publishing import Outcome
from feeds.review import holding

PATH: Final = "/api/v1/next-release"
router = router_at(PATH)


class ReleaseSaid(Shape):
    """A Release that is out, or could be. `added` and `removed` count lines against the one before."""

    serial: int
    changed: Annotated[bool, Field(description="False: what is out says the same.")]
    names: int
    added: int
    removed: int
    held: Annotated[str, Field(description="Why it waits for a person; empty when it does not.")]


class RollBack(Why):
    """Back to an earlier Release."""

    serial: Annotated[int, Field(ge=1, le=GREATEST, description="Whose content is put out again.")]


@router.get("", response_model=ReleaseSaid, responses=READ)
def read_next_release(request: Request, _: Reader) -> Response:
    """What a Release of the registry would be now."""
    return read(request, _said(release.preview(database_of(request), settings_of(request), now()).outcome))


@router.post("/publish", response_model=ReleaseSaid, responses=WRITTEN)
def publish_release(request: Request, program: Reviewer) -> Response:
    """Put out now what is approved. Where it is held, the answer says why, and nothing is out."""
    return written(_said(release.run(database_for(request, program), settings_of(request), now())))


@router.post("/sign-off", response_model=ReleaseSaid, responses=WRITTEN)
def sign_off_release(request: Request, program: Reviewer, why: Why) -> Response:
    """Let a Release go out that changes too much at once. Nobody who approved a part of it may."""
    with acting(request, program) as it:
        return written(_said(release.sign_off(it.session, settings_of(request), it.person, why.reason, it.at)))


@router.post("/roll-back", response_model=ReleaseSaid, responses=WRITTEN)
def roll_back_release(request: Request, program: Reviewer, back: RollBack) -> Response:
    """Put the content of an earlier Release out again, under a new serial."""
    database = database_for(request, program)
    outcome = release.roll_back(database, settings_of(request), back.serial, program.person, back.reason, now())
    return written(_said(outcome))


@router.post("/hold", status_code=204, response_class=Response, responses=DONE_AND_SAID)
def hold_releases(request: Request, program: Reviewer, why: Why) -> None:
    """Stop every Release, until somebody lifts it. What is out stays out, and fresh."""
    with acting(request, program) as it:
        holding.hold(it.session, by=it.person, reason=why.reason, at=it.at)


@router.post("/lift", status_code=204, response_class=Response, responses=DONE_AND_SAID)
def lift_hold(request: Request, program: Reviewer, why: Why) -> None:
    """Let Releases go out again, whoever held them."""
    with acting(request, program) as it:
        holding.lift(it.session, by=it.person, reason=why.reason, at=it.at)


def _said(outcome: Outcome) -> ReleaseSaid:
    return ReleaseSaid(**{field: getattr(outcome, field) for field in ReleaseSaid.model_fields})
