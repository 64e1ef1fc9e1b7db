"""`vigie verify`"""

import json
from pathlib import Path
from typing import Annotated

import typer

from api import settings
from feeds.release.verifying import DoesNotHold
from feeds.release.verifying import verify as verify_feed


def verify(
    place: Annotated[str, typer.Argument(metavar="URL_OR_DIR", help="A published feed.")],
    root: Annotated[
        Path | None, typer.Option(help="The root.json to trust; this installation's own when it is not given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check a published feed as a client would. Exit code 1 and the reason if it does not hold."""
    trusted = root or settings.load().feed_dir / "1.root.json"
    if not trusted.is_file():
        raise DoesNotHold(f"There is no root to trust at {trusted}; name one with --root.")
    where = place if place.startswith(("http://", "https://")) else Path(place)
    if isinstance(where, Path) and not where.is_dir():
        raise DoesNotHold(f"{place} is neither a folder nor a web address.")
    verified = verify_feed(where, trusted.read_bytes())
    if as_json:
        found = {"serial": verified.serial, "released": verified.released, "names": len(verified.values.names)}
        typer.echo(json.dumps({**found, "expires": verified.expires.isoformat()}, indent=2))
    else:
        holds = f"Release {verified.serial} of {verified.released} holds: {len(verified.values.names)} names"
        typer.echo(f"{holds}, fresh until {verified.expires:%Y-%m-%d %H:%M} UTC.")
