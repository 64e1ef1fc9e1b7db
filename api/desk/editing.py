"""The pages that edit a draft, one operation at a time. What was typed is never lost to a refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from api.desk import operation_form
from api.desk.curator import ONE_LINE, Editor, FormToken, check_token
from api.desk.edit_page import edit, form_page
from api.desk.operation_form import KINDS, Field, NotAnOperation
from api.desk.proposal import REFUSALS, Version, refused, writing
from api.desk.signing_in import SignedIn
from feeds.review import steps
from feeds.review.operations import Operation
from feeds.review.replacing import rows_of
from feeds.review.states import Action, NotPossible
from feeds.review.steps import Stale
from feeds.review.tables import Proposal, ProposedOperation
from feeds.review.writing import LONGEST_TITLE, words_of

router = APIRouter(prefix="/desk/proposals/{number}", include_in_schema=False)


async def _form(request: Request) -> FormData:
    return await request.form()


Typed = Annotated[FormData, Depends(_form)]
Kind = Annotated[str, Query(max_length=40)]
Line = Annotated[str, Form(max_length=LONGEST_TITLE, pattern=ONE_LINE)]


@router.get("/operations")
def new_operation(request: Request, number: int, curator: Editor, op: Kind) -> HTMLResponse:
    """The empty form for one more operation of a kind."""
    empty = _Form(_known(op), None, operation_form.fields(_known(op), {}))
    return form_page(request, number, curator, "operation", lambda *_: {"form": empty})


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

    def there(_: Proposal, rows: Sequence[ProposedOperation]) -> dict[str, Any]:
        found = next((each for each in rows if each.id == row), None)
        if found is None:
            raise HTTPException(404, f"Proposal {number} has no such change; somebody may have taken it out.")
        kind = found.body["op"]
        return {"form": _Form(kind, row, operation_form.fields(kind, found.body))}

    return form_page(request, number, curator, "operation", there)


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
            edit(session, found, curator, version, words_of(found), after)
    except (Stale, NotPossible, NotAnOperation) as refusal:
        problems = refusal.problems if isinstance(refusal, NotAnOperation) else {}
        again = _Form(kind, row, operation_form.typed_fields(kind, typed, problems))
        return form_page(request, number, curator, "operation", lambda *_: {"form": again}, refusal)
    except tuple(REFUSALS) as refusal:
        return refused(request, number, curator, refusal)
    return RedirectResponse(f"/desk/proposals/{number}#changes", 303)


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
