"""The Desk's pages. Each request has one transaction, opened and closed in its handler."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.database import Database
from api.desk import signing_in
from api.desk.signing_in import LinkUsedUp, SignedIn
from api.jobs import release
from api.jobs.release import NothingToSignOff
from api.settings import Settings
from api.web import page
from feeds.registry.tables import Evidence
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import people, proposals
from feeds.review.applying import DoesNotApply
from feeds.review.four_eyes import NotAllowed
from feeds.review.operations import AddEvidence, Operation
from feeds.review.proposals import NeedsReason, NoSuchProposal
from feeds.review.states import NotPossible, ProposalState, Verdict
from feeds.review.tables import Person, Proposal, Review

router = APIRouter(prefix="/desk", include_in_schema=False)
COOKIE: Final = "vigie_desk"
LONGEST_REASON: Final = 2000
DECIDE: Final = {Verdict.APPROVE: proposals.approve, Verdict.REJECT: proposals.reject}


def signed_in(request: Request) -> SignedIn:
    """Who asks. 401 when nobody is signed in."""
    with _database(request).read() as session:
        curator = signing_in.who(session, request.cookies.get(COOKIE), datetime.now(UTC))
    if curator is None:
        raise HTTPException(401, "Please sign in with a link from `vigie people link`.")
    return curator


Curator = Annotated[SignedIn, Depends(signed_in)]
FormToken = Annotated[str, Form(max_length=200)]


@router.get("")
def queue(request: Request, curator: Curator) -> HTMLResponse:
    """What waits for a decision, what was decided lately, what is out."""
    return _queue_page(request, curator)


def _queue_page(request: Request, curator: SignedIn, *, refusal: str = "", status: int = 200) -> HTMLResponse:
    with _database(request).read() as session:
        newest = select(Proposal).order_by(col(Proposal.decided_at).desc()).limit(20)
        values: dict[str, Any] = {
            "waiting": _with_authors(session, select(Proposal).where(Proposal.state == ProposalState.IN_REVIEW)),
            "decided": _with_authors(session, newest.where(col(Proposal.decided_at).is_not(None))),
            "release": session.exec(select(Release).order_by(col(Release.serial).desc())).first(),
            "seen": session.get(FreshnessCheck, 1),
        }
    settings: Settings = request.app.state.settings
    planned = release.preview_if_waiting(_database(request), settings, datetime.now(UTC))
    values |= {"curator": curator, "planned": planned, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/queue.html", values, status=status)


@router.post("/release/sign-off")
def sign_off(
    request: Request,
    curator: Curator,
    token: FormToken,
    reason: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
) -> Response:
    """Let the Release that is held go out, as the curator who is signed in."""
    _check_token(curator, token)
    settings: Settings = request.app.state.settings
    try:
        with _database(request).write() as session:
            person = people.get(session, curator.person.handle)
            release.sign_off(session, settings, person, reason, datetime.now(UTC))
    except NotAllowed as refusal:
        return _queue_page(request, curator, refusal=str(refusal), status=403)
    except (NothingToSignOff, NeedsReason) as refusal:
        return _queue_page(request, curator, refusal=str(refusal), status=422)
    return RedirectResponse("/desk", 303)


@router.get("/proposals/{number}")
def proposal(request: Request, number: int, curator: Curator) -> HTMLResponse:
    """One Proposal: what it would change, on what evidence, and the decision."""
    return _proposal_page(request, number, curator)


@router.post("/proposals/{number}")
def decide(
    request: Request,
    number: int,
    curator: Curator,
    token: FormToken,
    verdict: Annotated[Verdict, Form()],
    reason: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
) -> Response:
    """Approve or reject, as the curator who is signed in."""
    _check_token(curator, token)
    try:
        with _writing_proposal(request, number) as (session, found):
            reviewer = people.get(session, curator.person.handle)
            DECIDE[verdict](session, found, reviewer=reviewer, reason=reason, at=datetime.now(UTC))
    except NotAllowed as refusal:
        return _proposal_page(request, number, curator, refusal=str(refusal), status=403)
    except (NotPossible, DoesNotApply) as refusal:
        return _proposal_page(request, number, curator, refusal=str(refusal), status=409)
    except NeedsReason as refusal:
        return _proposal_page(request, number, curator, refusal=str(refusal), status=422)
    return RedirectResponse("/desk", 303)


@router.get("/sign-in/{secret}")
def ask_to_sign_in(request: Request, secret: str) -> HTMLResponse:
    """A page with a button: a program that only looks at links does not use the link up."""
    return page(request, "desk/sign_in.html", {"secret": secret})


@router.post("/sign-in/{secret}")
def sign_in(request: Request, secret: str) -> Response:
    """Use the link up and begin a session."""
    try:
        with _database(request).write() as session:
            curator = signing_in.sign_in(session, secret, datetime.now(UTC))
    except LinkUsedUp:
        raise HTTPException(410, "This link was used or has expired; `vigie people link` makes a new one.") from None
    response = RedirectResponse("/desk", 303)
    response.set_cookie(
        COOKIE,
        curator.secret,
        max_age=int(signing_in.SESSION_LIFETIME.total_seconds()),
        path="/desk",
        secure=request.app.state.settings.public_url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


@router.post("/sign-out")
def sign_out(request: Request, curator: Curator, token: FormToken) -> Response:
    """End the session of this browser."""
    _check_token(curator, token)
    with _database(request).write() as session:
        signing_in.sign_out(session, curator.secret, datetime.now(UTC))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, path="/desk")
    return response


def _proposal_page(
    request: Request, number: int, curator: SignedIn, *, refusal: str = "", status: int = 200
) -> HTMLResponse:
    with _database(request).read() as session:
        found = _found(session, number)
        operations = proposals.operations_of(session, found)
        reviews = select(Review, Person).join(Person).where(Review.proposal_id == number)
        values = {
            "proposal": found,
            "authors": proposals.authors_of(session, found),
            "changes": [(change, _fields(change)) for change in operations if not isinstance(change, AddEvidence)],
            "evidence": _evidence(session, operations),
            "reviews": session.exec(reviews).all(),
        }
    values |= {"curator": curator, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/proposal.html", values, status=status)


def _fields(change: Operation) -> dict[str, Any]:
    """What a change says, but for the blanks and for its sources, which the page shows apart."""
    said = change.model_dump(mode="json", exclude={"op", "evidence"})
    return {key: value for key, value in said.items() if value not in (None, [], {})}


def _evidence(session: Session, operations: list[Operation]) -> list[Evidence | AddEvidence]:
    """The sources a Proposal brings, then those it cites that are in the registry."""
    brought = [change for change in operations if isinstance(change, AddEvidence)]
    cited = {key for change in operations for key in getattr(change, "evidence", [])} - {new.key for new in brought}
    known = session.exec(select(Evidence).where(col(Evidence.key).in_(cited)).order_by(Evidence.key)).all()
    return [*brought, *known]


def _with_authors(session: Session, rows: SelectOfScalar[Proposal]) -> list[tuple[Proposal, list[str]]]:
    return [(row, proposals.authors_of(session, row)) for row in session.exec(rows)]


def _check_token(curator: SignedIn, token: str) -> None:
    if not hmac.compare_digest(token, curator.form_token):
        raise HTTPException(403, "This form is out of date; go back, reload the page and try again.")


@contextmanager
def _writing_proposal(request: Request, number: int) -> Iterator[tuple[Session, Proposal]]:
    with _database(request).write() as session:
        yield session, _found(session, number)


def _found(session: Session, number: int) -> Proposal:
    try:
        return proposals.get(session, number)
    except NoSuchProposal:
        raise HTTPException(404, f"There is no proposal {number}.") from None


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database
