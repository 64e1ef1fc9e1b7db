"""One's own passkeys: another one for another device, and one that goes."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import RedirectResponse, Response

from api.desk import passkeys
from api.desk.asking import Answer, Asked, Party, PasskeyName, asked
from api.desk.curator import Curator, FormToken, check_token, database_of
from api.desk.passkeys import Refused
from api.desk.people import people_page
from feeds.review import people

router = APIRouter(prefix="/desk/passkeys", include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.post("/challenge")
def challenge(request: Request, curator: Curator, party: Party, token: FormToken) -> Response:
    """What this browser is asked to make a passkey of, for whoever is signed in."""
    check_token(curator, token)
    with database_of(request).write() as session:
        browser, options = passkeys.ask_for_new(session, party, curator.person, datetime.now(UTC))
    return asked(request, browser, {"create": options})


@router.post("")
def add(
    request: Request,
    curator: Curator,
    party: Party,
    token: FormToken,
    answer: Answer = "",
    name: PasskeyName = "",
    browser: Asked = None,
) -> Response:
    """Keep a passkey that was made."""
    check_token(curator, token)
    at, refused = datetime.now(UTC), None
    with database_of(request).write() as session:
        person = people.get(session, curator.person.handle)
        try:
            passkeys.keep(session, passkeys.judge_new(session, party, browser, answer, person, name, at), person, at)
        except Refused as refusal:  # inside, so that the challenge stays used up
            refused = refusal
    return people_page(request, curator, refused=refused, status=403) if refused else _back()


@router.post("/{number}/remove")
def remove(request: Request, curator: Curator, number: Number, token: FormToken) -> Response:
    """Take one away, and sign out the browsers that it signed in."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            person = people.get(session, curator.person.handle)
            found = passkeys.remove(session, person, number, datetime.now(UTC))
    except Refused as refused:
        return people_page(request, curator, refused=refused, status=409)
    if not found:
        raise HTTPException(404, "You have no such passkey.")
    return _back()


def _back() -> Response:
    return RedirectResponse("/desk/people", 303)
