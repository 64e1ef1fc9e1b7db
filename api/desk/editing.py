"""The pages that edit a draft: its words, and one operation at a time. What was typed is never lost to a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.desk import meanwhile, operation_form, proposal_values
from api.desk.curator import LONGEST_REASON, ONE_LINE, Editor, FormToken, Reason, check_token, database_of
from api.desk.operation_form import KINDS, Field, NotAnOperation
from api.desk.proposal import REFUSALS, Version, found_proposal, refused, writing
from api.desk.signing_in import SignedIn
from api.web import page
from feeds.review import editing, people, proposals, steps
from feeds.review.operations import Operation
from feeds.review.proposals import NeedsReason
from feeds.review.replacing import rows_of
from feeds.review.states import Action, NotPossible
from feeds.review.steps import Stale
from feeds.review.tables import Proposal, ProposedOperation
from feeds.review.writing import LONGEST_TITLE, Words, words_of

router = APIRouter(prefix="/desk/proposals/{number}", include_in_schema=False)


async def _form(request: Request) -> FormData:
    return await request.form()


Typed = Annotated[FormData, Depends(_form)]
Kind = Annotated[str, Query(max_length=40)]
Line = Annotated[str, Form(max_length=LONGEST_TITLE, pattern=ONE_LINE)]


@router.get("/words")
def words(request: Request, number: int, curator: Editor) -> HTMLResponse:
    """The form for the title, the public reason and the private note."""
    with database_of(request).read() as session:
        found = found_proposal(session, number)
    return _words_page(request, number, curator, words_of(found))


@router.post("/words")
def reword(
    request: Request,
    number: int,
    curator: Editor,
    token: FormToken,
    version: Version,
    title: Line = "",
    reason: Reason = "",
    note: Reason = "",
) -> Response:
    """Let the Proposal say these words."""
    check_token(curator, token)
    typed = Words(" ".join(title.split()), reason.replace("\r\n", "\n"), note.replace("\r\n", "\n").strip() or None)
    try:
        with writing(request, number) as (session, found):
            _edit(session, found, curator, version, typed, proposals.operations_of(session, found))
    except (Stale, NotPossible, NeedsReason) as refusal:
        return _words_page(request, number, curator, typed, refusal)
    except tuple(REFUSALS) as refusal:
        return refused(request, number, curator, refusal)
    return RedirectResponse(f"/desk/proposals/{number}", 303)


@router.get("/operations")
def new_operation(request: Request, number: int, curator: Editor, op: Kind) -> HTMLResponse:
    """The empty form for one more operation of a kind."""
    return _operation_page(request, number, curator, _Form(op, None, operation_form.fields(_known(op), {})))


@router.post("/operations")
def add_operation(
    request: Request, number: int, curator: Editor, token: FormToken, version: Version, form: Typed
) -> Response:
    """Add the operation that was typed, at the end."""
    check_token(curator, token)
    return _save(request, number, curator, version, form, None)


@router.get("/operations/{row}")
def operation(request: Request, number: int, row: int, curator: Editor) -> HTMLResponse:
    """The form for an operation that is there."""
    with database_of(request).read() as session:
        found = next((each for each in rows_of(session, found_proposal(session, number)) if each.id == row), None)
    if found is None:
        raise HTTPException(404, f"Proposal {number} has no such change; somebody may have taken it out.")
    kind = found.body["op"]
    return _operation_page(request, number, curator, _Form(kind, row, operation_form.fields(kind, found.body)))


@router.post("/operations/{row}")
def change_operation(
    request: Request,
    number: int,
    row: int,
    curator: Editor,
    token: FormToken,
    version: Version,
    form: Typed,
) -> Response:
    """Put what was typed in the place of an operation, or take it out."""
    check_token(curator, token)
    return _save(request, number, curator, version, form, row)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form for an operation: of a kind, of a row or a new one, and its fields."""

    kind: str
    row: int | None
    fields: list[Field]


def _save(request: Request, number: int, curator: SignedIn, version: int, form: FormData, row: int | None) -> Response:
    kind = _known(str(form.get("op", "")))
    typed = {name: " ".join(map(str, form.getlist(name))) for name in form}
    try:
        with writing(request, number) as (session, found):
            steps.hold(session, found, Action.EDIT, version)
            rows = rows_of(session, found)
            after = _without(rows, row) if "remove" in form else _with(rows, row, kind, typed)
            _edit(session, found, curator, version, words_of(found), after)
    except (Stale, NotPossible, NotAnOperation) as refusal:
        problems = refusal.problems if isinstance(refusal, NotAnOperation) else {}
        fields = operation_form.typed_fields(kind, typed, problems)
        return _operation_page(request, number, curator, _Form(kind, row, fields), refusal)
    except tuple(REFUSALS) as refusal:
        return refused(request, number, curator, refusal)
    return RedirectResponse(f"/desk/proposals/{number}#changes", 303)


def _edit(
    session: Session, proposal: Proposal, curator: SignedIn, version: int, words: Words, operations: list[Operation]
) -> None:
    by, (title, reason, note), at = people.get(session, curator.person.handle), words, datetime.now(UTC)
    editing.edit(
        session,
        proposal,
        by=by,
        version=version,
        title=title,
        reason=reason,
        private_note=note,
        operations=operations,
        at=at,
    )


def _with(rows: list[ProposedOperation], row: int | None, kind: str, typed: Mapping[str, str]) -> list[Operation]:
    """The operations with what was typed in the place of a row, or at the end."""
    before = next((each.body for each in rows if each.id == row), {})
    new = operation_form.read(kind, typed, before)
    said = [new if each.id == row else operation_form.of_row(each.body) for each in rows]
    return said if before else [*said, new]


def _without(rows: list[ProposedOperation], row: int | None) -> list[Operation]:
    return [operation_form.of_row(each.body) for each in rows if each.id != row]


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise HTTPException(422, f"A change is one of {', '.join(KINDS)}.")
    return kind


def _words_page(
    request: Request, number: int, curator: SignedIn, typed: Words, refusal: Exception | None = None
) -> HTMLResponse:
    return _form_page(request, number, curator, "words", {"typed": typed, "longest_title": LONGEST_TITLE}, refusal)


def _operation_page(
    request: Request, number: int, curator: SignedIn, form: _Form, refusal: Exception | None = None
) -> HTMLResponse:
    return _form_page(request, number, curator, "operation", {"form": form}, refusal)


def _form_page(
    request: Request, number: int, curator: SignedIn, name: str, values: dict[str, Any], refusal: Exception | None
) -> HTMLResponse:
    """A form over the Proposal as it is now, so that sending it again says: I saw what others did."""
    with database_of(request).read() as session:
        found = found_proposal(session, number)
        rows = rows_of(session, found)
        shown = {
            "proposal": found,
            "rows": {row.id for row in rows},
            "sources": _sources(rows),
            "since": meanwhile.since(session, found, refusal.read) if isinstance(refusal, Stale) else None,
        }
    status = 200 if refusal is None else 409 if isinstance(refusal, Stale | NotPossible) else 422
    said = {"refusal": str(refusal or ""), "longest_reason": LONGEST_REASON, "labels": proposal_values.labels()}
    return page(request, f"desk/{name}.html", {"curator": curator, **shown, **said, **values}, status=status)


def _sources(rows: list[ProposedOperation]) -> dict[str, str]:
    """The keys of the sources that a Proposal brings or cites; with their titles, where it brings them."""
    cited = {key: "" for row in rows for key in row.body.get("evidence", [])}
    return cited | {row.body["key"]: row.body["title"] for row in rows if row.body["op"] == "add_evidence"}
