"""Ways back: a site that left a name, and is there again. Pure.

No story has room for them, where a name has one place (`succession.py`): they are told beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from feeds.intake.by_sentences import claim_of
from feeds.intake.claim import Claim
from feeds.intake.mention import Mention, related
from feeds.intake.shown import TELLING, Move, Told, move_of
from feeds.intake.statement import BACK, Statement, back_at
from feeds.intake.weighing import LIKELY

_ARRIVING: Final = ("renamed.happened", "renamed.now", "renamed.named")
_NOWHERE: Final = 1 << 30


def ways_back(told: Told, moves: Iterable[Move]) -> Iterator[tuple[Move, Statement]]:
    """Yield each way back (from, to) that a text tells, with the statement that does; `moves` are those of its story.

    The site came from the name that stands right before in the sentence, or from the last that came after the one to
    which it is back; news may begin with the way back. Where the way there is left untold, it came from the one other
    name of its brand, if that is told to have been left or taken. From where it is back it may have gone on to a name
    that is told only then.
    """
    first = {each.host: each.start for each in reversed(told.mentions) if each.host}
    keys = {f"{each.host}": each.key for each in told.mentions if each.host}
    story = list(moves)
    spoken_of = {host for host, _ in _hosts(each for each in told.statements if each.rule != BACK)}
    arrivals = list(_hosts((each for each in told.statements if each.rule in _ARRIVING), "new"))
    for back in told.statements:
        if back.rule == BACK and not back.places and not back.doubt and len({*story}) == 1:
            yield (story[0][1], story[0][0]), back  # "to its original address"
    for name, back in _hosts(each for each in told.statements if each.rule == BACK):
        before = [move for move in story if first.get(move[1], _NOWHERE) < back.start]
        last = _last(before or story, name)
        beside = [each.host for each in told.mentions if back.sentence <= each.start < back.matched_at]
        nearest = next((host for host in reversed(beside) if host), name)
        others = [host for host, key in keys.items() if host != name and related(key, keys[name])]
        if last:
            yield (last if nearest == name else nearest, name), back
            yield from _way_on(
                (last, name), back, [(new, each) for new, each in arrivals if first[new] > back.start], story
            )
        elif len(others) == 1 and others[0] in spoken_of and not {(others[0], name), (name, others[0])} & {*story}:
            yield (others[0], name), back


def beside_ways_back(told: Told, moves: list[Claim]) -> list[Claim]:
    """Return the moves of a text with its ways back, and with what they leave no doubt of.

    The way out is told too, where a sentence tells it at all. Left out are the reverse of a way back that no sentence
    tells, and what leads from elsewhere to a name that only follows on a way back.
    """
    back = dict(ways_back(told, [move_of(claim) for claim in moves if claim.event == "renamed"]))
    out = [claim for claim in told.moves if move_of(claim)[::-1] in back and claim.why[0].startswith(TELLING)]
    reverse = {(new, old) for old, new in back} - {move_of(claim) for claim in told.moves}
    before = {new: old for old, new in back if new not in back_at(told.statements)}
    spelled = told.spelled()
    kept = [
        claim
        for claim in [*moves, *(each for each in out if each not in moves)]
        if (move := move_of(claim)) in spelled or (move not in reverse and before.get(move[1], move[0]) == move[0])
    ]
    return kept + [claim_of(told.text, "renamed", *move, statement) for move, statement in back.items()]


def _way_on(
    way: Move, back: Statement, arrivals: Iterable[tuple[str, Statement]], story: list[Move]
) -> Iterator[tuple[Move, Statement]]:
    """Yield the move on from the name to which a way back led, to the next that is told.

    The story has none to that, or one from where the way back began: it has no room for the way.
    """
    left, name = way
    new, statement = next(iter(arrivals), (name, back))
    if new != name and all(new not in move or move == (left, new) for move in story):
        yield (name, new), statement


def _hosts(statements: Iterable[Statement], role: str = "") -> Iterator[tuple[str, Statement]]:
    """Yield the names of which statements tell a move without a doubt: in one role, or in any."""
    for each in statements:
        if each.rule.startswith("renamed") and not each.doubt:
            places = [place for of, place in each.places.items() if role in ("", of)]
            yield from ((f"{at.host}", each) for at in places if isinstance(at, Mention) and at.host)


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
