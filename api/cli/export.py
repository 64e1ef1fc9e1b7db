"""`vigie export`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api import settings
from api.lists import published
from feeds.release.exports import MEDIA_TYPES
from feeds.release.folder import FeedFolder

FILES = {name: file for file in MEDIA_TYPES for name in (file, file.partition(".")[0])}


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(MEDIA_TYPES)}.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.")] = None,
) -> None:
    """Print one export of the release that is out, as it is published. The ending may be left off."""
    if form not in FILES:
        raise typer.BadParameter(f"{form!r} is no format; there are {', '.join(MEDIA_TYPES)}.")
    data = published(FeedFolder(settings.load().feed_dir), FILES[form])
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as failure:
        raise typer.BadParameter(f"{output} cannot be written: {failure.strerror}.") from None
