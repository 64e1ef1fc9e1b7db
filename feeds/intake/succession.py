"""Which of a text's names became which, weighed over the whole of it. Pure.

What a text shows of each two names (`evidence.py`) is weighed by a logistic model. With s the weighed sum of the signs
`whether` and d that of the signs `whither`, the odds are exp(s + d) for the first having become the second, exp(s - d)
for the contrary, and 1 for neither. Since a name has one before it and one after it, each move also stands against all
others that leave no room for it. The weights are in `succession.toml`, fitted on passages read by hand:
`python -m tests.bench.intake_succession`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any, Final

from feeds.intake.evidence import Pair
from feeds.intake.shown import Move

LIKELY: Final = 0.5  # from here on it is claimed
Weights = Mapping[str, Mapping[str, float]]
WEIGHTS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SHOWN: Final = 4  # signs that a curator is told
_FARTHEST: Final = 30.0


@dataclass(frozen=True, slots=True)
class Succession:
    """`old` became `new` with this probability, 0 to 1; `signs` are those that weigh most for it, with their weight."""

    old: str
    new: str
    probability: float
    signs: tuple[str, ...]


def successions(pairs: Iterable[Pair], certain: Iterable[Move], weights: Weights = WEIGHTS) -> list[Succession]:
    """Return what is likely, the likeliest first: each name has one name after it and one before, and none comes back.

    `certain` are the moves (old, new) that the text spells; they are not returned.
    """
    weighed = {move: _weighed(pair, move, weights) for pair in pairs for move in _both_ways(pair)}
    odds = {move: exp(max(-_FARTHEST, min(_FARTHEST, sum(signs.values())))) for move, signs in weighed.items()}
    likely = sorted(((_share(move, odds), move) for move in odds), reverse=True)
    after: dict[str, str] = dict(certain)
    found: list[Succession] = []
    for probability, (old, new) in likely:
        if probability >= LIKELY and old not in after and new not in after.values() and not _leads(after, new, old):
            after[old] = new
            found.append(Succession(old, new, probability, _heaviest(weighed[old, new])))
    return found


def _both_ways(pair: Pair) -> tuple[Move, Move]:
    return (pair.first, pair.second), (pair.second, pair.first)


def _weighed(pair: Pair, move: Move, weights: Weights) -> dict[str, float]:
    """Return how much each sign weighs for one of the two directions of a pair."""
    side = 1 if move == (pair.first, pair.second) else -1
    whether = {f"whether: {sign}": value * weights["whether"][sign] for sign, value in pair.whether.items()}
    return whether | {
        f"whither: {sign}": side * value * weights["whither"][sign] for sign, value in pair.whither.items()
    }


def _share(move: Move, odds: Mapping[Move, float]) -> float:
    """Return the probability of a move among all that begin or end as it does, its contrary, and none."""
    old, new = move
    rivals = sum(
        each for (start, end), each in odds.items() if start == old or end == new or (start, end) == (new, old)
    )
    return odds[move] / (1 + rivals)


def _leads(after: Mapping[str, str], name: str, to: str) -> bool:
    """Say whether moves lead from one name to another; those that are spelled may run in a circle."""
    seen: set[str] = set()
    while name in after and name not in seen:
        seen.add(name)
        name = after[name]
    return name == to


def _heaviest(signs: Mapping[str, float]) -> tuple[str, ...]:
    sums = Counter[str]()
    for sign, weight in signs.items():
        sums[sign.partition(": ")[2].replace("_", " ")] += weight  # type: ignore[assignment]  # typeshed counts in int
    return tuple(f"{sign} {weight:+.1f}" for sign, weight in sums.most_common(_SHOWN) if weight > 0)
