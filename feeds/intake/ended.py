"""Which of a text's names ended, closed by whoever ran them or seized by an authority, weighed over all of it. Pure.

The odds that a name ended are the exponential of the weighed sum of its signs, and so are those that an authority did
it. The weights are in `ended.toml`, fitted on passages read by hand: `python -m tests.bench.intake_ended`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, inf, log1p
from pathlib import Path
from typing import Any, Final

from feeds.intake.around import Around
from feeds.intake.by_sentences import is_inferred
from feeds.intake.claim import Event
from feeds.intake.mention import Kind
from feeds.intake.shown import Move, Name, Shown, Told
from feeds.intake.weighing import LIKELY, LIKELY_TOLD, heaviest

Weights = Mapping[str, Mapping[str, float]]
WEIGHTS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_MOST: Final = 14  # names; of a longer list the first
_FARTHEST: Final = 30.0
_A_LIST: Final = 2  # other sites in the sentence of a name
_OFTEN: Final = 3  # times; a long text says every word more often
_TELLING: Final = ("closed", "seized", "doubt")  # sections of the lexicon; how moves and names are told ends none
_OF_ENDS: Final = frozenset({"closing", "seizing"})
_SAID: Final = {"closed": frozenset({"closing", "failing"}), "taken": frozenset({"seizing", "suspending"})}
_DOUBTS: Final = frozenset({"planning", "rumour"})  # what a whole sentence is in doubt by
_AND_MOVED: Final = ("seizing", "authority", "closing", "suspending", "registry")  # beside a name that was left


@dataclass(frozen=True, slots=True)
class Ended:
    """`host` ended with this probability, 0 to 1, as `event` says; `signs` are those that weigh most for it.

    `place` is the offset at which the text speaks of it most.
    """

    host: str
    event: Event
    probability: float
    signs: tuple[str, ...]
    place: int


def ended_of(told: Told, moves: Mapping[Move, float], weights: Weights = WEIGHTS) -> Iterator[Ended]:
    """Yield the names of a text that are likely to have ended; `moves` are the probabilities of its moves."""
    least = least_of(told, moves)
    for host, signs in signs_of(told, moves):
        weighed = {sign: value * weights["ended"].get(sign, 0.0) for sign, value in signs.items()}
        seized = sum(value * weights["seized"].get(sign, 0.0) for sign, value in signs.items())
        probability = 1 / (1 + exp(-max(-_FARTHEST, min(_FARTHEST, sum(weighed.values())))))
        if probability >= least.get(host, inf):
            event: Event = "seized" if seized > 0 else "closed"
            yield Ended(host, event, probability, heaviest(weighed), _place(told, host))


def least_of(told: Told, moves: Mapping[Move, float]) -> dict[str, float]:
    """Return how likely the end of a name must be to be claimed; of one that is not in it, none is.

    What a sentence tells is believed sooner. None is claimed of a name of which the end is in doubt, nor of one that
    was only suspended and is likely to have been left for another: that is told by the move. An end that no sentence
    tells is none of a name that the text only tells to be out of reach.
    """
    left = {old for (old, _), probability in moves.items() if probability >= LIKELY}
    by_sentences = {claim.old for claim in told.ends}
    none = told.ended_in_doubt() | (told.suspended & left) | (told.unreached - by_sentences)
    hosts = {f"{each.host}" for each in told.mentions if each.host}
    return {host: LIKELY_TOLD if host in by_sentences else LIKELY for host in hosts - none}


def signs_of(told: Told, moves: Mapping[Move, float]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each name of a text, as an A-label string, with the signs that it ended.

    A country that may stand for a name is one only where the site went there.
    """
    names = list(Shown(told).names.values())[:_MOST]
    for name in names:
        left = sum(share for (old, _), share in moves.items() if old == name.host)
        taken = sum(share for (_, new), share in moves.items() if new == name.host)
        if name.spelled is not Kind.PLACE or taken >= LIKELY:
            of_place = _of_place(name, names, [each for each in names if each.is_kin(name)])
            of_claims = _of_claims(name, told, left)
            of_cues = _of_cues(name, told.around, left, taken)
            of_text = {sign: value for sign, value in told.spoken().items() if sign.startswith(_TELLING)}
            yield name.host, {**of_text, **of_claims, **of_place, **of_cues}


def _of_cues(name: Name, around: Around, left: float, taken: float) -> dict[str, float]:
    """Return the signs of words; what is said of the site, wherever, is said of the name that it has."""
    beside, by_brand = around.beside(name.host), around.beside(name.key)
    return {
        "left": left,
        "taken": taken,
        **dict(_of_sentences(name.host, around, "", 1.0)),
        **dict(_of_sentences(name.key, around, "_of_the_brand", 1 - left)),
        **dict(_of_sentences(name.host, around, "_after", 1 - left, after=True)),
        **dict(_of_sentences(name.key, around, "_after_the_brand", 1 - left, after=True)),
        **{f"{cue}_told": (1 - left) * log1p(min(times, _OFTEN)) for cue, times in around.told.items()},
        **{f"{sign}_the_brand": (1 - left) * value for sign, value in by_brand.items()},
        **beside,
        **{f"{cue}_and_left": left * _near(beside, cue) for cue in _AND_MOVED},
    }


def _of_sentences(
    name: str, around: Around, whose: str, share: float, *, after: bool = False
) -> Iterator[tuple[str, float]]:
    """Yield how many sentences of a name, or of a brand, tell of an end: those without a doubt, and the others."""
    for how, cues in _SAID.items():
        without, doubted = around.said(name, cues, _DOUBTS, after=after)
        yield f"said_{how}{whose}", share * log1p(without)
        yield f"said_{how}{whose}_in_doubt", share * log1p(doubted)


def _place(told: Told, host: str) -> int:
    """Return where a name, its brand included, has most cues of an end beside it."""
    key = next(each.key for each in told.mentions if each.host == host)
    places = [each.start for each in told.mentions if each.host == host or (not each.host and each.key == key)]
    return told.around.densest(places, _OF_ENDS)


def _of_claims(name: Name, text: Told, left: float) -> dict[str, float]:
    """Return the signs of what sentences tell; a name that was left is closed less surely than it is seized."""
    told = [claim for claim in text.ends if claim.old == name.host]
    inferred = sum(map(is_inferred, told))
    seized = sum(claim.event == "seized" for claim in told)
    return {
        "constant": 1.0,
        "told_by_sentences": log1p(len(told) - inferred),
        "told_by_inference": log1p(inferred),
        "told_of_another": float(bool(text.ends and not told)),
        "closed_and_left": left * bool(told and not seized),
        "seized_by_sentences": log1p(seized),
        "a_copy": float(name.host in text.copies),
        "surest": max((claim.confidence for claim in told), default=0.0),
    }


def _of_place(name: Name, names: list[Name], kin: list[Name]) -> dict[str, float]:
    places = sum(len(each.places) for each in names)
    sites = [each for each in names if each.spelled is Kind.NAME and each not in kin]
    listed = max(sum(sentence in each.sentences for each in sites) for sentence in name.sentences)
    return {
        "listed": log1p(listed),
        "all_listed": float(listed >= _A_LIST and all(name.sentences & each.sentences for each in sites)),
        "only_name": float(len(names) == 1),
        "only_of_brand": float(len(kin) == 1),
        "first_named": float(name is names[0]),
        "last_of_brand": float(name.places[-1] == max(each.places[-1] for each in kin)),
        "in_lead": float(name.in_lead),
        "at_the_end": float(name.at_the_end),
        "other_names": 1 - len(name.places) / places,
        f"by_{name.spelled.value}": 1.0,
        "copied": log1p(name.signs["copied"]),
        "doubted": log1p(name.signs["doubted_old"] + name.signs["doubted_new"]),
        "end_doubted": log1p(name.signs["end_doubted"]),
        "unreachable": log1p(name.signs["unreachable"]),
    }


def _near(beside: Mapping[str, float], cue: str) -> float:
    return max(beside.get(f"{cue}_before", 0.0), beside.get(f"{cue}_after", 0.0))
