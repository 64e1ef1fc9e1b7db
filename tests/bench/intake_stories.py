"""Fits the weights of a conditional random field over the stories of texts: feeds/intake/succession.py says what it is.

By Newton's method: the likelihood is concave, and its curvature is the spread of the signs over each text's stories.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from feeds.intake.evidence import Pair
from feeds.intake.shown import Move
from feeds.intake.succession import stories

_RIDGE: Final = 6.0
_STEPS: Final = 12
_LONGEST_STEP: Final = 3.0
_NAMES: Final = 5  # of a text with more, those of the moves that happened, and the likeliest others
_FARTHEST: Final = 30.0

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """The moves that a text may tell: their signs, a row each, and which of them happened."""

    names: list[str]
    place: dict[Move, int]
    signs: Numbers
    happened: Numbers


def fitted(texts: Iterable[tuple[list[Pair], set[Move]]]) -> dict[str, dict[str, float]]:
    """Return the weights, by part and sign, that make what happened likeliest, drawn to nothing by a ridge."""
    kept = [(pairs, gold) for pairs, gold in texts if pairs]
    parts = [
        (part, sign)
        for part in ("whether", "whither")
        for sign in sorted({sign for pairs, _ in kept for pair in pairs for sign in getattr(pair, part)})
    ]
    column = {each: number for number, each in enumerate(parts)}
    weights = _newton([_told(pairs, gold, column) for pairs, gold in kept], len(column))
    found: dict[str, dict[str, float]] = {"whether": {}, "whither": {}}
    for (part, sign), weight in zip(parts, weights.tolist(), strict=True):
        found[part][sign] = weight
    return found


def _told(pairs: list[Pair], gold: set[Move], column: Mapping[tuple[str, str], int]) -> Told:
    moves = [move for pair in pairs for move in ((pair.first, pair.second), (pair.second, pair.first))]
    signs = np.zeros((len(moves), len(column)))
    for row, pair in enumerate(pairs):
        for sign, value in pair.whether.items():
            signs[2 * row : 2 * row + 2, column["whether", sign]] = value
        for sign, value in pair.whither.items():
            signs[2 * row : 2 * row + 2, column["whither", sign]] = value, -value
    names = list(dict.fromkeys(name for move in moves for name in move))
    happened = np.array([move in gold for move in moves], dtype=np.float64)
    return Told(names, {move: row for row, move in enumerate(moves)}, signs, happened)


def _newton(texts: list[Told], count: int) -> Numbers:
    weights = np.zeros(count)
    for _ in range(_STEPS):
        slope, spreads = -_RIDGE * weights, []
        for told in texts:
            rows, expected, spread = _stories_of(told, told.signs @ weights)
            slope += told.signs[rows].T @ (told.happened[rows] - expected)
            values, vectors = np.linalg.eigh(spread)
            some = values > 1e-4
            spreads.append((told.signs[rows].T @ vectors[:, some]) * np.sqrt(values[some]))
        curve = np.hstack(spreads)
        step = np.linalg.solve(curve @ curve.T + _RIDGE * np.eye(count), slope)
        step *= min(1.0, _LONGEST_STEP / np.abs(step).max())
        weights = weights + step
        if np.abs(step).max() < 1e-3:
            break
    return weights


def _stories_of(told: Told, scores: Numbers) -> tuple[list[int], Numbers, Numbers]:
    """Return the rows of the moves that are held against each other, how often each happens, and their covariance."""
    names = _chosen(told, scores)
    moves = list(permutations(names, 2))
    may = np.array([move in told.place for move in moves], dtype=bool)
    every = _matrix(len(names))
    story = every[every[:, ~may].sum(axis=1) == 0][:, may]
    rows = [told.place[move] for move in moves if move in told.place]
    odds = story @ np.clip(scores[rows], -_FARTHEST, _FARTHEST)
    shares = np.exp(odds - odds.max())
    shares /= shares.sum()
    expected = story.T @ shares
    return rows, expected, (story * shares[:, None]).T @ story - np.outer(expected, expected)


def _chosen(told: Told, scores: Numbers) -> list[str]:
    if len(told.names) <= _NAMES:
        return told.names
    best = dict.fromkeys(told.names, (False, -np.inf))
    for move, row in told.place.items():
        for name in move:
            best[name] = max(best[name], (bool(told.happened[row]), float(scores[row])))
    return sorted(told.names, key=lambda name: best[name], reverse=True)[:_NAMES]


@cache
def _matrix(count: int) -> Numbers:
    """Return the stories of so many names, a row each, over the moves in the order of `permutations`."""
    moves = list(permutations(range(count), 2))
    told = list(stories(moves))
    matrix = np.zeros((len(told), len(moves)))
    for row, story in enumerate(told):
        matrix[row, list(story)] = 1.0
    return matrix
