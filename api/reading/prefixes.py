"""Listed names by the first characters of their digests, so that who asks for one does not say which. Pure.

Every answer of a Release has as many entries and is as long as any other: neither tells whether a name is there. What
fills it up is made of its prefix alone, so asking again, or elsewhere, tells no more.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from feeds.registry.taxonomy import categories
from feeds.registry.words import Stance, Status

LENGTH: Final = 5
"""Hexadecimal characters of a prefix: 1 048 576 of them, each of which stands for hundreds of registered domains."""
ROOM: Final = 12  # of a million names, hardly one prefix has more: one in a hundred thousand such lists
LONGEST_SLUG: Final = 80
_HEADING: Final = 200  # bytes, more than what stands around the entries

Entry = Mapping[str, str]


def digest(name: str) -> str:
    """SHA-256, in lower-case hexadecimal, of a name in A-labels."""
    return hashlib.sha256(name.encode("ascii")).hexdigest()


class Prefixes:
    """The names of some dossiers."""

    def __init__(self, dossiers: Iterable[Mapping[str, Any]]) -> None:
        self._entries: defaultdict[str, list[Entry]] = defaultdict(list)
        for dossier in dossiers:
            facts = {part: dossier[part] for part in ("category", "stance", "slug")}
            for name in dossier["names"]:
                entry = {"sha256": digest(name["name"]), "status": name["status"], **facts}
                self._entries[entry["sha256"][:LENGTH]].append(entry)
        self._room = max([ROOM, *map(len, self._entries.values())])

    def answer(self, prefix: str, heading: Mapping[str, object]) -> bytes:
        """The entries of a prefix and what fills them up, sorted by digest, as JSON after a short heading."""
        listed = self._entries.get(prefix, [])
        filling = (_decoy(prefix, number) for number in range(self._room - len(listed)))
        entries = sorted([*listed, *filling], key=lambda entry: entry["sha256"])
        body = {**heading, "prefix": prefix, "names": entries, "padding": ""}
        missing = _HEADING + self._room * _LONGEST_ENTRY - len(orjson.dumps(body))
        return orjson.dumps(body | {"padding": hashlib.shake_256(prefix.encode()).hexdigest(missing)[:missing]})


def _decoy(prefix: str, number: int) -> Entry:
    """An entry that no name has: of 2^236 digests with the prefix, one drawn by lot."""
    drawn = hashlib.sha256(f"no name: {prefix} {number}".encode())
    lots = drawn.digest()
    return {
        "sha256": prefix + drawn.hexdigest()[LENGTH:],
        "status": _draw(list(Status), lots[-1]),
        "category": _draw(list(categories()), lots[-2]),
        "stance": _draw(list(Stance), lots[-3]),
        "slug": lots[-8:-3].hex(),
    }


def _draw(words: list[Any], lot: int) -> str:
    return str(words[lot % len(words)])


def _longest(words: Iterable[str]) -> str:
    return max(words, key=len)


_LONGEST_ENTRY: Final = 1 + len(
    orjson.dumps(
        {
            "sha256": digest(""),
            "status": _longest(Status),
            "category": _longest(categories()),
            "stance": _longest(Stance),
            "slug": "x" * LONGEST_SLUG,
        }
    )
)
