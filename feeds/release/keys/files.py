"""The one module that holds private keys.

Rules
- A private key leaves this module only as a file that its owner alone can read (mode 0600).
- The service reads the online keys. It never reads the root keys: those sign a new root, by hand, and are meant to be
  moved to separate places as soon as they were made (docs/operators.md).
"""

import os
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner, Signer

ONLINE_ROLES: Final = ("targets", "snapshot", "timestamp")
ROOT_KEYS: Final = ("root-1", "root-2", "root-3")
ROOT_THRESHOLD: Final = 2


class KeysMissing(RuntimeError):
    """A key file is not there or is not an Ed25519 key. `str()` names the file, never its content."""


def create(folder: Path, names: tuple[str, ...]) -> dict[str, Signer]:
    """Make an Ed25519 key for each name in a folder, but for those that are there, and return them all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in names:
        file = _file(folder, name)
        if not file.exists():
            _write_secret(file, CryptoSigner.generate_ed25519().private_bytes)
    return load(folder, names)


def load(folder: Path, names: tuple[str, ...] = ONLINE_ROLES) -> dict[str, Signer]:
    """Read the keys of these names. Raises `KeysMissing`."""
    return {name: _read(_file(folder, name)) for name in names}


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.pem"


def _read(file: Path) -> Signer:
    try:
        signer = CryptoSigner(load_pem_private_key(file.read_bytes(), password=None))
    except OSError:
        raise KeysMissing(
            f"The key {file} cannot be read; `vigie init` makes the keys of a new installation."
        ) from None
    except (ValueError, TypeError):
        raise KeysMissing(f"{file} is not a private key that Vigie can use.") from None
    if signer.public_key.scheme != "ed25519":
        raise KeysMissing(f"{file} is not an Ed25519 key.")
    return signer


def _write_secret(file: Path, content: bytes) -> None:
    # Created with its mode, and never over another: there is no moment in which others can read it.
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
