"""Renames with their weights, and sums over them. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from feeds.hostnames import Hostname
from feeds.watch.candidates.parts import Shares
from feeds.watch.candidates.renames import Rename
from feeds.watch.candidates.rewriting import Rewrite, explain

MOVES_A_SITE: Final = 5  # a site that moved more often counts as much as one that moved this often: a habit is no law
DIGITS: Final = 4

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Move:
    """A rename with its two labels, how one became the other, and how much it counts (0 to 1)."""

    rename: Rename
    old: str
    new: str
    rewrite: Rewrite
    weight: float


def label_of(name: Hostname) -> str:
    """What stands before the public suffix: `coco` of `www.coco.gg`."""
    return name.registrable.removesuffix(f".{name.suffix}")


def weighed(renames: Sequence[Rename]) -> Iterator[Move]:
    """The renames, explained and weighed. They come by site."""
    for _, group in groupby(renames, key=lambda rename: rename.site):
        site = list(group)
        weight = min(1.0, MOVES_A_SITE / len(site))
        for rename in site:
            old, new = label_of(rename.old), label_of(rename.new)
            yield Move(rename, old, new, explain(old, new), weight)


def tally(weights: Iterable[tuple[Thing, float]]) -> defaultdict[Thing, float]:
    """The sum of the weights of each thing; 0 for what has none."""
    sums: defaultdict[Thing, float] = defaultdict(float)
    for thing, weight in weights:
        sums[thing] += weight
    return sums


def shares(sums: Mapping[str, float], of: float | None = None) -> Shares:
    """What part of the whole (`of`, or their own sum) each sum is."""
    whole = sum(sums.values()) if of is None else of
    return {thing: round(sums[thing] / whole, DIGITS) for thing in sorted(sums) if whole}
