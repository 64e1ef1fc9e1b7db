"""A file in memory, in every form in which it lies in its folder."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Any, Final, Protocol

import brotli

Headers = list[tuple[str, str]]


class Asked(Protocol):
    """The headers of a request, by their names in lower case."""

    def __contains__(self, name: str) -> bool:
        """Whether the request has it."""
        ...

    def get(self, name: str, default: Any = None) -> Any:
        """Its value."""
        ...


# Who has a file that changes in place may be five minutes late; every other file never changes under its name.
AT_ONCE: Final = "public, max-age=300"
FOREVER: Final = "public, max-age=31536000, immutable"
# That something is not there yet must not be remembered: it may be there a second later.
NOT_KEPT: Final = "no-store"
EVERYWHERE: Final[Headers] = [("access-control-allow-origin", "*"), ("x-content-type-options", "nosniff")]

_DECODED: Final[dict[str, Callable[[bytes], bytes]]] = {"br": brotli.decompress, "gzip": gzip.decompress}
_SUFFIXES: Final = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True, slots=True)
class Representation:
    """The bytes of a file under one content coding (`br`, `gzip` or `identity`).

    `found` are the headers of a 200, `unchanged` those of a 304; `part` begins those of a 206, which adds which part it
    is. Parts are sent of the plain form alone, as nginx does.
    """

    coding: str
    body: bytes
    etag: str
    modified: str
    found: Headers
    part: Headers
    unchanged: Headers


@dataclass(frozen=True, slots=True)
class File:
    """`plain` is the file as it lies; `representations` are all of them, the smallest first."""

    plain: Representation
    representations: tuple[Representation, ...]


def read(path: Path, *, kind: str, caching: str = AT_ONCE) -> File:
    """Read a file, and what lies compressed beside it, into memory. Raises `OSError` when the plain file is not there.

    `kind` is its media type. What lies beside it and does not decode to the plain file is left out.
    """
    plain = path.read_bytes()
    found = {"identity": (path, plain)}
    for coding, suffix in _SUFFIXES.items():
        beside = path.with_name(path.name + suffix)
        if beside.exists() and _decodes(coding, encoded := beside.read_bytes(), plain):
            found[coding] = (beside, encoded)
    vary = [("vary", "Accept-Encoding")] if len(found) > 1 else []
    shared = [("cache-control", caching), *vary, *EVERYWHERE]
    made = [_represent(coding, place, body, kind, shared) for coding, (place, body) in found.items()]
    return File(made[0], tuple(sorted(made, key=lambda one: len(one.body))))


def _represent(coding: str, place: Path, body: bytes, kind: str, shared: Headers) -> Representation:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    modified = formatdate(place.stat().st_mtime, usegmt=True)
    unchanged = [("etag", etag), ("last-modified", modified), *shared]
    part = [("content-type", kind), *unchanged]
    own = ("accept-ranges", "bytes") if coding == "identity" else ("content-encoding", coding)
    found = [*part, own, ("content-length", str(len(body)))]
    return Representation(coding, body, etag, modified, found, part, unchanged)


def _decodes(coding: str, encoded: bytes, plain: bytes) -> bool:
    try:
        return _DECODED[coding](encoded) == plain
    except (brotli.error, OSError, EOFError, ValueError):
        return False
