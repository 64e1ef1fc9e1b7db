"""The pages that anybody may read, one file a page."""

from typing import Final

from fastapi import FastAPI

from api.public import (
    changes,
    checking,
    dispute,
    docs,
    home,
    lists,
    method,
    own_dispute,
    poster,
    privacy,
    report,
    site,
    sites,
    status,
)
from api.public.chain import Chain
from api.public.directory import Directories
from feeds.release.folder import FeedFolder

PAGES: Final = (
    home,
    checking,
    sites,
    site,
    changes,
    lists,
    report,
    dispute,
    own_dispute,
    status,
    method,
    poster,
    privacy,
    docs,
)


def install(app: FastAPI) -> None:
    """Show the pages at the application, which knows what is out (`app.state.out`)."""
    app.state.directories = Directories(app.state.out, FeedFolder(app.state.settings.feed_dir))
    app.state.chain = Chain()
    for page in PAGES:
        app.include_router(page.router)
