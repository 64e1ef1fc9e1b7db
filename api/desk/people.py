"""People: one's own passkeys and signed-in browsers; for admins, everybody's place here."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session, col, select

from api.desk import asking, leaving, passkeys, signing_in, ways_in
from api.desk.curator import ONE_LINE, Admin, Curator, FormToken, check_token, database_of
from api.desk.passkeys import Refused
from api.desk.signing_in import SignedIn
from api.desk.tables import DeskSession
from api.settings import Settings
from api.web import page
from feeds.review import people
from feeds.review.four_eyes import NotAllowed
from feeds.review.people import NoSuchPerson
from feeds.review.roles import Deed, Role
from feeds.review.states import PersonKind
from feeds.review.tables import Person

router = APIRouter(prefix="/desk", include_in_schema=False)
Handle = Annotated[str, Form(max_length=40, pattern=ONE_LINE)]
Whose = Annotated[str, Path(max_length=40, pattern=ONE_LINE)]
ItsDigest = Annotated[str, Form(pattern="^[0-9a-f]{64}$")]


@router.get("/people")
def show(request: Request, curator: Curator) -> HTMLResponse:
    """One's own passkeys and browsers, and for admins everybody."""
    return people_page(request, curator)


@router.post("/people")
def invite(
    request: Request, curator: Admin, token: FormToken, handle: Handle, role: Annotated[Role, Form()]
) -> Response:
    """Add somebody, and show the link that lets them in once."""
    check_token(curator, token)
    at = datetime.now(UTC)
    try:
        with database_of(request).write() as session:
            by = _oneself(session, curator)
            link = ways_in.invite(session, handle, role, _settings(request), by=by, at=at)
    except ValueError as refusal:
        return people_page(request, curator, refusal=str(refusal), status=422)
    return people_page(request, curator, link=(handle, link))


@router.post("/people/{handle}/link")
def make_link(request: Request, curator: Admin, handle: Whose, token: FormToken) -> Response:
    """Make a new link for somebody, and show it."""
    check_token(curator, token)
    at = datetime.now(UTC)
    try:
        with database_of(request).write() as session:
            person, by = _somebody(session, handle), _oneself(session, curator)
            link = ways_in.make_link(session, person, _settings(request), by=by, at=at)
    except NotAllowed as refusal:
        return people_page(request, curator, refusal=str(refusal), status=403)
    return people_page(request, curator, link=(handle, link))


@router.post("/people/{handle}/role")
def set_role(
    request: Request, curator: Admin, handle: Whose, token: FormToken, role: Annotated[Role, Form()]
) -> Response:
    """Give somebody another role; they are signed out everywhere."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            person, by = _somebody(session, handle), _oneself(session, curator)
            ways_in.change_role(session, person, role, by=by, at=datetime.now(UTC))
    except NotAllowed as refusal:
        return people_page(request, curator, refusal=str(refusal), status=403)
    return RedirectResponse("/desk/people", 303)


@router.post("/people/{handle}/retire")
def retire(request: Request, curator: Admin, handle: Whose, token: FormToken) -> Response:
    """Close every way in that somebody has."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            by = _oneself(session, curator)
            leaving.retire(session, _somebody(session, handle), by=by, at=datetime.now(UTC))
    except NotAllowed as refusal:
        return people_page(request, curator, refusal=str(refusal), status=403)
    return RedirectResponse("/desk/people", 303)


@router.post("/sessions/end")
def end_session(request: Request, curator: Curator, token: FormToken, session_digest: ItsDigest) -> Response:
    """Sign a browser out: one's own, or as an admin anybody's."""
    check_token(curator, token)
    with database_of(request).write() as session:
        by = _oneself(session, curator)
        if not ways_in.end_session(session, session_digest, by=by, at=datetime.now(UTC)):
            raise HTTPException(404, "There is no such session.")
    return RedirectResponse("/desk/people", 303)


def people_page(
    request: Request,
    curator: SignedIn,
    *,
    link: tuple[str, str] | None = None,
    refused: Refused | None = None,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The page, with a link that was just made, or with why something was refused."""
    at = datetime.now(UTC)
    with database_of(request).read() as session:
        sessions = signing_in.sessions(session, at)
        values: dict[str, Any] = {
            "passkeys": passkeys.of_person(session, curator.person),
            "browsers": _of(curator.person, sessions),
            "everybody": _everybody(session, sessions) if curator.may(Deed.ADMINISTER) else [],
        }
    values |= {"curator": curator, "party": asking.party_of(request), "roles": list(Role)}
    values |= {"link": link, "refused": refused, "refusal": refusal}
    return page(request, "desk/people.html", values, status=status)


Browsers = Sequence[tuple[DeskSession, str | None]]


def _everybody(session: Session, sessions: Browsers) -> list[tuple[Person, Browsers]]:
    curators = select(Person).where(Person.kind == PersonKind.PERSON).order_by(col(Person.handle))
    return [(person, _of(person, sessions)) for person in session.exec(curators)]


def _of(person: Person, sessions: Browsers) -> Browsers:
    return [(begun, passkey) for begun, passkey in sessions if begun.person_id == person.id]


def _somebody(session: Session, handle: str) -> Person:
    try:
        return people.get(session, handle)
    except NoSuchPerson:
        raise HTTPException(404, f"There is nobody called {handle!r}.") from None


def _oneself(session: Session, curator: SignedIn) -> Person:
    """Whoever is signed in, with the role that they have in this transaction."""
    return people.get(session, curator.person.handle)


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
