"""Fits the weights by which the Intake tells which name became which: feeds/intake/succession.toml.

    python -m tests.bench.intake_succession            how good they are, set by set
    python -m tests.bench.intake_succession --fit      and the weights, as the file holds them

The rules were mended on these passages, and whoever weighs them by what they say of them now believes them too much.
So each text is read as if at first sight: without the wordings that match in fewer than two other passages. A set is
judged by weights that were fitted on all the other sets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from feeds.intake import evidence, succession
from feeds.intake.evidence import Pair
from feeds.intake.shown import Move
from feeds.intake.weighing import LIKELY
from tests.bench.intake_first_sight import SHORT, at_first_sight
from tests.bench.intake_stories import fitted
from tests.bench.intake_weights import compared, file_of, run

PURPOSE: Final = "one name having become another: feeds/intake/succession.py says how"


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as read at first sight: its set, the pairs of its names, what its sentences tell, and the gold."""

    folder: str
    pairs: list[Pair]
    certain: set[Move]
    told: set[Move]
    gold: set[Move]


def main() -> None:
    """Print the table, and the weights where they are asked for."""
    texts = list(texts_of())
    run(__doc__, compared(_held_out(texts), LIKELY), lambda: file_of(PURPOSE, "intake_succession", _fitted(texts)))


def texts_of() -> Iterator[Text]:
    """Yield every passage as read at first sight."""
    for folder, _, told, facts in at_first_sight():
        gold = {(old, new) for event, old, new in facts if event == "renamed"}
        moves = {(claim.old, claim.new or "") for claim in told.moves if claim.event == "renamed"}
        yield Text(folder, list(evidence.pairs_of(told)), told.spelled(), moves, gold)


def _held_out(texts: list[Text]) -> Iterator[tuple[str, set[Move], dict[Move, float], set[Move]]]:
    """Yield each text with how likely each move is by the weights of all other sets."""
    for folder in dict.fromkeys(text.folder for text in texts if text.folder != SHORT):
        weights = _fitted(text for text in texts if text.folder != folder)
        for text in (text for text in texts if text.folder == folder):
            moves = succession.successions(text.pairs, text.certain, weights)
            weighed = {(each.old, each.new): each.probability for each in moves} | dict.fromkeys(text.certain, 1.0)
            yield folder, text.told, weighed, text.gold


def _fitted(texts: Iterable[Text]) -> dict[str, dict[str, float]]:
    return fitted((text.pairs, text.gold) for text in texts)


if __name__ == "__main__":
    main()
