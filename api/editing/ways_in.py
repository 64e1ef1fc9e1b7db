"""Signed-in browsers and tokens, one's own under `/api/v1/me`, and for admins anybody's under `/api/v1/people`.

They are listed and closed. A way in is opened at the Desk alone, by a person with a passkey: a token that could make
another would outlive its own end.
"""

from datetime import date
from typing import Annotated, Final

from fastapi import HTTPException, Path, Request, Response
from pydantic import Field
from sqlmodel import Session

from api import tokens
from api.desk import signing_in, ways_in
from api.editing.answering import Shape, read
from api.editing.described import DONE, READ, READ_ONE
from api.editing.fields import Moment, Number
from api.editing.myself import PATH as MYSELF
from api.editing.people import PATH as PEOPLE
from api.editing.people import Handle
from api.editing.program import Acting, Admin, Reader, acting, database_of, now
from api.editing.route import router_at
from feeds.review import people
from feeds.review.roles import Deed
from feeds.review.tables import Person

ItsDigest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="What a session is known by. It opens nothing.")]
_CALLED: Final = "What its person calls {}; null when it is somebody else's{}."

mine = router_at(MYSELF)
of_others = router_at(PEOPLE)


class SessionSaid(Shape):
    """A browser that is signed in."""

    session: str
    begun: Moment
    seen: Moment
    expires: Moment
    passkey: Annotated[str | None, Field(description=_CALLED.format("the passkey it began with", ", or a link's"))]


class Sessions(Shape):
    """The browsers that are signed in, the latest seen first."""

    sessions: list[SessionSaid]


class TokenSaid(Shape):
    """A token that holds."""

    number: Annotated[int, Field(description="As the Journal has it.")]
    name: Annotated[str | None, Field(description=_CALLED.format("it", ""))]
    may: Annotated[list[Deed], Field(description="What it was made for.")]
    made: Moment
    expires: Moment
    used: Annotated[date | None, Field(description="The last day of its use.")]


class Tokens(Shape):
    """The tokens that hold, the newest first."""

    tokens: list[TokenSaid]


@mine.get("/sessions", response_model=Sessions, responses=READ)
def list_my_sessions(request: Request, program: Reader) -> Response:
    """One's own signed-in browsers."""
    with database_of(request).read() as session:
        return read(request, _sessions(session, program.person, is_own=True))


@of_others.get("/{handle}/sessions", response_model=Sessions, responses=READ_ONE)
def list_sessions(request: Request, _: Admin, handle: Handle) -> Response:
    """Somebody's signed-in browsers."""
    with database_of(request).read() as session:
        return read(request, _sessions(session, people.get(session, handle), is_own=False))


@mine.post("/sessions/{session}/end", status_code=204, response_class=Response, responses=DONE)
def end_my_session(request: Request, program: Reader, session: ItsDigest) -> None:
    """Sign one of one's own browsers out."""
    with acting(request, program) as it:
        _end(it, it.person, session)


@of_others.post("/{handle}/sessions/{session}/end", status_code=204, response_class=Response, responses=DONE)
def end_session(request: Request, program: Admin, handle: Handle, session: ItsDigest) -> None:
    """Sign one of somebody's browsers out."""
    with acting(request, program) as it:
        _end(it, people.get(it.session, handle), session)


@mine.get("/tokens", response_model=Tokens, responses=READ)
def list_my_tokens(request: Request, program: Reader) -> Response:
    """One's own tokens."""
    with database_of(request).read() as session:
        return read(request, _tokens(session, program.person, is_own=True))


@of_others.get("/{handle}/tokens", response_model=Tokens, responses=READ_ONE)
def list_tokens(request: Request, _: Admin, handle: Handle) -> Response:
    """Somebody's tokens."""
    with database_of(request).read() as session:
        return read(request, _tokens(session, people.get(session, handle), is_own=False))


@mine.post("/tokens/{number}/revoke", status_code=204, response_class=Response, responses=DONE)
def revoke_my_token(request: Request, program: Reader, number: Number) -> None:
    """End one of one's own tokens, also the one that is shown."""
    with acting(request, program) as it:
        _revoke(it, it.person, number)


@of_others.post("/{handle}/tokens/{number}/revoke", status_code=204, response_class=Response, responses=DONE)
def revoke_token(request: Request, program: Admin, handle: Handle, number: Number) -> None:
    """End one of somebody's tokens."""
    with acting(request, program) as it:
        _revoke(it, people.get(it.session, handle), number)


def _sessions(session: Session, whose: Person, *, is_own: bool) -> Sessions:
    theirs = (row for row in signing_in.sessions(session, now()) if row[0].person_id == whose.id)
    said = [
        SessionSaid(
            session=begun.digest,
            begun=begun.begun_at,
            seen=begun.seen_at,
            expires=begun.expires_at,
            passkey=passkey if is_own else None,
        )
        for begun, passkey in theirs
    ]
    return Sessions(sessions=said)


def _tokens(session: Session, whose: Person, *, is_own: bool) -> Tokens:
    said = [
        TokenSaid(
            number=token.id,
            name=token.name if is_own else None,
            may=[Deed(scope) for scope in token.scopes.split()],
            made=token.made_at,
            expires=token.expires_at,
            used=token.used_on,
        )
        for token, _ in tokens.holding(session, now(), whose)
    ]
    return Tokens(tokens=said)


# What is ended is looked for among this person's own first: an admin's token that may only read ends nobody else's.


def _end(it: Acting, whose: Person, digest: str) -> None:
    known = {said.session for said in _sessions(it.session, whose, is_own=False).sessions}
    if digest not in known or not ways_in.end_session(it.session, digest, by=it.person, at=it.at):
        raise HTTPException(404, f"{whose.handle} has no such session.")


def _revoke(it: Acting, whose: Person, number: int) -> None:
    known = {said.number for said in _tokens(it.session, whose, is_own=False).tokens}
    if number not in known or not tokens.revoke(it.session, number, by=it.person, at=it.at):
        raise HTTPException(404, f"{whose.handle} has no such token.")
