"""The ASGI application: the raw bytes of the feed and the lists beside FastAPI's routes."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from api import health, metrics, problems, settings
from api.database import Database
from api.desk import routes as desk
from api.feed import FeedApp
from api.lists import ListsApp
from api.public import routes as public
from api.settings import Settings
from api.web import STATIC, add_security_headers


class Door:
    """The feed and the lists are files in memory; the rest goes to FastAPI."""

    def __init__(self, configuration: Settings) -> None:
        lists = ListsApp(configuration.feed_dir)
        # What a path begins with, who answers, and the part of the path that is no name of a file.
        self._files = (
            ("/feed/", FeedApp(configuration.feed_dir), "/feed"),
            ("/lists/", lists, "/lists"),
            ("/changes.atom", lists, ""),
        )
        self._pages = pages(configuration)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for beginning, files, root in self._files:
                if scope["path"].startswith(beginning):
                    return await files({**scope, "root_path": root}, receive, send)
        return await self._pages(scope, receive, send)


def pages(configuration: Settings) -> FastAPI:
    """FastAPI's part: health, the public pages, the Desk."""
    app = FastAPI(title="Vigie", docs_url=None, redoc_url=None)
    app.state.settings = configuration
    app.state.database = Database(configuration.database)
    add_security_headers(app)
    problems.install(app)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(public.router)
    app.include_router(desk.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def create() -> Door:
    """The application as the environment describes it; the server's workers call this."""
    return Door(settings.load())
