"""The passphrases of root keys.

An encrypted key file slows a guess down by little (PKCS 8 as OpenSSL writes it: PBKDF2, 2048 rounds), so the passphrase
itself has to be long: one that is made here has 160 random bits.
"""

import base64
import secrets
from pathlib import Path
from typing import Final

from feeds.release.keys.secret_files import write_secret

SHORTEST: Final = 20
BESIDE: Final = "passphrase.txt"


class BadPassphrase(ValueError):
    """A passphrase is missing, too short or wrong. `str()` names a file and never the passphrase."""


def from_file(file: Path) -> bytes:
    """The first line of a file. Raises `BadPassphrase`."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as reason:
        raise BadPassphrase(f"The passphrase file {file} cannot be read: {reason.strerror}.") from None
    if not lines or not lines[0]:
        raise BadPassphrase(f"The first line of {file} is empty; a passphrase was expected there.")
    return lines[0]


def long_enough(passphrase: bytes) -> bytes:
    """The same passphrase, for a new key. Raises `BadPassphrase`."""
    if len(passphrase) < SHORTEST:
        raise BadPassphrase(f"A passphrase needs {SHORTEST} characters or more; six words that nobody would guess do.")
    return passphrase


def beside(key: Path) -> bytes:
    """The passphrase in `passphrase.txt` beside a key, which is made first when it is missing."""
    file = key.with_name(BESIDE)
    if not file.exists():
        write_secret(file, made().encode() + b"\n")
    return from_file(file)


def made() -> str:
    """A new passphrase of 160 random bits, in groups that a person can copy by hand."""
    letters = base64.b32encode(secrets.token_bytes(20)).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
