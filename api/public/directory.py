"""The Sites of the Release that is out, arranged so that one is found by slug, by name, or by any of its hostnames."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import orjson
from fastapi import Request

from api import lists
from api.public import changelog
from api.public.changelog import Step
from api.reading.published import Dossier, Out, Published
from feeds.hostnames import NotAHostname, parse
from feeds.registry.words import Status
from feeds.release.exports import changes_atom
from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.watch.matching.resembling import letters


class Listed(NamedTuple):
    """One listed name: how it stands, when it was used, and its Site in short."""

    status: Status
    used_from: str | None
    used_to: str | None
    site: Dossier


@dataclass(frozen=True)
class Directory:
    """One Release's Sites. Made once a Release; a question costs no query."""

    published: Published
    changes: bytes
    """Its `changes.atom`."""

    @cached_property
    def steps(self) -> Sequence[Step]:
        """What the last Releases changed, the newest first."""
        return changelog.read(self.changes)

    def dossier(self, slug: str) -> Dossier | None:
        """All that is said of a Site; None when none of this slug is listed."""
        return next(iter(self.published.dossiers([slug])), None)

    @property
    def sites(self) -> Sequence[Dossier]:
        """What is said of every Site in short, by slug."""
        return self.published.all

    @cached_property
    def names(self) -> int:
        """How many names are listed."""
        return len(self.by_hostname)

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """`categories` and `signals`, each by its id, as `feed.schema.json` has them."""
        words: Mapping[str, Any] = orjson.loads(b"{" + self.published.file.short + b"}")
        return words

    @cached_property
    def by_hostname(self) -> Mapping[str, Listed]:
        """Every listed name."""
        return {
            name["name"]: Listed(Status(name["status"]), name["from"], name["to"], site)
            for site in self.sites
            for name in site["names"]
        }

    @cached_property
    def by_label(self) -> Mapping[str, Sequence[str]]:
        """The listed names that begin with a label, before the suffix: `coco` gives `coco.fr` and `coco.gg`."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for hostname in self.by_hostname:
            for label in labels(hostname)[:1]:
                found[label].append(hostname)
        return found

    @cached_property
    def by_letters(self) -> Mapping[str, Sequence[str]]:
        """The labels of the listed names, by what they are without digits and hyphens."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for label in self.by_label:
            found[letters(label)].append(label)
        return found

    @cached_property
    def removed(self) -> frozenset[str]:
        """The names that the last Releases took off the list, those that came back too."""
        return frozenset(name for step in self.steps for name in step.removed)


def above(host: str) -> Iterator[str]:
    """A host, and each name that it is under: `a.coco.gg`, `coco.gg`, `gg`."""
    parts = host.split(".")
    return (".".join(parts[start:]) for start in range(len(parts)))


def labels(host: str) -> list[str]:
    """What somebody chose of a host's labels: none of its public suffix, and no `www`."""
    try:
        own = host.removesuffix(f".{parse(host).suffix}")
    except NotAHostname:
        own = host.rpartition(".")[0]
    return [label for label in own.split(".") if label not in ("", "www")]


class Directories:
    """The Directory of what is out. Threads may share it."""

    def __init__(self, out: Out, folder: FeedFolder) -> None:
        self._out, self._folder = out, folder
        self._lock = Lock()
        self._made: Directory | None = None

    def now(self) -> Directory | None:
        """Of the Release that is out; None before the first."""
        published = self._out.now()
        with self._lock:
            if published is None:
                self._made = None
            elif self._made is None or self._made.published is not published:
                self._made = Directory(published, self._changes())
            return self._made

    def _changes(self) -> bytes:
        try:
            return lists.published(self._folder, changes_atom.FILE)
        except FolderUnusable:
            return b""  # a Release of a version that wrote none


def directory_of(request: Request) -> Directory | None:
    """The Directory of the application that was asked."""
    directories: Directories = request.app.state.directories
    return directories.now()
