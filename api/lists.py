"""Serves the exports of the Release that is out, under their own names: `/lists/hosts.txt`.

They are targets of the signed feed; here they lie under addresses that stay, for programs that check no signature.
"""

from collections.abc import Mapping
from pathlib import Path

from api.files import File, FilesApp, Watched, read
from feeds.release.exports import MEDIA_TYPES
from feeds.release.exports.blocklist import PLAIN_TEXT
from feeds.release.folder import POINTER, FeedFolder, FolderUnusable, target_path


class ListsApp(FilesApp):
    """The lists of one feed folder. A reader may be five minutes late."""

    def __init__(self, folder: Path) -> None:
        self._folder = FeedFolder(folder)
        super().__init__(Watched(folder / POINTER, self._load).files, b"There is no such list.\n", "/lists")

    def _load(self) -> Mapping[str, File]:
        try:
            places = _places(self._folder)
        except FolderUnusable as reason:
            raise OSError(str(reason)) from None  # then what was served stays
        return {name: read(self._folder.path / place, kind=MEDIA_TYPES[name]) for name, place in places.items()}


class ImportedApp(FilesApp):
    """The names of others that are handed on: `/lists/imported-cc-by-sa-4.0.txt`, a file for each licence."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        super().__init__(Watched(folder, self._load).files, b"There is no such list.\n", "/lists")

    def _load(self) -> Mapping[str, File]:
        return {file.name: read(file, kind=PLAIN_TEXT) for file in self._folder.glob("imported-*.txt")}


def published(folder: FeedFolder, name: str) -> bytes:
    """One export of the Release that is out. Raises `FolderUnusable`."""
    place = _places(folder).get(name)
    if place is None:
        raise FolderUnusable(f"No release in {folder.path} has {name}; `vigie release` makes the next one.")
    return folder.read(place)


def _places(folder: FeedFolder) -> dict[str, str]:
    out = folder.out()
    targets = out.targets.targets if out else {}
    return {name: target_path(name, targets[name].hashes["sha256"]) for name in MEDIA_TYPES if name in targets}
