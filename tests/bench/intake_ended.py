"""Fits the weights by which the Intake tells which names ended: feeds/intake/ended.toml.

    python -m tests.bench.intake_ended            how good they are, set by set
    python -m tests.bench.intake_ended --fit      and the weights, as the file holds them

Each text is read as if at first sight. A set is judged by weights that were fitted on all the other sets; only the
probabilities of moves, which are signs of ends, are those of the weights that are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from feeds.intake.by_sentences import with_ends_of
from feeds.intake.ended import least_of, signs_of
from feeds.intake.story import likely_of, moves_of, successions_of
from feeds.intake.weighing import LIKELY_TOLD
from tests.bench.intake_first_sight import SHORT, at_first_sight
from tests.bench.intake_passages import passages
from tests.bench.intake_weights import compared, file_of, run

_RIDGE: Final = 6.0
_STEPS: Final = 12
PURPOSE: Final = "a name having ended, and by an authority: feeds/intake/ended.py says how"

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage: its set, the signs of each of its names, what its sentences say ended, and what did by the gold.

    `least` is how likely the end of a name must be to be claimed.
    """

    folder: str
    signs: dict[str, dict[str, float]]
    told: set[str]
    least: dict[str, float]
    ended: set[str]
    seized: set[str]


def main() -> None:
    """Print the table, and the weights where they are asked for."""
    texts = list(texts_of())
    run(__doc__, compared(_held_out(texts), LIKELY_TOLD), lambda: file_of(PURPOSE, "intake_ended", _weights(texts)))


def texts_of() -> Iterator[Text]:
    """Yield every passage; which of the short texts of `told` were ended by an authority is not known."""
    seized = [each.seized for each in passages()]
    for (folder, parsed, as_told, facts), by_authority in zip(
        at_first_sight(), chain(seized, repeat(frozenset[str]())), strict=False
    ):
        moves = moves_of(as_told, successions_of(as_told))
        told = with_ends_of(as_told, likely_of(moves), parsed)
        ended = {old for event, old, _ in facts if event == "closed"}
        by_sentences, least = {claim.old for claim in told.ends}, least_of(told, moves)
        yield Text(folder, dict(signs_of(told, moves)), by_sentences, least, ended, {*by_authority})


def _held_out(texts: list[Text]) -> Iterator[tuple[str, set[str], dict[str, float], set[str]]]:
    """Yield each text with how likely each name that is claimed is to have ended, by the weights of all other sets."""
    signs = _signs(texts)
    for folder in dict.fromkeys(text.folder for text in texts if text.folder != SHORT):
        weights = _fitted([text for text in texts if text.folder != folder], signs, lambda text: text.ended)
        for text in (text for text in texts if text.folder == folder):
            odds = {host: np.exp(_row(each, signs) @ weights) for host, each in text.signs.items()}
            likely = {host: float(each / (1 + each)) for host, each in odds.items()}
            claimed = {host: each for host, each in likely.items() if each >= text.least.get(host, inf)}
            yield folder, text.told, claimed, text.ended


def _weights(texts: list[Text]) -> dict[str, dict[str, float]]:
    signs = _signs(texts)
    ended = _fitted(texts, signs, lambda text: text.ended)
    by_authority = [_of_ended(text) for text in texts if text.folder != SHORT]
    seized = _fitted(by_authority, signs, lambda text: text.seized)
    return {"ended": dict(zip(signs, ended, strict=True)), "seized": dict(zip(signs, seized, strict=True))}


def _signs(texts: list[Text]) -> list[str]:
    return sorted({sign for text in texts for each in text.signs.values() for sign in each})


def _of_ended(text: Text) -> Text:
    """Return a passage with the names alone that ended."""
    signs = {host: each for host, each in text.signs.items() if host in text.ended}
    return replace(text, signs=signs)


def _row(signs: dict[str, float], order: list[str]) -> Numbers:
    return np.array([signs.get(sign, 0.0) for sign in order])


def _fitted(texts: list[Text], signs: list[str], gold: Callable[[Text], set[str]]) -> Numbers:
    """Return the weights that make what happened likeliest, drawn to nothing by a ridge: a logistic model."""
    rows = np.array([_row(each, signs) for text in texts for each in text.signs.values()])
    happened = np.array([host in gold(text) for text in texts for host in text.signs], dtype=np.float64)
    weights = np.zeros(len(signs))
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (happened - share) - _RIDGE * weights
        curve = rows.T @ (rows * (share - share * share)[:, None]) + _RIDGE * np.eye(len(signs))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-4:
            break
    return weights


if __name__ == "__main__":
    main()
