"""What the list says of a host. Pure.

`static/check/answer.js` says the same in a browser; the tests hold the two to one table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from api.public.directory import Directory, above, labels
from feeds.registry.words import Status
from feeds.watch.matching.resembling import Likeness, letters, resembles

SHUT: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY})
LONG: Final = 6
"""Characters of a label that one other letter does not turn into a word of its own."""
MOST_LIKE: Final = 3
MOST_LABELS: Final = 4
"""Of a host, the nearest to its ending: one may have a hundred."""


class Verdict(StrEnum):
    """What can be said of a host."""

    LISTED = "listed"
    SHUT = "shut"
    WITHDRAWN = "withdrawn"
    SIMILAR = "similar"
    ENCODED = "encoded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """`names` are the Name that covers the host, or those that its own name resembles; the nearest first."""

    verdict: Verdict
    host: str
    names: tuple[str, ...] = ()


def answer(host: str, directory: Directory) -> Answer:
    """The answer for a host, as `address.read` gives it.

    Listed: the host is a listed Name, or under one. Shut: that Name is closed. Withdrawn: one of the last Releases took
    it off the list. Similar: the same word under another ending, with other digits or hyphens, or one letter away when
    it is long. Encoded: it is written with other letters than a to z, which may look like others.
    """
    for name in filter(directory.by_hostname.get, above(host)):
        shut = directory.by_hostname[name].status in SHUT
        return Answer(Verdict.SHUT if shut else Verdict.LISTED, host, (name,))
    for name in above(host):
        if name in directory.removed:
            return Answer(Verdict.WITHDRAWN, host, (name,))
    if like := tuple(_like(host, directory))[:MOST_LIKE]:
        return Answer(Verdict.SIMILAR, host, like)
    encoded = any(label.startswith("xn--") for label in host.split("."))
    return Answer(Verdict.ENCODED if encoded else Verdict.UNKNOWN, host)


def _like(host: str, directory: Directory) -> Iterator[str]:
    found = (
        (resemblance, listed)
        for own in labels(host)[-MOST_LABELS:]
        for listed in _candidates(own, directory)
        if (resemblance := _resemblance(own, listed)) is not None
    )
    for _, listed in sorted(set(found)):
        yield from directory.by_label[listed]


def _candidates(own: str, directory: Directory) -> Iterator[str]:
    """The few labels, of maybe many thousand, that are worth asking about."""
    yield from directory.by_letters.get(letters(own), ())
    near = process.extract_iter(own, directory.by_label.keys(), scorer=Levenshtein.distance, score_cutoff=1)
    yield from (label for label, *_ in near)


def _resemblance(own: str, listed: str) -> int | None:
    found = resembles(own, listed)
    if found is None or found.likeness == Likeness.CONTAINED:
        return None
    if found.likeness == Likeness.NEAR and (found.distance > 1 or len(listed) < LONG):
        return None
    return list(Likeness).index(found.likeness)
