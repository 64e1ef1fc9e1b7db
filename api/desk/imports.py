"""Lists of others on the Desk: bring one in, see which there are, and propose what they agree on."""

from datetime import UTC, datetime
from typing import Annotated, Any, BinaryIO, Final

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import col, select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.desk.curator import LONGEST_REASON, Curator, Editor, FormToken, Reason, check_token, database_of
from api.desk.signing_in import SignedIn
from api.jobs import importing
from api.jobs.importing import Wanted
from api.web import page
from feeds.intake.lists import drafting, forms
from feeds.intake.lists.candidates import candidates
from feeds.intake.lists.naming import BadName, check_names
from feeds.intake.lists.opening import LARGEST, NotAList
from feeds.intake.lists.tables import Batch, FollowedList
from feeds.review import people
from feeds.review.applying import DoesNotApply
from feeds.review.proposals import NeedsReason

router = APIRouter(prefix="/desk/imports", include_in_schema=False)
BATCHES: Final = 30
CANDIDATES: Final = 100
_AROUND: Final = 10_000  # bytes of a form around its file
_FIELDS: Final = ("format", "source", "licence")


@router.get("")
def imports(
    request: Request,
    curator: Curator,
    at_least: Annotated[int, Query(ge=1, le=1000)] = 1,
    after: Annotated[str, Query(max_length=253)] = "",
) -> HTMLResponse:
    """The batches, newest first, and the names that so many lists agree on, from after one on."""
    return _page(request, curator, at_least=at_least, after=after)


@router.post("")
async def bring_in(request: Request, curator: Editor) -> Response:
    """Read a list to a preview. The form is read here and not before, so that strangers fill no disk."""
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise HTTPException(411, "The request does not say how long it is.")
    if int(length) > LARGEST + _AROUND:
        raise HTTPException(413, f"A list has at most {LARGEST // 1_000_000} MB.")
    async with request.form(max_files=1, max_fields=10) as form:
        return await run_in_threadpool(_bring_in, request, curator, form)


@router.post("/candidates")
def propose(
    request: Request,
    curator: Editor,
    token: FormToken,
    site: Annotated[str, Form(max_length=80)] = "",
    names: Annotated[list[str] | None, Form()] = None,
    reason: Reason = "",
) -> Response:
    """Draft a Proposal: these names are names of a Site that is listed."""
    check_token(curator, token)
    chosen = {"site": site, "reason": reason, "names": names or []}
    try:
        with database_of(request).write() as session:
            author, at = people.get(session, curator.person.handle), datetime.now(UTC)
            drafted = drafting.propose(session, names or [], site=site, reason=reason, author=author, at=at)
    except NeedsReason as refusal:
        return _page(request, curator, chosen=chosen, refusal=str(refusal), status=422)
    except DoesNotApply as refusal:
        return _page(request, curator, chosen=chosen, refusal=str(refusal), status=409)
    return RedirectResponse(f"/desk/proposals/{drafted.id}", 303)


def _bring_in(request: Request, curator: SignedIn, form: FormData) -> Response:
    check_token(curator, str(form.get("token", "")))
    typed = {field: str(form.get(field, "")).strip() for field in _FIELDS}
    try:
        stream, wanted = _wanted(form, typed)
        batch, _ = importing.bring_in(database_of(request), stream, wanted, at=datetime.now(UTC))
    except (BadName, NotAList) as refusal:
        return _page(request, curator, typed=typed, refusal=str(refusal), status=422)
    return RedirectResponse(f"/desk/imports/{batch.id}", 303)


def _wanted(form: FormData, typed: dict[str, str]) -> tuple[BinaryIO, Wanted]:
    file = form.get("file")
    check_names(typed["source"], typed["licence"])
    if typed["format"] not in list(forms.Form):
        raise NotAList(f"{typed['format'][:80]!r} is no format; there are {', '.join(forms.Form)}.")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NotAList("No file came with the form.")
    name = file.filename.replace("\\", "/").rpartition("/")[2]
    wanted = Wanted(typed["source"], forms.Form(typed["format"]), typed["licence"], name[:200])
    return file.file, wanted


def _page(
    request: Request,
    curator: SignedIn,
    *,
    at_least: int = 1,
    after: str = "",
    typed: dict[str, str] | None = None,
    chosen: dict[str, Any] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    with database_of(request).read() as session:
        found = candidates(session, at_least=at_least, most=CANDIDATES + 1, after=after)
        values: dict[str, Any] = {
            "batches": session.exec(select(Batch).order_by(col(Batch.id).desc()).limit(BATCHES)).all(),
            "followed": session.exec(select(FollowedList).order_by(FollowedList.source)).all(),
            "candidates": found[:CANDIDATES],
            "more": found[CANDIDATES - 1].hostname if len(found) > CANDIDATES else "",
        }
    values |= {"curator": curator, "at_least": at_least, "most_names": drafting.MOST_NAMES, "refusal": refusal}
    values |= {
        "typed": typed or dict.fromkeys(_FIELDS, ""),
        "forms": list(forms.Form),
        "longest_reason": LONGEST_REASON,
    }
    values |= {"chosen": chosen or {"site": "", "reason": "", "names": []}}
    return page(request, "desk/imports.html", values, status=status)
