"""The names of others that are handed on under `/lists/imported-….txt`: what each file says of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

_LICENCE: Final = re.compile(r"# Licence: (?P<name>\S+)(?: (?P<address>\S+))?")
_SOURCE: Final = re.compile(r"# Source: (?P<name>.+), (?P<names>\d+) names, read (?P<day>\S+) from (?P<origin>.+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A list of others: how many names it had, when it was read (YYYY-MM-DD), and where."""

    name: str
    names: int
    day: str
    origin: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A file of names of one licence. `licence` is an SPDX identifier; `address`, where its text is, may be empty.

    `size` is in bytes.
    """

    file: str
    size: int
    licence: str
    address: str
    sources: Sequence[Source]


def read(folder: Path) -> Sequence[Imported]:
    """The files of a folder, by name; one that another process takes away meanwhile is left out."""
    return [found for path in sorted(folder.glob("imported-*.txt")) if (found := _read(path)) is not None]


def _read(path: Path) -> Imported | None:
    try:
        size, heading = path.stat().st_size, "".join(_heading(path))
    except FileNotFoundError:
        return None
    licence = _LICENCE.search(heading)
    if licence is None:
        return None
    sources = [Source(one["name"], int(one["names"]), one["day"], one["origin"]) for one in _SOURCE.finditer(heading)]
    return Imported(path.name, size, licence["name"], licence["address"] or "", sources)


def _heading(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from takewhile(lambda line: line.startswith("#"), lines)
