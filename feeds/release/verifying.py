"""Checks a published feed as a client would, with python-tuf's client.

Signatures, thresholds, versions, expiry, digests, and the shape of each file.

Opens no connection but to the feed it is told to check, an address of the operator's own.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tuf.api.exceptions import DownloadError, DownloadHTTPError, RepositoryError
from tuf.api.metadata import Metadata, Timestamp
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface
from tuf.ngclient.urllib3_fetcher import Urllib3Fetcher

from feeds.release import checking, contents, json_files, names_file
from feeds.release.contents import Contents
from feeds.release.folder import POINTER, FeedFolder
from feeds.release.snapshot import Snapshot


class DoesNotHold(ValueError):
    """A feed does not verify. `str()` is one sentence that says what is wrong."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A feed that holds."""

    serial: int
    released: str
    expires: datetime
    said: Mapping[str, bytes]

    @property
    def values(self) -> Snapshot:
        """What it says."""
        return checking.values(self.said)


def verify(
    place: str | Path,
    root: bytes,
    *,
    instead: Mapping[str, bytes] | None = None,
    since: Contents | None = None,
) -> Verified:
    """Check the feed at a URL or in a folder against a trusted root. Raises `DoesNotHold`.

    `instead` gives the content of files that are not in the folder yet, by their path under the feed: a Release is
    verified with its new timestamp before that timestamp is in place. `since` is what a Release said that
    held: of what is said now, only what is new is looked into then; digests are those of the whole.
    """
    if isinstance(place, Path):
        fetcher: FetcherInterface = _FolderFetcher(FeedFolder(place), instead or {})
        base = "feed:"
    else:
        fetcher, base = Urllib3Fetcher(app_user_agent="vigie-verify"), place.rstrip("/")
    try:
        with tempfile.TemporaryDirectory(prefix="vigie-verify-") as scratch:
            verified = _as_a_client(fetcher, base, root, Path(scratch))
        if since is None:
            checking.check(verified.said)
        else:
            checking.check_new(verified.said, since.rows, since.sites)
        return verified
    except (RepositoryError, DownloadError, names_file.BadNamesFile, json_files.BadFeedFile) as reason:
        raise DoesNotHold(str(reason) or type(reason).__name__) from None


def _as_a_client(fetcher: FetcherInterface, base: str, root: bytes, scratch: Path) -> Verified:
    client = Updater(
        metadata_dir=str(scratch),
        metadata_base_url=base,
        target_dir=str(scratch),
        target_base_url=f"{base}/targets",
        fetcher=fetcher,
        bootstrap=root,
    )
    client.refresh()
    said = {name: _target(client, name) for name in contents.SAID}
    info = client.get_targetinfo("names")
    released = str(info.custom["released"]) if info and info.custom else ""
    expires = Metadata[Timestamp].from_file(str(scratch / POINTER)).signed.expires
    serial = Metadata[Any].from_file(str(scratch / "targets.json")).signed.version
    return Verified(serial, released, expires, said)


def _target(client: Updater, name: str) -> bytes:
    info = client.get_targetinfo(name)
    if info is None:
        raise DoesNotHold(f"The feed has no {name} file.")
    return Path(client.download_target(info)).read_bytes()


class _FolderFetcher(FetcherInterface):
    def __init__(self, folder: FeedFolder, instead: Mapping[str, bytes]) -> None:
        self._folder, self._instead = folder, instead

    def _fetch(self, url: str) -> Iterator[bytes]:
        name = url.removeprefix("feed:").lstrip("/")
        if name in self._instead:
            return iter([self._instead[name]])
        if not (self._folder.path / name).is_file():
            raise DownloadHTTPError(f"{name} is missing", 404)
        return iter([self._folder.read(name)])
