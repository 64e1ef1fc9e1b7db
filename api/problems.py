"""Errors as `application/problem+json` (RFC 9457): what was wrong, with which field, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from api.database import why_unusable
from api.web import page, wants_page

log: Final = structlog.get_logger()
MEDIA_TYPE: Final = "application/problem+json"
FOR_PROGRAMS: Final = "/api/"
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
AGAIN_SECONDS: Final = 30
_AS_GET: Final = {"HEAD": "GET"}


def install(app: FastAPI) -> None:
    """Answer every refusal with a problem, or with a page where a person is reading."""
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ClientDisconnect, _cut_short)
    app.add_exception_handler(DBAPIError, _unusable)
    app.add_exception_handler(NoConnectionFree, _unusable)


async def refused(request: Request, failure: Exception) -> Response:
    """The answer to what an `HTTPException` refuses."""
    assert isinstance(failure, HTTPException)  # noqa: S101 (what install() asked for)
    headers = dict(failure.headers or {})
    if failure.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_allowed(request) if "Allow" in headers else ("GET", "HEAD"))
    if _reads_pages(request):
        values = {"status": failure.status_code, "detail": failure.detail}
        return page(request, "problem.html", values, status=failure.status_code, headers=headers)
    return _problem(failure.status_code, _sentence(request, failure, headers), headers=headers)


async def _invalid(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, RequestValidationError)  # noqa: S101 (what install() asked for)
    errors = [_said(error, failure.body) for error in failure.errors()]
    if _reads_pages(request):
        detail = "; ".join(f"{error['field']}: {error['problem']}" for error in errors)
        return page(request, "problem.html", {"status": 422, "detail": detail}, status=422)
    return _problem(422, "Some fields cannot be used.", errors=errors)


async def _cut_short(_request: Request, _failure: Exception) -> Response:
    """The answer to a body that stopped coming, for whoever is still there to read it."""
    return _problem(408, "The request did not come whole, or not in time.", headers={"Connection": "close"})


async def _unusable(request: Request, failure: Exception) -> Response:
    """The answer while the database cannot be used. A request is one transaction: kept whole or not at all."""
    why = why_unusable(failure)
    if not why:
        raise failure
    log.error("database cannot be used", why=why)
    headers = {"Retry-After": str(AGAIN_SECONDS)}
    if _reads_pages(request):
        return page(request, "unusable.html", {}, status=503, headers=headers)
    said = "The database cannot be used now; try again soon. What was sent was kept as a whole or not at all."
    return _problem(503, said, headers=headers)


def _reads_pages(request: Request) -> bool:
    return wants_page(request) and not request.url.path.startswith(FOR_PROGRAMS)


def _sentence(request: Request, failure: HTTPException, headers: Mapping[str, str]) -> str:
    """What the refusal says, or what is meant where the framework says a status by its name alone."""
    if failure.detail != HTTPStatus(failure.status_code).phrase:
        return str(failure.detail)
    match failure.status_code:
        case HTTPStatus.NOT_FOUND:
            return f"There is nothing at {request.url.path[:200]}."
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return f"{request.method} is not answered here; what is: {headers['Allow']}."
    return str(failure.detail)


def _allowed(request: Request) -> Iterator[str]:
    """The methods that the address answers, of all its routes together."""
    for method in METHODS:
        asked = {**request.scope, "method": _AS_GET.get(method, method)}
        if any(route.matches(asked)[0] is Match.FULL for route in request.app.routes):
            yield method


def _said(error: Mapping[str, Any], body: Any) -> dict[str, str]:
    """Which field is wrong and why; of a body, `pointer` says where it is (RFC 6901, as a fragment)."""
    where, *parts = error["loc"]
    path = list(_path(parts, body, is_missing=error["type"] == "missing")) if where == "body" else parts
    said = {"field": ".".join(map(str, (where, *path))), "problem": error["msg"].removeprefix("Value error, ")}
    if where == "body":
        said["pointer"] = "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
    return said


def _path(parts: Sequence[str | int], body: Any, *, is_missing: bool) -> Iterator[str | int]:
    """The way to a part of a body, without the names of the alternatives that were tried on it."""
    for part in parts:
        if (isinstance(body, dict) and part in body) or (isinstance(body, list) and isinstance(part, int)):
            body = body[part]  # type: ignore[index]
            yield part
    if is_missing and parts:  # a body that is missing as a whole has none
        yield parts[-1]


def _problem(
    status: int, detail: str, *, errors: Sequence[Mapping[str, str]] = (), headers: Mapping[str, str] | None = None
) -> JSONResponse:
    body = {"status": status, "detail": detail} | ({"errors": errors} if errors else {})
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(body, status, headers=kept, media_type=MEDIA_TYPE)
