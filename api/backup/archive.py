"""The file of a backup: its parts, and what it says of them. Whoever opens one believes nothing that it does not show.

The manifest comes last: an archive that was cut short has none, and is refused as a whole.
"""

import hashlib
import io
import re
import tarfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from pydantic import BaseModel, ConfigDict, ValidationError

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
_CHUNK: Final = 1 << 16
_PART: Final = re.compile(
    r"tables/[a-z_]+\.jsonl"
    r"|keys/(targets|snapshot|timestamp)\.pem"
    r"|feed/([0-9]+\.)?(root|targets|snapshot|timestamp)\.json(\.gz|\.br)?"
    r"|feed/targets/[0-9a-f]{64}\.[A-Za-z0-9._-]{1,100}"
)


class BadBackup(ValueError):
    """A file cannot be used as a backup. `str()` is one sentence for people."""


class TableTotal(BaseModel):
    """What a table held: how many rows, and the sum of their digests (`rows.Total`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    rows: int
    digest: str


class Manifest(BaseModel):
    """What a backup says of itself. `schema_revision` is that of the migrations, `serial` that of the Release out;
    `parts` has the SHA-256 of every other part."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int
    made: datetime
    schema_revision: str
    serial: int | None
    tables: dict[str, TableTotal]
    parts: dict[str, str]


class Packing:
    """A backup that is being written to a stream, part by part."""

    def __init__(self, stream: IO[bytes], made: datetime) -> None:
        self._tar = tarfile.open(fileobj=stream, mode="w|gz")  # noqa: SIM115 (closed by `end`)
        self._made = made
        self.parts: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        """Write what a file holds, from its beginning, as one part."""
        size = content.seek(0, io.SEEK_END)
        content.seek(0)
        digest = hashlib.sha256()
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
        content.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = size, 0o600, int(self._made.timestamp())
        self._tar.addfile(entry, content)
        self.parts[name] = digest.hexdigest()

    def end(self, manifest: Manifest) -> None:
        """Write the manifest, which makes it a backup."""
        self.add(MANIFEST, io.BytesIO(manifest.model_dump_json().encode()))
        self._tar.close()


def unpack(stream: IO[bytes], folder: Path) -> Manifest:
    """Write every part into an empty folder, and say what they are. Raises `BadBackup`: then nothing may be used."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=stream, mode="r|gz") as tar:
            for entry in tar:
                _check(entry, found)
                found[entry.name] = _unpacked(tar, entry, folder)
    except (tarfile.TarError, EOFError, zlib.error) as reason:
        raise BadBackup(f"This is no backup, or it was cut short ({reason or type(reason).__name__}).") from None
    if found.pop(MANIFEST, None) is None:
        raise BadBackup("This backup was cut short: its manifest is missing.")
    manifest = _manifest((folder / MANIFEST).read_bytes())
    if found != manifest.parts:
        name, _ = sorted(found.items() ^ manifest.parts.items())[0]
        raise BadBackup(f"This backup is damaged: {name} is not what was written.")
    return manifest


def _check(entry: tarfile.TarInfo, found: dict[str, str]) -> None:
    if not entry.isreg() or not (entry.name == MANIFEST or _PART.fullmatch(entry.name)):
        raise BadBackup(f"This is no backup: it holds {entry.name[:100]!r}.")
    if entry.name in found:
        raise BadBackup(f"This is no backup: it holds {entry.name} twice.")


def _unpacked(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> str:
    place = folder / entry.name
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    content = tar.extractfile(entry)
    assert content is not None  # noqa: S101 (`_check` let only files pass)
    with content, place.open("xb") as file:
        place.chmod(0o600)
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _manifest(data: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError:
        raise BadBackup("This backup's manifest cannot be read.") from None
    if manifest.format != FORMAT:
        raise BadBackup(f"This backup has format {manifest.format}; this version of Vigie reads format {FORMAT}.")
    return manifest
