"""`vigie init`"""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.installation import now, opened
from api.jobs import founding
from api.settings import Settings
from feeds.release.folder import FeedFolder
from feeds.release.keys.passphrases import BESIDE, beside, from_file, long_enough


def init(
    root_passphrase_file: Annotated[
        Path | None,
        typer.Option(help="A file whose first line is the passphrase of the root keys. One is made when not given."),
    ] = None,
) -> None:
    """Found an installation: database, starter registry, keys, first release. Running it again changes nothing."""
    given = long_enough(from_file(root_passphrase_file)) if root_passphrase_file else None
    with opened() as (database, settings):
        founding.run(database, settings, now(), (lambda _key: given) if given else beside)
        if out := FeedFolder(settings.feed_dir).out():
            typer.echo(f"Release {out.serial} with {out.names} names is out in {settings.feed_dir}.")
        _say_where_the_root_keys_are(settings)


def _say_where_the_root_keys_are(settings: Settings) -> None:
    folder = settings.root_keys_dir
    if folder.exists():
        typer.echo(f"The three root keys are in {folder}: move each to a place of its own, off this machine.")
    if (folder / BESIDE).exists():
        typer.echo(f"Their passphrase lies beside them in {BESIDE}: until it is moved elsewhere, it protects nothing.")
