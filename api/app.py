"""The application: the raw bytes of the feed and the lists beside FastAPI's routes."""

import multiprocessing
import os
import threading

from fastapi import FastAPI
from granian.rsgi import HTTPProtocol  # type: ignore[attr-defined]  # it does not say that it exports
from granian.rsgi import Scope as RsgiScope
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from api import disputes, health, journal, logs, metrics, problems, reports, rsgi, settings
from api.assets import Assets
from api.database import Database
from api.desk import preview
from api.desk import routes as desk
from api.editing import routes as editing
from api.feed import FeedApp
from api.files import FilesApp
from api.head import HeadAsGet
from api.lists import ImportedApp, ListsApp
from api.public import routes as public
from api.reading import routes as reading
from api.settings import Settings
from api.web import add_security_headers


class Door:
    """The feed and the lists are files in memory; the rest goes to FastAPI.

    granian calls `__rsgi__`; for any other server it is an ASGI application.
    """

    def __init__(self, configuration: Settings) -> None:
        lists = ListsApp(configuration.feed_dir)
        # What a path begins with, and who answers.
        self._files: tuple[tuple[str, FilesApp], ...] = (
            ("/feed/", FeedApp(configuration.feed_dir)),
            ("/lists/imported-", ImportedApp(configuration.imported_dir)),
            ("/lists/", lists),
            ("/changes.atom", lists),
        )
        self._pages = pages(configuration)

    async def __rsgi__(self, scope: RsgiScope, protocol: HTTPProtocol) -> None:
        path = scope.path
        for beginning, files in self._files:
            if path.startswith(beginning):
                return files.rsgi(scope, protocol)
        return await rsgi.run(self._pages, scope, protocol)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for beginning, files in self._files:
                if scope["path"].startswith(beginning):
                    return await files(scope, receive, send)
        return await self._pages(scope, receive, send)


def pages(configuration: Settings) -> FastAPI:
    """FastAPI's part: health, the public pages, the Desk."""
    app = FastAPI(title="Vigie", docs_url=None, redoc_url=None)
    app.state.settings = configuration
    app.state.database = Database(configuration.database)
    app.add_middleware(HeadAsGet)
    add_security_headers(app)
    problems.install(app)
    reports.install(app)
    reading.install(app, configuration)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(journal.router)
    editing.install(app)
    disputes.install(app)
    public.install(app)
    app.include_router(desk.router)
    preview.install(app)
    app.mount("/static", GZipMiddleware(Assets()), name="static")
    return app


def create() -> Door:
    """The application as the environment describes it; the server's workers call this."""
    logs.configure()
    _end_with_the_service()
    return Door(settings.load())


def _end_with_the_service() -> None:
    """End when the process that started this one was killed: a worker alone has no schedule, and keeps the port."""
    service = multiprocessing.parent_process()
    if service is None:
        return

    def wait() -> None:
        service.join()
        os._exit(1)

    threading.Thread(target=wait, name="end with the service", daemon=True).start()
