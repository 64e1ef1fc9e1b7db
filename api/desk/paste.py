"""The paste box: the address or the text of an article goes in, and a Reading comes out to draft a Proposal from."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field, ValidationError

from api import pasted
from api.desk.curator import LONGEST_REASON, Curator, Editor, FormToken, check_token, database_of
from api.desk.quoting import excerpts
from api.desk.signing_in import SignedIn
from api.pasted import NothingToPropose
from api.settings import Settings
from api.web import page
from feeds.intake import Reading, Unreadable, proposing
from feeds.intake.draft import UNLISTED, Draft, NewSite
from feeds.intake.proposing import NotInTheText
from feeds.intake.sources import keeping
from feeds.registry import taxonomy
from feeds.review import people
from feeds.review.applying import DoesNotApply
from feeds.review.operations import AddEvidence, Operation

router = APIRouter(prefix="/desk", include_in_schema=False)
LONGEST: Final = 300_000  # characters, as many as an article may have
Answer = Annotated[str, Field(max_length=LONGEST_REASON)]


class Typed(BaseModel):
    """What a curator did on a reading's page, as it was typed: what cannot be used is shown again as it was."""

    token: Annotated[str, Field(max_length=200)]
    act: Literal["draft", "list"]
    hostname: Answer = ""
    name: Answer = ""
    category: Answer = ""
    signal: Answer = ""
    quote: Answer = ""

    def listing(self) -> NewSite | None:
        """The Site that was filled in, when that was asked for. Raises `ValidationError`."""
        return NewSite.model_validate(self.model_dump(exclude={"token", "act"})) if self.act == "list" else None


@router.get("/paste")
def box(request: Request, curator: Curator) -> HTMLResponse:
    """The box, on a page of its own."""
    return _box(request, curator)


@router.post("/paste")
def read(
    request: Request, curator: Editor, token: FormToken, what: Annotated[str, Form(max_length=LONGEST)] = ""
) -> Response:
    """Read what was pasted, keep the reading, and show it."""
    check_token(curator, token)
    now = datetime.now(UTC)
    try:
        reading = _read(request.app.state.settings, what.strip(), now)
    except Unreadable as refusal:
        return _box(request, curator, typed=what, refusal=str(refusal), status=422)
    with database_of(request).write() as session:
        number = keeping.keep(session, reading, now).id
    return RedirectResponse(f"/desk/readings/{number}", 303)


@router.get("/readings/{number}")
def reading(request: Request, number: int, curator: Curator) -> HTMLResponse:
    """What was read: the quotes in their places, and what would change."""
    return _page(request, number, curator)


@router.post("/readings/{number}")
def draft(request: Request, number: int, curator: Editor, typed: Annotated[Typed, Form()]) -> Response:
    """Draft the Proposal, as the curator who is signed in; with `list`, of a new Site too."""
    check_token(curator, typed.token)
    try:
        with database_of(request).write() as session:
            by = people.get(session, curator.person.handle)
            proposal = pasted.draft(session, number, typed.listing(), by=by, at=datetime.now(UTC))
    except NothingToPropose as refusal:
        known = refusal.draft.open
        return RedirectResponse(f"/desk/proposals/{known}" if known else request.url.path, 303)
    except (ValidationError, NotInTheText) as refusal:
        said = _said(refusal) if isinstance(refusal, ValidationError) else str(refusal)
        return _page(request, number, curator, typed, refusal=said, status=422)
    except DoesNotApply as refusal:
        return _page(request, number, curator, typed, refusal=str(refusal), status=409)
    return RedirectResponse(f"/desk/proposals/{proposal.id}", 303)


def _read(settings: Settings, what: str, now: datetime) -> Reading:
    if not what:
        raise Unreadable("Paste an address or a text first.")
    is_address = what.lower().startswith(("http://", "https://")) and len(what.split()) == 1
    return pasted.read_address(settings, what, now) if is_address else pasted.read_bytes(what.encode(), now)


def _box(request: Request, curator: SignedIn, *, typed: str = "", refusal: str = "", status: int = 200) -> HTMLResponse:
    values = {"curator": curator, "typed": typed, "refusal": refusal, "longest": LONGEST}
    return page(request, "desk/paste.html", values, status=status)


def _page(
    request: Request,
    number: int,
    curator: SignedIn,
    typed: Typed | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    with database_of(request).read() as session:
        found = pasted.kept(session, number)
        drafted = proposing.draft(session, found)
    told = [claim for claim in found.claims if claim.event != "mention"]
    values: dict[str, Any] = {
        "reading": found,
        "claims": told,
        "excerpts": excerpts(found.text, [(claim.start, claim.end) for claim in told]),
        "draft": drafted,
        "changes": _changes(drafted),
        "unlisted": _unlisted(drafted),
        "categories": taxonomy.categories().values(),
        "signals": taxonomy.signals().values(),
        "typed": typed or Typed(token="", act="draft"),
        "is_address": found.source.startswith(("http://", "https://")),
    }
    values |= {"curator": curator, "refusal": refusal, "longest_reason": LONGEST_REASON}
    return page(request, "desk/reading.html", values, status=status)


def _changes(drafted: Draft) -> list[tuple[Operation, dict[str, Any]]]:
    said = (
        (change, change.model_dump(mode="json", exclude={"op", "evidence"}, exclude_none=True))
        for change in drafted.operations
        if not isinstance(change, AddEvidence)
    )
    return [(change, {key: value for key, value in fields.items() if value not in ([], {})}) for change, fields in said]


def _unlisted(drafted: Draft) -> Sequence[str]:
    """The names that a person may make a new Site of, in the order of the text."""
    left = (remark for remark in drafted.left if remark.about in UNLISTED)
    named = (remark.said.get("name") or remark.said.get("old", "") for remark in left)
    return list(dict.fromkeys(named))


def _said(failure: ValidationError) -> str:
    return "; ".join(": ".join([*map(str, error["loc"]), error["msg"]]) for error in failure.errors())
