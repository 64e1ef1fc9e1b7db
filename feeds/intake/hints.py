"""Moves that no sentence tells outright: one name is hinted to be left, and another of its brand to be taken. Pure."""

from collections.abc import Iterator
from itertools import permutations
from typing import Final

from feeds.intake.lineage import Lineage
from feeds.intake.mention import Kind, Mention
from feeds.intake.statement import Statement

_CHANGES: Final = ("renamed.moving", "renamed.changing")
ALONE_NOTHING: Final = ("renamed.taken", "renamed.left", *_CHANGES)  # the rules that only hint
_LEAD: Final = 600  # characters: an address, a title and the first sentences
_FEW: Final = 4  # names; a text with more is about several sites
_THREAD: Final = 900  # characters in which the two hints may stand apart

Hinted = tuple[str, str, Statement]


def find_hinted(hints: list[Statement], told: list[Statement], lineage: Lineage) -> Iterator[Hinted]:
    """Yield `(old, new, the statement that hints at it)` for what no move tells yet, recording it in the lineage.

    A name that is hinted to be taken needs one that is hinted to be left, or one other of its brand; so does one that
    is left. Where only a move is told, the text needs two names of a brand. What the text has `told` of a place is not
    hinted away.
    """
    left, taken = _sided(hints, told)
    yield from _of_taken(left, taken, lineage)
    yield from _of_left(left, lineage)
    yield from _of_the_two(hints, left, taken, lineage)
    for hint in hints:
        pair = lineage.pair_around(hint.start) if hint.rule == "renamed.moving" else None
        if pair:
            lineage.move(*pair, hint.start, revived_at=hint.sentence if hint.revived else None)
            yield *pair, hint


def _of_taken(
    left: list[tuple[Statement, str]], taken: list[tuple[Statement, str]], lineage: Lineage
) -> Iterator[Hinted]:
    """Yield the moves to names that are hinted to be taken."""
    for hint, new in taken:
        if new in lineage.copies or _is_told(new, lineage, as_new=True):
            continue
        before = [(each, host) for each, host in left if _can_precede(host, new, each, hint, lineage)]
        nearest = min(before, key=lambda pair: _apart(pair[0], hint), default=None)
        former = nearest[1] if nearest else _former(hint, new, _there(hint, taken) | lineage.copies, lineage)
        if former:
            lineage.move(former, new, hint.start, revived_at=hint.sentence if hint.revived else None)
            yield former, new, hint


def _former(hint: Statement, new: str, barred: set[str], lineage: Lineage) -> str | None:
    """Return what a name that is hinted to be taken came after: beside it, before it, the one other, the last told."""
    former = _beside(new, hint, lineage, barred, as_new=False)
    former = former or _unbarred(lineage.reached_before(new, hint.start), barred)
    former = former or _unbarred(lineage.one_other(new, hint.start, as_new=False), barred)
    if not former and not lineage.has_moved(new):
        former = _unbarred(lineage.one_other(new, None, as_new=False), barred)
    if not former and _spells(hint):
        former = _unbarred(lineage.tail_before(new, hint.sentence, hint.sentence_end), barred)
    return former


def _of_left(left: list[tuple[Statement, str]], lineage: Lineage) -> Iterator[Hinted]:
    """Yield the moves from names that are hinted to be left."""
    for hint, old in left:
        barred = _there(hint, left) | lineage.copies
        if _is_told(old, lineage, as_new=False):
            continue
        later = _beside(old, hint, lineage, barred, as_new=True)
        if not later and hint.rule.startswith("renamed.was"):
            later = _unbarred(lineage.head_after(old), barred)
        if later := later or _unbarred(lineage.one_other(old, None, as_new=True), barred):
            lineage.move(old, later, hint.start, revived_at=hint.sentence if hint.revived else None)
            yield old, later, hint


def _of_the_two(
    hints: list[Statement],
    left: list[tuple[Statement, str]],
    taken: list[tuple[Statement, str]],
    lineage: Lineage,
) -> Iterator[Hinted]:
    """Yield the move of a text that tells a change, and hints which of its names is left or taken.

    Of two names one hint will do; of more, the one pair of which both are hinted. Where the lead of a text tells a
    change of name and nothing hints at its direction, the brand that it names first is the old one.
    """
    names = lineage.untold()
    changes = sorted((hint for hint in hints if hint.rule in _CHANGES), key=lambda hint: (not hint.naming, hint.start))
    told = next(iter(changes), None)
    if not told or not 2 <= len(names) <= _FEW:
        return
    sides = [(old, new) for old, new in permutations(names, 2) if {old, new} not in lineage.together]
    votes = {(old, new): _votes(old, left, taken) + _votes(new, taken, left) for old, new in sides}
    enough = [side for side in sides if votes[side] >= (1 if len(names) == 2 else 2)]
    best = [side for side in enough if votes[side] == max(votes.values())]
    if not best and len(names) == 2 and told.naming and told.start < _LEAD and not lineage.moves:
        best = [pair for pair in sides if lineage.come_in_order(*pair)]
    if len(best) == 1:
        [(old, new)] = best
        revived = next((hint.sentence for hint in hints if hint.revived), None)
        lineage.move(old, new, told.start, revived_at=revived)
        yield old, new, next((each for each, host in [*left, *taken] if host in (old, new)), told)


def _spells(hint: Statement) -> bool:
    return all(isinstance(place, Mention) and place.kind is not Kind.COUNTRY for place in hint.places.values())


def _votes(host: str, hinted: list[tuple[Statement, str]], against: list[tuple[Statement, str]]) -> int:
    return (host in {each for _, each in hinted}) - (host in {each for _, each in against})


def _sided(
    hints: list[Statement], told: list[Statement]
) -> tuple[list[tuple[Statement, str]], list[tuple[Statement, str]]]:
    """Return the hints of leaving and those of taking, with their names; of two sides of one place, one.

    What tells a former name ("first set up at …") weighs more than the verb inside it; else the nearer words count. The
    words after a place go on from it, and take nothing back.
    """
    nearest: dict[int, tuple[bool, int, str]] = {}
    for each, role, place in _placed([*hints, *told]):
        if each.matched_at < place.start:
            weight = each.rule.startswith("renamed.was"), each.matched_at, role
            nearest[place.start] = max(nearest.get(place.start, weight), weight)
    kept = [
        (each, role, f"{place.host}")
        for each, role, place in _placed(hints)
        if each.matched_at >= place.start or nearest[place.start][2] == role
    ]
    left = [(each, host) for each, role, host in kept if role == "old"]
    return left, [(each, host) for each, role, host in kept if role == "new"]


def _placed(statements: list[Statement]) -> Iterator[tuple[Statement, str, Mention]]:
    """Yield the named places of statements, but for those that a country alone hints at."""
    for each in statements:
        for role, place in each.places.items():
            alone = each.rule in ALONE_NOTHING
            if isinstance(place, Mention) and place.host and not (alone and place.kind is Kind.COUNTRY):
                yield each, role, place


def _can_precede(old: str, new: str, left: Statement, taken: Statement, lineage: Lineage) -> bool:
    return (
        (lineage.are_alike(old, new) or (left.sentence == taken.sentence and lineage.are_the_two(old, new)))
        and old not in lineage.line(new)
        and not _is_told(old, lineage, as_new=False)
        and abs(left.start - taken.start) <= _THREAD
    )


def _beside(known: str, hint: Statement, lineage: Lineage, barred: set[str], *, as_new: bool) -> str | None:
    """Return the one other name of the brand in the hint's sentence, unless it is barred or told another way."""
    other = lineage.beside(known, hint.sentence, hint.sentence_end)
    if (
        not other
        or other in barred | lineage.copies
        or other in lineage.line(known)
        or _is_told(other, lineage, as_new=as_new)
    ):
        return None
    return other


def _unbarred(host: str | None, barred: set[str]) -> str | None:
    return None if host in barred else host


def _there(hint: Statement, others: list[tuple[Statement, str]]) -> set[str]:
    """Return the names of which the sentence of a hint hints the same."""
    return {host for each, host in others if each.sentence == hint.sentence}


def _is_told(host: str, lineage: Lineage, *, as_new: bool) -> bool:
    return any(host == (new if as_new else old) for old, new in lineage.moves)


def _apart(one: Statement, other: Statement) -> tuple[bool, int]:
    return one.sentence != other.sentence, abs(one.start - other.start)
