"""Where a command takes the passphrases of root keys from."""

import sys
from pathlib import Path

import typer

from feeds.release.keys import BadPassphrase, Passphrase
from feeds.release.keys.passphrases import BESIDE, from_file, long_enough


def asking(file: Path | None) -> Passphrase:
    """From a file, from `passphrase.txt` beside the key, or from whoever sits at the terminal, in this order.

    A key that is not there yet gets a new passphrase: long enough, and typed twice. What this returns raises
    `BadPassphrase`.
    """

    def passphrase(key: Path) -> bytes:
        beside = key.with_name(BESIDE)
        if file is not None:
            given = from_file(file)
        elif beside.exists():
            given = from_file(beside)
        else:
            given = _typed(key)
        return given if key.exists() else long_enough(given)

    return passphrase


def _typed(key: Path) -> bytes:
    if not sys.stdin.isatty():
        raise BadPassphrase(f"{key} needs a passphrase: name a file with --root-passphrase-file.")
    new = not key.exists()
    said = f"Passphrase for the new {key}" if new else f"Passphrase of {key}"
    return str(typer.prompt(said, hide_input=True, confirmation_prompt=new)).encode()
