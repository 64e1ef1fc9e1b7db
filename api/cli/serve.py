"""`vigie serve`"""

import multiprocessing
from typing import Annotated, Final

import typer
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from api import logs, own_memory, schedule
from api.cli.installation import opened
from feeds.release.folder import FeedFolder, FolderUnusable

HEADERS_MILLISECONDS: Final = 5_000
"""Who has not sent the head of a request by then is let go: a connection costs next to nothing to hold open."""
WORKER_ENDING_SECONDS: Final = 4
"""What the web worker has to answer in when the service stops; with that of the schedule, under ten seconds."""
WORKER_MEBIBYTES: Final = 768
"""A web worker that grew beyond this is replaced by a fresh one; it begins at 130."""
MEMORY_CHECK_SECONDS: Final = 10
FRESH_WORKER_SECONDS: Final = 10
"""What a fresh web worker has to begin in while the one that it replaces still answers."""


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Run the service and its schedule, until it is interrupted."""
    # A worker starts afresh: a fork would copy the schedule's thread half alive.
    multiprocessing.set_start_method("spawn", force=True)
    logs.configure()
    own_memory.give_back()  # each turn of the schedule is a thread
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
                http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MILLISECONDS),
                respawn_failed_workers=True,
                respawn_interval=FRESH_WORKER_SECONDS,
                workers_kill_timeout=WORKER_ENDING_SECONDS,
                workers_max_rss=WORKER_MEBIBYTES,
                rss_sample_interval=MEMORY_CHECK_SECONDS,
            ).serve()
        finally:
            running.shutdown()
