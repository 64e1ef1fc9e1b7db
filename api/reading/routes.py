"""The routes together, and what holds for all of them."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import Depends, FastAPI, Request, Response

from api.reading import examples, lookup, releases, sites
from api.reading.limiting import Askers, let_in
from api.reading.published import Out
from api.settings import Settings

ROUTERS: Final = (sites.router, releases.router, lookup.router)
PATHS: Final = tuple(router.prefix for router in ROUTERS)


def install(app: FastAPI, settings: Settings) -> None:
    """Answer readers at the application."""
    app.state.out = Out(settings.feed_dir)
    app.state.askers = Askers()
    for router in ROUTERS:
        app.include_router(router, tags=["readers"], dependencies=[Depends(let_in)])
    described = app.openapi

    def _with_examples() -> dict[str, Any]:
        if app.openapi_schema is None:
            examples.add_to(described())
        return described()

    app.openapi = _with_examples  # type: ignore[method-assign]  # as FastAPI's manual extends it

    @app.middleware("http")
    async def _for_any_page(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await answer(request)
        if request.url.path.startswith(PATHS):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
            response.headers.setdefault("Cache-Control", "no-store")  # of a refusal
        return response
