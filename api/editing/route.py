"""How a program's request is read: whose it is first, then a bounded body of JSON."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import orjson
import structlog
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from api import bodies
from api.bearer import HEADER, program_of
from api.reading.limiting import let_in

LONGEST_BODY: Final = 1_000_000  # bytes: some hundred operations with their quotes
log: Final = structlog.get_logger()


def router_at(path: str) -> APIRouter:
    """Routes for programs under a path. Each is called in the description as its function is."""
    return APIRouter(
        prefix=path, tags=["curators"], route_class=ForPrograms, generate_unique_id_function=lambda route: route.name
    )


class ForPrograms(APIRoute):
    """A route that reads nobody's body who shows no token that holds, and notes in the log what was written."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def answer_program(request: Request) -> Response:
            let_in(request)
            program = await run_in_threadpool(program_of, request, await HEADER(request))
            response = await answer(_JsonRequest(request.scope, request.receive))
            if request.method != "GET":
                token, person = program.token.id, program.person.handle
                log.info("a program wrote", token=token, person=person, method=request.method, path=request.url.path)
            return response

        return answer_program


class _JsonRequest(Request):
    """A request whose body is JSON, and not endless."""

    _read: bytes | None = None

    async def body(self) -> bytes:
        """The body. 413 when it is too long, 415 when it says that it is something else."""
        if self._read is None:
            self._read = await bodies.read(self, LONGEST_BODY, too_long=f"A body has at most {LONGEST_BODY} bytes.")
        if self._read and not _says_json(self.headers.get("content-type", "")):
            raise HTTPException(415, "Send the body as application/json.", {"Accept": "application/json"})
        return self._read

    async def json(self) -> Any:
        """What the body says. 400 when it is not JSON (RFC 8259)."""
        try:
            return orjson.loads(await self.body())
        except orjson.JSONDecodeError as failure:
            raise HTTPException(400, f"The body is not JSON: {failure}.") from None


def _says_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"
