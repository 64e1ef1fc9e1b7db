"""Ways back: a site that left a name, and is there again. Pure.

No story has room for them, where a name has one place (`succession.py`): they are told beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from feeds.intake.mention import Mention
from feeds.intake.shown import BACK, Move, Told
from feeds.intake.statement import Statement
from feeds.intake.weighing import LIKELY

_NOWHERE: Final = 1 << 30


def ways_back(told: Told, moves: Iterable[Move]) -> Iterator[tuple[Move, Statement]]:
    """Yield each way back (from, to) that a text tells, with the statement that does; `moves` are those of its story.

    The site came from the name that stands right before in the sentence, or from the last that came after the one to
    which it is back; news may begin with the way back. A name that the site is not told to have left is none.
    """
    first = {each.host: each.start for each in reversed(told.mentions) if each.host}
    story = list(moves)
    for back in (each for each in told.statements if each.rule == BACK and not each.doubt):
        for name in (place.host for place in back.places.values() if isinstance(place, Mention) and place.host):
            before = [move for move in story if first.get(move[1], _NOWHERE) < back.start]
            last = _last(before, name) or _last(story, name)
            beside = [each.host for each in told.mentions if back.sentence <= each.start < back.matched_at]
            nearest = next((host for host in reversed(beside) if host), name)
            if last:
                yield (last if nearest == name else nearest, name), back


def with_ways_back(told: Told, moves: Mapping[Move, float]) -> dict[Move, float]:
    """Return the probabilities of a text's moves with those of its ways back, which are certain where they are told."""
    likely = [move for move, probability in moves.items() if probability >= LIKELY]
    return {**moves, **dict.fromkeys((move for move, _ in ways_back(told, likely)), 1.0)}


def _last(moves: Iterable[Move], name: str) -> str | None:
    """Return the last name to which some moves lead from one, or None where they lead nowhere."""
    after, seen = dict(moves), [name]
    while (following := after.get(seen[-1])) and following not in seen:
        seen.append(following)
    return seen[-1] if len(seen) > 1 else None
