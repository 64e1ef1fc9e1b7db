"""`vigie serve`"""

import multiprocessing
from typing import Annotated

import typer
from granian import Granian
from granian.constants import Interfaces

from api import logs, schedule
from api.cli.installation import opened
from feeds.release.folder import FeedFolder, FolderUnusable


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Run the service and its schedule, until it is interrupted."""
    # A worker starts afresh: a fork would copy the schedule's thread half alive.
    multiprocessing.set_start_method("spawn", force=True)
    logs.configure()
    with opened() as (database, settings):
        if not FeedFolder(settings.feed_dir).out():
            raise FolderUnusable(f"Nothing is out in {settings.feed_dir}; `vigie init` founds an installation.")
        running = schedule.start(database, settings)
        try:
            Granian(
                "api.app:create",
                factory=True,
                address=host,
                port=port,
                interface=Interfaces.RSGI,
                websockets=False,
                respawn_failed_workers=True,
            ).serve()
        finally:
            running.shutdown()
