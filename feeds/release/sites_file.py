"""The `sites` file, one record a line, so that what a few Sites say otherwise is a few lines. Pure.

To a reader it is JSON in the shape of `feed.schema.json`, and its layout means nothing. The first line has what is
short; then come the sources by key and the dossiers by slug, each sorted by its bytes, which begin with key or slug.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from feeds.release.difference import between
from feeds.release.json_files import BadFeedFile
from feeds.release.snapshot import Amendment

FORMAT: Final = b'{"format":"vigie-sites/1",'
_SHORT: Final = ("licence", "categories", "signals")
_EVIDENCE: Final = b',\n"evidence":{\n'
_SITES: Final = b'\n},"sites":[\n'
_END: Final = b"\n]}\n"
_BETWEEN: Final = b",\n"


@dataclass(frozen=True, slots=True)
class SitesFile:
    """The lines of a `sites` file. Equal content has equal lines."""

    short: bytes
    evidence: Sequence[bytes]
    sites: Sequence[bytes]

    def to_bytes(self) -> bytes:
        """The file."""
        evidence, sites = _BETWEEN.join(self.evidence), _BETWEEN.join(self.sites)
        return b"".join([FORMAT, self.short, _EVIDENCE, evidence, _SITES, sites, _END])

    def dossiers(self, slugs: Iterable[str]) -> list[bytes]:
        """The lines of these Sites, of those that it has."""
        return _beginning(self.sites, map(_site_begins, slugs))

    def sources(self, keys: Iterable[str]) -> list[bytes]:
        """The lines of the Evidence with these keys, of those that it has."""
        return _beginning(self.evidence, map(_evidence_begins, keys))

    def amended(self, amendment: Amendment) -> "SitesFile":
        """The lines with what these Sites say now."""
        now = lines(amendment.part.sites)
        evidence = between(self.sources(amendment.part.sites["evidence"]), now.evidence)
        sites = between(self.dossiers(amendment.slugs), now.sites)
        return SitesFile(now.short, evidence.applied(self.evidence), sites.applied(self.sites))


def lines(content: Mapping[str, Any]) -> SitesFile:
    """The lines that say this content, which has the shape of the schema."""
    evidence = [_evidence_begins(key) + _json(source) for key, source in content["evidence"].items()]
    sites = map(_site, content["sites"])
    short = _json({part: content[part] for part in _SHORT})[1:-1]
    return SitesFile(short, sorted(evidence), sorted(sites))


def read(data: bytes) -> SitesFile:
    """The lines of a file that `to_bytes` wrote. Raises `BadFeedFile` for any other layout."""
    short, began, rest = data.removeprefix(FORMAT).partition(_EVIDENCE)
    evidence, went_on, rest = rest.partition(_SITES)
    if not (data.startswith(FORMAT) and began and went_on and rest.endswith(_END)):
        raise BadFeedFile("The sites file is not laid out by lines.")
    return SitesFile(short, _split(evidence), _split(rest.removesuffix(_END)))


def _site(site: Mapping[str, Any]) -> bytes:
    rest = {part: said for part, said in site.items() if part != "slug"}
    return _site_begins(site["slug"]) + b"," + _json(rest)[1:]


def _site_begins(slug: str) -> bytes:
    return b'{"slug":' + _json(slug)


def _evidence_begins(key: str) -> bytes:
    return _json(key) + b":"


def _beginning(lines: Sequence[bytes], beginnings: Iterable[bytes]) -> list[bytes]:
    """Those of the sorted lines that begin so; none or one for each."""
    places = ((bisect_left(lines, beginning), beginning) for beginning in beginnings)
    return [lines[place] for place, beginning in places if place < len(lines) and lines[place].startswith(beginning)]


def _json(content: object) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def _split(lines: bytes) -> list[bytes]:
    return lines.split(_BETWEEN) if lines else []
