"""`vigie keys`"""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.installation import now, opened
from api.cli.passphrases import asking
from api.jobs import founding, rotation
from api.settings import Settings
from api.settings import load as load_settings
from feeds.release.folder import FeedFolder
from feeds.release.keys import KeysMissing, Passphrase, found_in
from feeds.release.keys.listing import NamedKey, named_keys, warnings
from feeds.release.keys.rotating import KeyRoom, Rotation, taken_along

app = typer.Typer(help="The keys that sign the feed.", no_args_is_help=True)


class Role(StrEnum):
    """What can be replaced; `root` renews the root and replaces no key."""

    TARGETS = "targets"
    SNAPSHOT = "snapshot"
    TIMESTAMP = "timestamp"
    ROOT = "root"
    ROOT_1 = "root-1"
    ROOT_2 = "root-2"
    ROOT_3 = "root-3"


class Because(StrEnum):
    """Why a key is revoked."""

    LOST = "lost"
    STOLEN = "stolen"


Roles = Annotated[list[Role], typer.Argument(help="What to replace; `root` replaces nothing and renews the root.")]
Places = Annotated[
    list[Path] | None,
    typer.Option("--root-keys", metavar="DIR", help="A folder with root keys; once for each medium.", file_okay=False),
]
Into = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where a new root key goes; the first --root-keys otherwise.", file_okay=False),
]
PassphraseFile = Annotated[
    Path | None, typer.Option(help="A file whose first line is the passphrase of the root keys; asked for otherwise.")
]


@app.command("init")
def init(root_keys: Places = None, root_passphrase_file: PassphraseFile = None) -> None:
    """Make the keys of a new installation, each root key on a medium of its own: --root-keys once, or three times."""
    settings = load_settings()
    places = root_keys or [settings.root_keys_dir]
    if len(places) not in (1, 3):
        raise typer.BadParameter("name one folder for the three root keys, or three.", param_hint="--root-keys")
    if not founding.make_keys(settings, places, asking(root_passphrase_file), now()):
        raise KeysMissing(f"{settings.feed_dir} has its root already; `vigie keys rotate` replaces keys.")
    _print(settings, places)


@app.command("list")
def show(
    root_keys: Places = None, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """Show every key that the newest root names, when its signature ends and where its file lies."""
    settings = load_settings()
    places = root_keys or [settings.root_keys_dir]
    if not as_json:
        _print(settings, places)
        return
    named = named_keys(FeedFolder(settings.feed_dir), settings.online_keys_dir, places)
    typer.echo(
        json.dumps({"keys": [asdict(key) for key in named], "warnings": warnings(named, now())}, indent=2, default=str)
    )


@app.command("rotate")
def rotate(
    roles: Roles, root_keys: Places = None, into: Into = None, root_passphrase_file: PassphraseFile = None
) -> None:
    """Replace keys in the ordinary course of things, and renew the root. `root` alone only renews."""
    _replace(list(roles), "rotate", "in the ordinary course", root_keys, into, root_passphrase_file)


@app.command("revoke")
def revoke(
    roles: Roles,
    because: Annotated[Because, typer.Option(help="What happened to the key.")],
    root_keys: Places = None,
    into: Into = None,
    root_passphrase_file: PassphraseFile = None,
) -> None:
    """Replace keys that were lost or stolen, and those that vouch for their versions."""
    along = taken_along([role.value for role in roles])
    _replace([Role(role) for role in along], "revoke", because.value, root_keys, into, root_passphrase_file)


def _replace(
    roles: list[Role],
    action: str,
    reason: str,
    root_keys: list[Path] | None,
    into: Path | None,
    passphrase_file: Path | None,
) -> None:
    with opened() as (database, settings):
        places = root_keys or [settings.root_keys_dir]
        room = _room(settings, places, into, asking(passphrase_file))
        outcome = rotation.run(database, room, [role.value for role in roles], action=action, reason=reason, at=now())
    _say(outcome)


def _room(settings: Settings, places: list[Path], into: Path | None, passphrase: Passphrase) -> KeyRoom:
    signers = [signer for place in places for signer in found_in(place, passphrase)]
    if not signers:
        raise KeysMissing(f"There is no root key in {', '.join(map(str, places))}; two of the three are needed.")
    return KeyRoom(FeedFolder(settings.feed_dir), settings.online_keys_dir, signers, into or places[0], passphrase)


def _say(outcome: Rotation) -> None:
    for replaced in outcome.replaced:
        before = ", ".join(key[:8] for key in replaced.before)
        typer.echo(f"{replaced.role}: {replaced.after[:8]} took the place of {before}.")
    typer.echo(f"Root {outcome.root} is out and ends on {outcome.root_expires:%Y-%m-%d}.")


def _print(settings: Settings, places: list[Path]) -> None:
    named = named_keys(FeedFolder(settings.feed_dir), settings.online_keys_dir, places)
    for key in named:
        typer.echo(_line(key, sum(other.role.startswith(key.role.partition("-")[0]) for other in named)))
    for warning in warnings(named, now()):
        typer.echo(f"vigie: {warning}", err=True)


def _line(key: NamedKey, total: int) -> str:
    ends = f"{key.expires:%Y-%m-%d %H:%M}" if key.expires else "nothing is out"
    return f"{key.role:<9}  {key.key_id[:8]}  {key.threshold} of {total}  {ends:<16}  {key.file or 'not here'}"
