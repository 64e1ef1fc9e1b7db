"""Errors as `application/problem+json` (RFC 9457): what was wrong, with which field, and what to do."""

from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.web import page, wants_page

MEDIA_TYPE: Final = "application/problem+json"


def install(app: FastAPI) -> None:
    """Answer every refusal with a problem, or with a page where a person is reading."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)


async def _refused(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, HTTPException)  # noqa: S101 (what install() asked for)
    if wants_page(request):
        values = {"status": failure.status_code, "detail": failure.detail}
        return page(request, "problem.html", values, status=failure.status_code, headers=failure.headers)
    return _problem(failure.status_code, str(failure.detail), headers=failure.headers)


async def _invalid(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, RequestValidationError)  # noqa: S101 (what install() asked for)
    errors = [
        {"field": ".".join(map(str, error["loc"])), "problem": error["msg"].removeprefix("Value error, ")}
        for error in failure.errors()
    ]
    if wants_page(request):
        detail = "; ".join(f"{error['field']}: {error['problem']}" for error in errors)
        return page(request, "problem.html", {"status": 422, "detail": detail}, status=422)
    return _problem(422, "Some fields cannot be used.", errors=errors)


def _problem(
    status: int, detail: str, *, errors: object = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    body = {"status": status, "detail": detail} | ({"errors": jsonable_encoder(errors)} if errors else {})
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)
