"""The feed that the extension is measured with: for each size a Release and the next one, with one name in a hundred
exchanged and the delta from the first. Every name is warned about, and every hundredth has a dossier.

It holds what the extension reads, and no other list, since it is made anew at each run.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.metadata import TargetFile

from feeds.registry.words import Stance
from feeds.release import delta, metadata, names_file
from feeds.release.folder import POINTER, target_path
from feeds.release.snapshot import ListedName
from tests.bench.names import synthetic
from tests.browser.installation import build_extensions
from tests.release.feeds_for_tests import Feed, found, snapshot


@dataclass(frozen=True)
class Release:
    """One of the feed's Releases: its names, in the order in which they were drawn, and what makes it the one out."""

    names: Sequence[ListedName]
    serial: int
    pointer: bytes


class Releases:
    """A feed's folder and the Releases in it, of which one is out."""

    def __init__(self, folder: Path) -> None:
        self._at = datetime.now(UTC)
        self._feed: Feed = found(folder, self._at)
        self._last = b""
        self._serial = 0

    @property
    def folder(self) -> Path:
        """What is to be served."""
        return self._feed.folder.path

    def pair(self, count: int) -> tuple[Release, Release]:
        """A Release of so many names, and the one after it."""
        drawn = [each._replace(stance=Stance.WARN) for each in synthetic(count + count // 100)]
        return self.release(drawn[:count]), self.release(drawn[count // 100 :])

    def release(self, names: Sequence[ListedName]) -> Release:
        """Put out a Release of these names, with the delta from the one before."""
        self._serial += 1
        files = {name: self._written(name, data) for name, data in self._said(names).items()}
        signers, serial, at = self._feed.signers, self._serial, self._at
        custom = {"released": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "count": len(names)}
        targets = metadata.targets(serial, files.values(), custom, signers["targets"], at)
        meta = metadata.snapshot(serial, serial, targets, signers["snapshot"], at)
        self._feed.folder.write(f"{serial}.targets.json", targets)
        self._feed.folder.write(f"{serial}.snapshot.json", meta)
        release = Release(names, serial, metadata.timestamp(serial, serial, meta, signers["timestamp"], at))
        self.offer(release)
        return release

    def offer(self, release: Release) -> None:
        """Make a Release the one that is out."""
        (self.folder / POINTER).write_bytes(release.pointer)

    def extensions(self, out: Path, feed_url: str) -> Path:
        """Both browsers' extensions, with the Release that is out in their packages."""
        return build_extensions(out, self.folder, feed_url)

    def _said(self, names: Sequence[ListedName]) -> dict[str, bytes]:
        told = [snapshot(listed.name).sites["sites"][0] | {"slug": listed.name} for listed in names[::100]]
        empty, before = snapshot(), self._last
        self._last = names_file.encode(names)
        said = {
            "names": self._last,
            "sites": json.dumps({**empty.sites, "sites": told}).encode(),
            "helplines": json.dumps(empty.helplines).encode(),
        }
        return said | ({f"names.{self._serial - 1}.delta": delta.encode(before, self._last)} if before else {})

    def _written(self, name: str, data: bytes) -> TargetFile:
        file = TargetFile.from_data(name, data, ["sha256"])
        place = self.folder / target_path(name, file.hashes["sha256"])
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        return file
