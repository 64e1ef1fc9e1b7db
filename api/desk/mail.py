"""One's own mail: where it goes, what about, and whether at all. For admins also what did not go."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.desk.curator import ONE_LINE, Admin, Curator, FormToken, check_token, database_of
from api.desk.signing_in import SignedIn
from api.outbox import addresses, choosing, queue
from api.outbox.addresses import BadAddress, LinkUsedUp, TooSoon
from api.outbox.kinds import CHOSEN, HAS_A_CLOCK, MailKind
from api.settings import Settings
from api.web import page
from feeds.review.roles import Deed

router = APIRouter(prefix="/desk/mail", include_in_schema=False)
_LOST: Final = 50
Secret = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")]


@router.get("")
def show(request: Request, curator: Curator) -> HTMLResponse:
    """Where one's own mail goes."""
    return _page(request, curator)


@router.post("")
def give(
    request: Request,
    curator: Curator,
    token: FormToken,
    language: Annotated[Literal["en", "fr"], Form()],
    address: Annotated[str, Form(max_length=addresses.LONGEST, pattern=ONE_LINE)] = "",
) -> Response:
    """Note an address, and have a link sent there."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            addresses.give(session, curator.person, address, language, datetime.now(UTC))
    except BadAddress as refusal:
        return _page(request, curator, typed=address, refusal=str(refusal), status=422)
    except TooSoon as refusal:
        return _page(request, curator, typed=address, refusal=str(refusal), status=429)
    return RedirectResponse("/desk/mail", 303)


@router.post("/kinds")
def choose(
    request: Request, curator: Curator, token: FormToken, kinds: Annotated[list[MailKind] | None, Form()] = None
) -> Response:
    """Get mail about these and nothing else."""
    check_token(curator, token)
    with database_of(request).write() as session:
        choosing.choose(session, curator.person, kinds or ())
    return RedirectResponse("/desk/mail#kinds", 303)


@router.post("/stop")
def stop(request: Request, curator: Curator, token: FormToken) -> Response:
    """Get no mail any more; the address is forgotten."""
    check_token(curator, token)
    with database_of(request).write() as session:
        addresses.forget(session, curator.person)
    return RedirectResponse("/desk/mail", 303)


@router.get("/confirm/{secret}")
def ask(request: Request, curator: Curator, secret: Secret) -> HTMLResponse:
    """What the link in the mail opens: a button, because programs open links too."""
    return _page(request, curator, secret=secret)


@router.post("/confirm/{secret}")
def confirm(request: Request, curator: Curator, secret: Secret, token: FormToken) -> Response:
    """Take the address for one's own."""
    check_token(curator, token)
    try:
        with database_of(request).write() as session:
            addresses.confirm(session, curator.person, secret, datetime.now(UTC))
    except LinkUsedUp as refusal:
        return _page(request, curator, refusal=str(refusal), status=409)
    return RedirectResponse("/desk/mail", 303)


@router.post("/lost")
def lost(
    request: Request, curator: Admin, token: FormToken, act: Annotated[Literal["again", "drop"], Form()]
) -> Response:
    """Let mail that was given up be tried again, or forget it."""
    check_token(curator, token)
    with database_of(request).write() as session:
        if act == "again":
            queue.try_again(session, datetime.now(UTC))
        else:
            queue.drop(session)
    return RedirectResponse("/desk/mail#lost", 303)


def _page(
    request: Request, curator: SignedIn, *, typed: str = "", secret: str = "", refusal: str = "", status: int = 200
) -> HTMLResponse:
    settings: Settings = request.app.state.settings
    with database_of(request).read() as session:
        values: dict[str, Any] = {
            "own": addresses.of(session, curator.person),
            "wanted": choosing.wanted(session, curator.person),
            "counts": queue.counts(session),
            "lost": queue.given_up(session, most=_LOST) if curator.may(Deed.ADMINISTER) else [],
        }
    values |= {"curator": curator, "sends": settings.smtp_host is not None, "longest": addresses.LONGEST}
    values |= {"has_a_clock": HAS_A_CLOCK, "others": [kind for kind in CHOSEN if kind not in HAS_A_CLOCK]}
    values |= {"typed": typed, "secret": secret, "refusal": refusal}
    return page(request, "desk/mail.html", values, status=status)
