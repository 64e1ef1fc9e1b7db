"""Private keys as files: made, read, and exchanged for the next one.

A key that is to replace `timestamp.pem` lies beside it as `timestamp.next.pem` until the root names it.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Signer

from feeds.release.keys.passphrases import BadPassphrase
from feeds.release.keys.secret_files import flush_folder, write_secret

ONLINE_ROLES: Final = ("targets", "snapshot", "timestamp")
ROOT_KEYS: Final = ("root-1", "root-2", "root-3")
ROOT_THRESHOLD: Final = 2

# Gives the passphrase of a key's file, or the one it is to get when there is no such file yet.
Passphrase = Callable[[Path], bytes]


class KeysMissing(RuntimeError):
    """A key file is not there or is not an Ed25519 key. `str()` names the file, never its content."""


def create(folder: Path, names: tuple[str, ...], passphrase: Passphrase | None = None) -> dict[str, Signer]:
    """Make an Ed25519 key for each name in a folder, but for those that are there, and return them all.

    With a `passphrase` the files are encrypted. Raises `KeysMissing`, `BadPassphrase`.
    """
    return {name: _read_or_made(folder, name, passphrase) for name in names}


def load(
    folder: Path, names: tuple[str, ...] = ONLINE_ROLES, passphrase: Passphrase | None = None
) -> dict[str, Signer]:
    """Read the keys of these names; `passphrase` is asked for those that are encrypted.

    Raises `KeysMissing`, `BadPassphrase`.
    """
    return {name: _read(_file(folder, name), passphrase) for name in names}


def found_in(folder: Path, passphrase: Passphrase) -> list[Signer]:
    """Read every root key that lies in a folder. Raises `KeysMissing`, `BadPassphrase`."""
    return [_read(file, passphrase) for file in sorted(folder.glob("root-*.pem"))]


def generate() -> CryptoSigner:
    """A new Ed25519 key, in memory alone."""
    return CryptoSigner.generate_ed25519()


def store(folder: Path, name: str, signer: CryptoSigner, passphrase: Passphrase | None = None) -> None:
    """Write a key to a file of its own, encrypted when there is a `passphrase`. Raises `KeysMissing`."""
    file = _file(folder, name)
    content = signer.private_bytes
    if passphrase is not None:
        encryption = BestAvailableEncryption(passphrase(file))
        content = load_pem_private_key(content, None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
    try:
        write_secret(file, content)
    except OSError as reason:
        raise KeysMissing(f"The key {file} cannot be written: {reason.strerror}.") from None


def store_next(folder: Path, name: str, signer: CryptoSigner, passphrase: Passphrase | None = None) -> None:
    """Write the key that is to replace `name`."""
    store(folder, _next(name), signer, passphrase)


def install(folder: Path, name: str) -> None:
    """Put the next key in the place of `name`: from here on it is the one that is read."""
    _file(folder, _next(name)).replace(_file(folder, name))
    flush_folder(folder)


def settle(folder: Path, name: str, named: Collection[str], passphrase: Passphrase | None = None) -> None:
    """Clear what a run that was killed left of a next key.

    It is installed when the root names it (`named` are the root's key ids), and dropped otherwise.
    """
    file = _file(folder, _next(name))
    if not file.exists():
        return
    if _read(file, passphrase).public_key.keyid in named:
        install(folder, name)
    else:
        file.unlink()


def place(folder: Path, name: str) -> Path | None:
    """The file of a key, if it is there."""
    file = _file(folder, name)
    return file if file.exists() else None


def _next(name: str) -> str:
    return f"{name}.next"


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.pem"


def _read_or_made(folder: Path, name: str, passphrase: Passphrase | None) -> Signer:
    if _file(folder, name).exists():
        return _read(_file(folder, name), passphrase)
    signer = generate()
    store(folder, name, signer, passphrase)
    return signer


def _read(file: Path, passphrase: Passphrase | None) -> Signer:
    try:
        content = file.read_bytes()
    except OSError:
        raise KeysMissing(f"The key {file} cannot be read; `vigie keys list` says what can be done.") from None
    try:
        signer = CryptoSigner(load_pem_private_key(content, _unlocking(file, content, passphrase)))
    except BadPassphrase:
        raise
    except (ValueError, TypeError):
        raise KeysMissing(f"{file} is not a private key that Vigie can use.") from None
    if signer.public_key.scheme != "ed25519":
        raise KeysMissing(f"{file} is not an Ed25519 key.")
    return signer


def _unlocking(file: Path, content: bytes, passphrase: Passphrase | None) -> bytes | None:
    if not content.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----"):
        return None
    if passphrase is None:
        raise BadPassphrase(f"{file} is encrypted, and no passphrase was given.")
    given = passphrase(file)
    try:
        load_pem_private_key(content, given)
    except (ValueError, TypeError):  # TypeError for an empty one
        raise BadPassphrase(f"The passphrase does not open {file}.") from None
    return given
