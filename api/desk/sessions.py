"""Signing in by a passkey or by a link, and out: the pages of `signing_in` and `passkeys`.

Under an address that allows no passkeys, a link signs in by itself. Where there can be one, it makes one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk import cookies, passkeys, signing_in
from api.desk.asking import LIMITED, Answer, Asked, Party, PasskeyName, asked, party_of
from api.desk.curator import Curator, FormToken, check_token, database_of
from api.desk.passkeys import Refused
from api.desk.signing_in import LinkUsedUp, SignedIn
from api.web import page
from feeds.review.tables import Person

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("/sign-in")
def ask_for_passkey(request: Request) -> HTMLResponse:
    """Sign in by a passkey; no handle is typed."""
    return _sign_in_page(request)


@router.post("/sign-in/passkey/challenge", dependencies=LIMITED)
def challenge(request: Request, party: Party) -> Response:
    """What this browser is asked to sign, to sign in."""
    with database_of(request).write() as session:
        secret, options = passkeys.ask_to_sign_in(session, party, datetime.now(UTC))
    return asked(request, secret, {"get": options})


@router.post("/sign-in", dependencies=LIMITED)
def sign_in(request: Request, party: Party, answer: Answer = "", browser: Asked = None) -> Response:
    """Begin a session for whoever the passkey belongs to."""
    at, refused = datetime.now(UTC), None
    with database_of(request).write() as session:
        try:
            passkey = passkeys.recognise(session, party, browser, answer, at)
        except Refused as refusal:  # inside, so that the challenge stays used up
            refused = refusal
        else:
            curator = signing_in.begin(session, session.get_one(Person, passkey.person_id), passkey, at)
    return _sign_in_page(request, refused) if refused else _to_desk(request, curator)


@router.get("/sign-in/{secret}")
def ask_to_sign_in(request: Request, secret: str) -> HTMLResponse:
    """A page with a button: a program that only looks at links does not use the link up."""
    return _link_page(request, secret)


@router.post("/sign-in/{secret}/challenge", dependencies=LIMITED)
def challenge_with_link(request: Request, secret: str, party: Party) -> Response:
    """What this browser is asked to make a passkey of, for whom the link was made."""
    at = datetime.now(UTC)
    with database_of(request).write() as session:
        with _link_needed():
            person = signing_in.invited(session, secret, at)
        browser, options = passkeys.ask_for_new(session, party, person, at)
    return asked(request, browser, {"create": options})


@router.post("/sign-in/{secret}", dependencies=LIMITED)
def sign_in_with_link(
    request: Request, secret: str, answer: Answer = "", name: PasskeyName = "", browser: Asked = None
) -> Response:
    """Use the link up: keep the passkey that was made, and begin a session."""
    at, refused = datetime.now(UTC), None
    party = party_of(request)
    with database_of(request).write() as session:
        with _link_needed():
            person = signing_in.invited(session, secret, at)
        try:
            made = passkeys.judge_new(session, party, browser, answer, person, name, at) if party else None
        except Refused as refusal:  # inside, so that the challenge stays used up
            refused = refusal
        else:
            with _link_needed():
                signing_in.use_up(session, secret, at)
            if made:
                passkeys.keep(session, made, person, at)
            curator = signing_in.begin(session, person, made, at)
    return _link_page(request, secret, refused) if refused else _to_desk(request, curator)


@router.post("/sign-out")
def sign_out(request: Request, curator: Curator, token: FormToken) -> Response:
    """End the session of this browser."""
    check_token(curator, token)
    with database_of(request).write() as session:
        signing_in.end(session, datetime.now(UTC), digest=curator.digest)
    response = RedirectResponse("/", 303)
    cookies.forget_session(response)
    return response


@contextmanager
def _link_needed() -> Iterator[None]:
    try:
        yield
    except LinkUsedUp:
        raise HTTPException(410, "This link was used or has expired; `vigie people link` makes a new one.") from None


def _to_desk(request: Request, curator: SignedIn) -> Response:
    response = RedirectResponse("/desk", 303)
    cookies.keep_session(request, response, curator)
    return response


def _sign_in_page(request: Request, refused: Refused | None = None) -> HTMLResponse:
    values = {"party": party_of(request), "refused": refused}
    return page(request, "desk/sign_in.html", values, status=403 if refused else 200)


def _link_page(request: Request, secret: str, refused: Refused | None = None) -> HTMLResponse:
    with database_of(request).read() as session, _link_needed():
        person = signing_in.invited(session, secret, datetime.now(UTC))
    values = {"secret": secret, "person": person, "party": party_of(request), "refused": refused}
    return page(request, "desk/sign_in_link.html", values, status=403 if refused else 200)
