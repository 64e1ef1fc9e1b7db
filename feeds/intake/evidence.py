"""The signs, in a whole text, that one of its names became another, or did not. Pure.

A sentence that spells both is the surest sign, and few texts have one. The others are slight: a word of what was before
a name, the order in which names are told, what else the text speaks of. `succession.py` weighs them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log1p
from typing import Final

from feeds.intake.around import Around
from feeds.intake.mention import Kind, is_part
from feeds.intake.shown import Move, Name, Shown, Told

_MOST: Final = 14  # names; of a longer list the first
_MANY: Final = 5  # names
_DISTANT: Final = 3  # the logarithm of twenty characters: distances are then of the size of the other signs
_SPELLED: Final = (Kind.NAME, Kind.ENDING, Kind.COUNTRY, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of a text, as A-label strings, in the order in which it first tells them.

    `whether` are the signs that one became the other, `whither` those that the first became the second; these are
    negative where they say that the second became the first. Counts are given as log(1 + n): the tenth time says little
    more than the ninth.
    """

    first: str
    second: str
    whether: Mapping[str, float]
    whither: Mapping[str, float]


def pairs_of(told: Told) -> Iterator[Pair]:
    """Yield each two names of a text of which one can have become the other, with their signs."""
    if len({each.host for each in told.mentions if each.host}) < 2:
        return
    shown = Shown(told)
    claimed = {(each.old, each.new or "") for each in told.moves if each.event == "renamed"}
    spelled, apart, of_lists = told.spelled(), told.apart(), told.spoken()
    order = [host for _, host in sorted((place, name.host) for name in shown.names.values() for place in name.places)]
    beside = {frozenset(pair) for pair in pairwise(order)}
    for first, second in combinations(list(shown.names.values())[:_MOST], 2):
        if is_part(first.host, second.host):
            continue
        hosts = frozenset((first.host, second.host))
        kin = [each for each in shown.names.values() if each.is_kin(first) or each.is_kin(second)]
        whether = {
            **_of_text(shown),
            **of_lists,
            **_of_brand(first, second, kin, shown),
            **_of_places(first, second, shown),
            **_of_words(first, second),
            **{f"by_{kind.value}": float((first.spelled is kind) + (second.spelled is kind)) for kind in _SPELLED},
            "apart": float(hosts in apart),
            "side_by_side": float(hosts in told.listed),
            "no_third_name_between": float(hosts in beside),
            "other_names": 1 - (len(first.places) + len(second.places)) / len(order),
        }
        whither = _of_direction(first, second, kin)
        for name, moves in (("spelled_in_one_sentence", spelled), ("told_by_sentences", claimed)):
            of_both, of_direction = _of_moves(name, (first.host, second.host), moves)
            whether |= of_both
            whither |= of_direction
        of_both, of_direction = _of_cues(first.host, second.host, told.around)
        yield Pair(first.host, second.host, whether | of_both, whither | of_direction)


def _of_text(shown: Shown) -> dict[str, float]:
    return {
        "constant": 1.0,
        "only_two_names": float(len(shown.names) == 2),
        "many_names": float(len(shown.names) >= _MANY),
        "change": log1p(shown.signs["change"]),
        "naming": log1p(shown.signs["naming"]),
    }


def _of_brand(first: Name, second: Name, kin: list[Name], shown: Shown) -> dict[str, float]:
    one_brand = first.is_kin(second)
    in_chain = one_brand and len(kin) > 2
    return {
        "one_brand": float(one_brand),
        "only_two_of_brand": float(one_brand and len(kin) == 2),
        "in_chain": float(in_chain),
        "next_in_story": float(in_chain and _steps([each.story for each in kin], first.story, second.story) == 1),
        "next_in_text": float(
            in_chain and _steps([each.places[0] for each in kin], first.places[0], second.places[0]) == 1
        ),
        "both_ended": float(first.signs["ended"] > 0 and second.signs["ended"] > 0),
        "one_ended": float(one_brand and (first.signs["ended"] > 0) != (second.signs["ended"] > 0)),
        "first_ended": float(one_brand and first.signs["ended"] > 0 and second.signs["ended"] == 0),
        "brand_alone": log1p(sum(shown.brands[key] for key in {first.key, second.key})),
    }


def _of_places(first: Name, second: Name, shown: Shown) -> dict[str, float]:
    either, both = first.sentences | second.sentences, first.sentences & second.sentences
    return {
        "distance": log1p(min(abs(one - other) for one in first.places for other in second.places)) / _DISTANT,
        "next_sentence": float(min(abs(one - other) for one in first.sentences for other in second.sentences) <= 1),
        "in_lead": float(first.in_lead or second.in_lead),
        "at_the_end": float(first.at_the_end + second.at_the_end),
        "change_near": log1p(sum(shown.changes[each] for each in either)),
        "change_of_both": float(any(shown.changes[each] for each in both)),
    }


def _of_words(first: Name, second: Name) -> dict[str, float]:
    both = first.signs + second.signs
    return {
        "told": log1p(both["told_old"] + both["told_new"]),
        "hinted": log1p(both["hinted_old"] + both["hinted_new"]),
        "doubted": log1p(both["doubted_old"] + both["doubted_new"]),
        "copied": log1p(both["copied"]),
    }


def _of_moves(name: str, move: Move, moves: set[Move]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the signs `whether` and `whither` of what is told of two names, and of each with a third.

    A name has one before it and one after it: what is told of a third speaks against the direction that it leaves no
    room for.
    """
    back = move[::-1]
    told = float(bool({move, back} & moves))
    ahead, behind = (told or float(_room(each, moves)) for each in (move, back))
    whether = {name: told, f"{name}_otherwise": 2 - ahead - behind}
    return whether, {name: float(move in moves) - (back in moves), f"{name}_otherwise": ahead - behind}


def _room(move: Move, moves: set[Move]) -> bool:
    """Say whether neither the old name is told to have become another, nor the new one to have been another."""
    return all(move[0] != old and move[1] != new for old, new in moves)


def _of_direction(first: Name, second: Name, kin: list[Name]) -> dict[str, float]:
    counted = ("told_old", "told_new", "hinted_new")
    years = first.year and second.year
    spelled = {f"by_{kind.value}": float(first.spelled is kind) - (second.spelled is kind) for kind in _SPELLED}
    in_story = 0.5 if first.story < second.story else -0.5
    return (
        {name: log1p(first.signs[name]) - log1p(second.signs[name]) for name in counted}
        | spelled
        | {
            "named_last": 0.5 if first.places[-1] < second.places[-1] else -0.5,
            "later_year": float((second.year > first.year) - (second.year < first.year)) if years else 0.0,
            "story_of_chain": in_story if len(kin) > 2 else 0.0,
        }
    )


def _of_cues(first: str, second: str, around: Around) -> tuple[dict[str, float], dict[str, float]]:
    """Return the signs of what stands before and after each of two names, between them, and in the whole text."""
    one, other = around.beside(first), around.beside(second)
    between, side = around.between(first, second)
    whether = {**{f"{cue}_told": log1p(times) for cue, times in around.told.items()}, **between}
    whether |= {sign: one.get(sign, 0.0) + other.get(sign, 0.0) for sign in {*one, *other}}
    whither = {sign: one.get(sign, 0.0) - other.get(sign, 0.0) for sign in {*one, *other}}
    return whether, whither | {sign: side * share for sign, share in between.items()} | {"next_to": float(side)}


def _steps(places: Iterable[int], one: int, other: int) -> int:
    """Return how many steps two places stand apart among some."""
    order = sorted(places)
    return abs(order.index(one) - order.index(other))
