"""The Release that is out, as values. A new one is noticed at the next question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

import orjson
import structlog

from api.reading.prefixes import Prefixes
from feeds.release import sites_file
from feeds.release.folder import POINTER, FeedFolder, FolderUnusable, target_path
from feeds.release.json_files import BadFeedFile
from feeds.release.sites_file import SitesFile

log: Final = structlog.get_logger()

Dossier = Mapping[str, Any]
"""What the feed says of one Site, in the shape of `feed.schema.json`."""
IN_SHORT: Final = ("slug", "name", "also_known_as", "category", "status", "stance")
OF_A_NAME: Final = ("name", "status", "from", "to")


@dataclass(frozen=True, eq=False)
class Published:
    """One Release. `released` is its moment in UTC, as `2026-11-21T18:00:00Z`; `sizes` are the bytes of its files."""

    serial: int
    released: str
    file: SitesFile
    sizes: Mapping[str, int]

    def dossiers(self, slugs: Iterable[str]) -> list[Dossier]:
        """What is said of these Sites, of those that are listed."""
        return [orjson.loads(line) for line in self.file.dossiers(slugs)]

    def sources(self, dossier: Dossier) -> dict[str, Any]:
        """The Evidence that a dossier cites, by key."""
        facts = (fact for part in ("names", "links", "signals", "events") for fact in dossier[part])
        keys = sorted({key for fact in facts for key in fact["evidence"]})
        sources: dict[str, Any] = orjson.loads(b"{" + b",".join(self.file.sources(keys)) + b"}")
        return sources

    @cached_property
    def all(self) -> Sequence[Dossier]:
        """Every Site, sorted by slug, without Links, Signals, Events and Evidence."""
        return sorted(map(_shorten, self._every()), key=lambda site: str(site["slug"]))

    @cached_property
    def called(self) -> Sequence[str]:
        """What each Site of `all` is called, in small letters: slug, names and hostnames, each between line ends."""
        return [_call(site) for site in self.all]

    @cached_property
    def prefixes(self) -> Prefixes:
        """The listed names by what their digests begin with."""
        return Prefixes(self._every())

    def _every(self) -> Iterable[Dossier]:
        return map(orjson.loads, self.file.sites)


def _shorten(dossier: Dossier) -> Dossier:
    names = [{part: name[part] for part in OF_A_NAME} for name in dossier["names"]]
    return {part: dossier[part] for part in IN_SHORT} | {"names": names}


def _call(site: Dossier) -> str:
    hostnames = (name["name"] for name in site["names"])
    return "\n".join(["", site["slug"], site["name"], *site["also_known_as"], *hostnames, ""]).casefold()


class Out:
    """What is out in a feed's folder. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = FeedFolder(folder)
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._published: Published | None = None

    def now(self) -> Published | None:
        """The Release that is out, None before the first. While it cannot be read, what was out stays."""
        with self._lock:
            try:
                status = (self._folder.path / POINTER).stat()
            except OSError:
                self._seen = self._published = None
                return None
            now = (status.st_mtime_ns, status.st_ino)
            if now != self._seen:
                self._read(now)
            return self._published

    def _read(self, now: tuple[int, int]) -> None:
        try:
            found = self._folder.out()
            if found is None:
                return
            if self._published is None or self._published.serial != found.serial:  # else it was only signed anew
                files = found.targets.targets
                sites = sites_file.read(self._folder.read(target_path("sites", files["sites"].hashes["sha256"])))
                sizes = {name: file.length for name, file in files.items()}
                self._published = Published(found.serial, str(files["names"].custom["released"]), sites, sizes)
            self._seen = now
        except (FolderUnusable, BadFeedFile) as reason:
            log.warning("release not readable", reason=str(reason))
