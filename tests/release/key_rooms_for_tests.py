"""A founded feed with encrypted root keys, and clients that remember what they saw of it."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import Signer
from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.api.metadata import Metadata, Targets
from tuf.ngclient import Updater

from feeds.release import keys, publishing, upkeep
from feeds.release.folder import FeedFolder
from feeds.release.keys.rotating import KeyRoom, Rotation, rotate, taken_along
from tests.release.feeds_for_tests import Feed

PASSPHRASE = b"seven lanterns over a grey harbour"
TUF_CLIENT = Path(__file__).parents[2] / "extension" / "test" / "tuf-client"


class Refused(Exception):
    """A client did not take the feed."""


@dataclass(frozen=True)
class Founded:
    """A feed and all its keys, in one folder of its own."""

    path: Path

    @property
    def folder(self) -> FeedFolder:
        """What is published."""
        return FeedFolder(self.path / "feed")

    @property
    def online(self) -> dict[str, Signer]:
        """The keys that the service would find now."""
        return keys.load(self.path / "keys")

    @property
    def root(self) -> bytes:
        """The root that clients were shipped with."""
        return self.folder.read("1.root.json")

    def publish(self, at: datetime, *names: str) -> int:
        """Put out a Release of these names with the keys that the service would find."""
        return Feed(self.folder, self.online).publish(at, *names).serial

    def resign(self, at: datetime) -> None:
        """What the service does every few hours."""
        upkeep.resign(self.folder, self.online, at)

    def root_signers(self, names: Sequence[str] = keys.ROOT_KEYS) -> list[Signer]:
        """These root keys, as their keepers bring them."""
        return list(keys.load(self.path / "root-keys", tuple(names), passphrase).values())

    def room(self, root_names: Sequence[str] = keys.ROOT_KEYS) -> KeyRoom:
        """The key room with these root keys at hand."""
        place = self.path / "root-keys"
        return KeyRoom(self.folder, self.path / "keys", self.root_signers(root_names), place, passphrase)

    def rotate(self, at: datetime, *roles: str, by: Sequence[str] = keys.ROOT_KEYS) -> Rotation:
        """`vigie keys rotate`."""
        return rotate(self.room(by), roles, at)

    def revoke(self, at: datetime, *roles: str) -> Rotation:
        """`vigie keys revoke`."""
        return rotate(self.room(), taken_along(roles), at)


def passphrase(_key: Path) -> bytes:
    """One passphrase for every root key."""
    return PASSPHRASE


def found(path: Path, at: datetime) -> Founded:
    """A feed with coco.gg out."""
    founded = Founded(path)
    root = keys.create(path / "root-keys", keys.ROOT_KEYS, passphrase)
    publishing.found(founded.folder, root, keys.create(path / "keys", keys.ONLINE_ROLES), at)
    founded.publish(at, "coco.gg")
    return founded


@dataclass(frozen=True)
class PythonTuf:
    """python-tuf's client, with the metadata it kept."""

    kept: Path
    address: str
    root: bytes

    def look(self) -> int:
        """Take what is new and return the serial in use. Raises `Refused`."""
        try:
            Updater(metadata_dir=str(self.kept), metadata_base_url=self.address, bootstrap=self.root).refresh()
        except (RepositoryError, DownloadError) as reason:
            raise Refused(str(reason)) from reason
        return _serial(self.kept)


@dataclass(frozen=True)
class Extension:
    """The extension's client under Node, with the metadata it kept."""

    kept: Path
    address: str
    root: bytes

    def look(self) -> int:
        """Take what is new and return the serial in use. Raises `Refused`."""
        if not (self.kept / "root.json").exists():
            shipped = self.kept.with_suffix(".root.json")
            shipped.write_bytes(self.root)
            self._run("init", str(shipped))
        self._run("--metadata-url", self.address, "refresh")
        return _serial(self.kept)

    def _run(self, *arguments: str) -> None:
        command = [str(TUF_CLIENT), "--metadata-dir", str(self.kept), *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        if ended.returncode != 0:
            raise Refused(ended.stderr)


Client = PythonTuf | Extension


def content(folder: Path) -> dict[Path, bytes]:
    """Every file under a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_back(folder: Path, before: dict[Path, bytes]) -> None:
    """Make a folder what it was."""
    for path in content(folder).keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)


def _serial(kept: Path) -> int:
    return Metadata[Targets].from_file(str(kept / "targets.json")).signed.version
