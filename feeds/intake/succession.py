"""Which of a text's names became which: every story that it may tell, weighed against all others. Pure.

A story is a set of moves in which each name has at most one name after it and one before it, and none comes back. What
a text shows of each two names (`evidence.py`) is summed to a score of each move: its signs `whether`, and those
`whither` for the one direction and against the other. The odds of a story are the exponential of its moves' scores,
and the probability of a move is the share of the stories in which it happens: a conditional random field (Lafferty,
McCallum and Pereira 2001). The weights are in `succession.toml`, fitted on passages read by hand:
`python -m tests.bench.intake_succession`.
"""

import tomllib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any, Final

from feeds.intake.evidence import Pair
from feeds.intake.shown import Move
from feeds.intake.weighing import LIKELY, heaviest

Weights = Mapping[str, Mapping[str, float]]
WEIGHTS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_MOST: Final = 14  # moves that a text may tell; of more, the likeliest
_FARTHEST: Final = 30.0


@dataclass(frozen=True, slots=True)
class Succession:
    """`old` became `new` with this probability, 0 to 1; `signs` are those that weigh most for it where it is likely."""

    old: str
    new: str
    probability: float
    signs: tuple[str, ...]


def successions(
    pairs: Iterable[Pair], certain: Set[Move], weights: Weights = WEIGHTS, *, beside: Set[Move] = frozenset()
) -> list[Succession]:
    """Return every move that the stories tell, the likeliest first; `certain` are those that happen in all.

    Those that are told `beside` them, as ways back, are certain and in no story: a name has one place in it.
    """
    weighed = {move: _weighed(pair, move, weights) for pair in pairs for move in _both_ways(pair)}
    scores = {
        move: _FARTHEST if move in certain else max(-_FARTHEST, min(_FARTHEST, sum(signs.values())))
        for move, signs in weighed.items()
        if move not in beside
    }
    probabilities = _probabilities(scores) | {move: 1.0 for move in weighed if move in certain | beside}
    return [
        Succession(*move, probability, heaviest(weighed[move]) if probability >= LIKELY else ())
        for move, probability in sorted(probabilities.items(), key=lambda each: (-each[1], each[0]))
    ]


def stories(moves: Sequence[tuple[Hashable, Hashable]]) -> Iterator[tuple[int, ...]]:
    """Yield every story that some moves `(from, to)` make, as their numbers; the first is that none happened."""
    yield from _stories(moves, 0, (), {})


def _stories(
    moves: Sequence[tuple[Hashable, Hashable]], at: int, story: tuple[int, ...], after: Mapping[Hashable, Hashable]
) -> Iterator[tuple[int, ...]]:
    """Yield each way to go on with a story from this move on; `after` is the name that each of its names became."""
    if at == len(moves):
        yield story
        return
    yield from _stories(moves, at + 1, story, after)
    old, new = moves[at]
    if old not in after and new not in after.values() and _last(after, new) != old:
        yield from _stories(moves, at + 1, (*story, at), {**after, old: new})


def _last(after: Mapping[Hashable, Hashable], name: Hashable) -> Hashable:
    while name in after:
        name = after[name]
    return name


def _probabilities(scores: Mapping[Move, float]) -> dict[Move, float]:
    """Return the probability of each of the likeliest moves."""
    moves = sorted(scores, key=lambda move: (-scores[move], move))[:_MOST]
    happens = [0.0] * len(moves)
    total = 0.0
    for story in stories(moves):
        odds = exp(sum(scores[moves[each]] for each in story))
        total += odds
        for each in story:
            happens[each] += odds
    return {move: odds / total for move, odds in zip(moves, happens, strict=True)}


def _both_ways(pair: Pair) -> tuple[Move, Move]:
    return (pair.first, pair.second), (pair.second, pair.first)


def _weighed(pair: Pair, move: Move, weights: Weights) -> dict[str, float]:
    """Return how much each sign weighs for one of the two directions of a pair; a sign never met weighs nothing."""
    side = 1 if move == (pair.first, pair.second) else -1
    whether, whither = weights["whether"], weights["whither"]
    return {f"whether: {sign}": value * whether.get(sign, 0.0) for sign, value in pair.whether.items()} | {
        f"whither: {sign}": side * value * whither.get(sign, 0.0) for sign, value in pair.whither.items()
    }
