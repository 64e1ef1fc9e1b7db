"""The pages that anybody may read, one file a page."""

from typing import Final

from fastapi import FastAPI

from api.public import checking, home, lists
from api.public.directory import Directories

PAGES: Final = (home, checking, lists)


def install(app: FastAPI) -> None:
    """Show the pages at the application, which knows what is out (`app.state.out`)."""
    app.state.directories = Directories(app.state.out)
    checking.install(app)
    for page in PAGES:
        app.include_router(page.router)
