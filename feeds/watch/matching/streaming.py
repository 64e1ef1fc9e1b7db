"""Names that resemble a listed one, out of a stream of names."""

import gzip
import io
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.watch.matching.fingerprints import Fingerprints
from feeds.watch.matching.lines import READ, Block, ascii_at, blocks
from feeds.watch.matching.naming import hostname_of
from feeds.watch.matching.resembling import Resemblance, resembles
from feeds.watch.matching.screening import Screen
from feeds.watch.matching.splitting import Splitter

_GZIP = b"\x1f\x8b"


class Unreadable(ValueError):
    """A stream broke off or is not what it says it is. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that resembles a listed one. `objection` says why it may be a mistake all the same, or is empty."""

    name: Hostname
    listed: str
    site: str
    resemblance: Resemblance
    objection: str


@dataclass(slots=True)
class Read:
    """What was read so far: `names` that were compared, and lines `skipped` because they hold no name."""

    names: int = 0
    skipped: int = 0


class Matcher:
    """Compares streams of names with the listed ones.

    `listed`: the site of each listed name. `objections`: why a registrable name is no likely finding, by that name.
    """

    def __init__(self, listed: Mapping[Hostname, str], objections: Mapping[str, str]) -> None:
        self._sites = {name.registrable: site for name, site in listed.items()}
        self._objections = objections
        self._names_of: dict[str, str] = {}
        for name in sorted(listed):
            self._names_of.setdefault(name.registrable.removesuffix(f".{name.suffix}"), name.registrable)
        self._labels = sorted(self._names_of)
        self._screen, self._splitter = Screen(self._labels), Splitter()

    def hits(self, stream: BinaryIO, read: Read) -> Iterator[Hit]:
        """The names in a stream that resemble a listed one, each with the nearest, in the order of the stream.

        Lines are as `lines` says; gzip is recognised. What is listed itself is no hit. `read` counts along. Raises
        `Unreadable`.
        """
        for block in blocks(_opened(stream)):
            read.skipped += block.skipped
            yield from self._plain(block, read)
            yield from self._foreign(block, read)

    def nearest(self, label: str, among: Collection[int] | None = None) -> tuple[Resemblance, str] | None:
        """The listed label that a label resembles most, and how; among all of them, or some by their place."""
        labels = self._labels if among is None else [self._labels[place] for place in among]
        found = ((resemblance, listed) for listed in labels if (resemblance := resembles(label, listed)))
        return min(found, key=lambda pair: (*pair[0].order, pair[1]), default=None)

    def _plain(self, block: Block, read: Read) -> Iterator[Hit]:
        prints = Fingerprints(block.text)
        starts, ends = self._splitter.labels(block.text, prints, block.starts, block.ends)
        known = int((starts < ends).sum())
        read.names += known
        read.skipped += len(starts) - known
        candidates: dict[int, set[int]] = {}
        for found in self._screen.pairs(block.text, prints, starts, ends):
            for name, label in zip(found.places.tolist(), found.labels.tolist(), strict=True):
                candidates.setdefault(name, set()).add(label)
        for name in sorted(candidates):
            if nearest := self.nearest(ascii_at(block.text, starts[name], ends[name]), candidates[name]):
                yield from self._hit(ascii_at(block.text, block.starts[name], block.ends[name]), nearest, read)

    def _foreign(self, block: Block, read: Read) -> Iterator[Hit]:
        for line in block.foreign:
            try:
                name = parse(line.decode("utf-8"))
            except (UnicodeDecodeError, NotAHostname):
                read.skipped += 1
                continue
            read.names += 1
            if nearest := self.nearest(name.registrable.removesuffix(f".{name.suffix}")):
                yield from self._hit(name.ascii, nearest, read)

    def _hit(self, text: str, nearest: tuple[Resemblance, str], read: Read) -> Iterator[Hit]:
        """The hit, unless the name is listed itself, or turns out to be none."""
        try:
            name = hostname_of(text)
        except NotAHostname:
            read.names, read.skipped = read.names - 1, read.skipped + 1
            return
        listed = self._names_of[nearest[1]]
        if name.registrable not in self._sites:
            objection = self._objections.get(name.registrable, "")
            yield Hit(name, listed, self._sites[listed], nearest[0], objection)


def _opened(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's bytes, unpacked when they are gzip. The stream is left open."""
    ahead = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        source = gzip.GzipFile(fileobj=ahead) if ahead.peek(2)[:2] == _GZIP else ahead
        while piece := source.read(READ):
            yield piece
    except (OSError, EOFError, zlib.error) as failure:
        raise Unreadable(f"The stream breaks off: {failure}.") from None
    finally:
        ahead.detach()
