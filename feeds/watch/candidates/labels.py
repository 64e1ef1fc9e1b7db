"""The labels that a label may become, with how likely each is. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from feeds.watch.candidates.parts import LETTERS, class_of, fits, shape_of
from feeds.watch.candidates.parts import LONGEST as PART_LONGEST
from feeds.watch.candidates.prior import Affixes, Prior
from feeds.watch.candidates.rewriting import COUNTER, Rule

LEAST: Final = 3e-7  # a label less likely than this is not tried: it would come after some hundred thousand candidates
SHORTEST: Final = 2
LONGEST: Final = 63
_STEPS: Final = range(-3, 31)

Guess = tuple[str, Rule, float]
"""A label, the rule it comes from, and how likely it is."""
Rest = tuple[str, str, float]
"""What is left of a label, the class of the part that went, and how likely that is."""
Join = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Variant:
    """A label that a site may take next; `rule` is the likeliest of those that lead to it."""

    label: str
    rule: Rule
    probability: float


def variants(label: str, prior: Prior, least: float = LEAST) -> list[Variant]:
    """What a label may become, itself included (then only the ending changes); each label once.

    What no single way makes as likely as `least` is left out.
    """
    rules = prior.rules.get(shape_of(label, frozenset(prior.tail.dropped)), prior.rules["any"])
    best: dict[str, tuple[float, Rule]] = {}
    sums: dict[str, float] = {}
    for new, rule, share in _guesses(label, prior, rules, least):
        probability = rules.get(rule, 0.0) * share
        if probability < least or (new != label and not _is_label(new)) or (new == label) is not (rule is Rule.SAME):
            continue
        sums[new] = sums.get(new, 0.0) + probability
        best[new] = max(best.get(new, (0.0, rule)), (probability, rule))
    return [Variant(new, best[new][1], sums[new]) for new in sums]


def _guesses(label: str, prior: Prior, rules: dict[str, float], least: float) -> Iterator[Guess]:
    yield label, Rule.SAME, 1.0
    if label.startswith("xn--") or len(label) == 1:
        return  # the letters of an encoding mean nothing one by one, and one letter has no parts
    yield from _counters(label, prior)
    yield from _hyphens(label, prior)
    yield from _swapped(label, prior)
    yield from _edits(label, prior)
    yield from _ends(label, prior, rules, least)


def _counters(label: str, prior: Prior) -> Iterator[Guess]:
    if number := COUNTER.search(label):
        before, after, width = label[: number.start()], label[number.end() :], len(number[0])
        for step in _STEPS:
            if step and int(number[0]) + step >= 0:
                share = (prior.steps.get(step, 0.0) + 0.02 / (abs(step) + 1)) / 1.2
                yield f"{before}{int(number[0]) + step:0{width}}{after}", Rule.COUNTER, share


def _hyphens(label: str, prior: Prior) -> Iterator[Guess]:
    if "-" in label:
        yield label.replace("-", ""), Rule.HYPHENS, 1.0
        return
    for at, share in _seams(label, prior):
        yield f"{label[:at]}-{label[at:]}", Rule.HYPHENS, share


def _swapped(label: str, prior: Prior) -> Iterator[Guess]:
    if "-" in label:
        before, _, after = label.partition("-")
        yield f"{after}-{before}", Rule.SWAPPED, 0.5
        yield f"{after}{before}", Rule.SWAPPED, 0.5
        return
    for at, share in _seams(label, prior):
        yield f"{label[at:]}{label[:at]}", Rule.SWAPPED, share / 2
        yield f"{label[at:]}-{label[:at]}", Rule.SWAPPED, share / 2


def _seams(label: str, prior: Prior) -> list[tuple[int, float]]:
    """Where two words of a label may meet: before or after a part that renames exchange, and a little everywhere."""
    weights = {
        at: 0.02 + prior.tail.dropped.get(label[at:], 0.0) + prior.head.dropped.get(label[:at], 0.0)
        for at in range(2, len(label) - 1)
    }
    whole = sum(weights.values())
    return [(at, weight / whole) for at, weight in weights.items()]


def _edits(label: str, prior: Prior) -> Iterator[Guess]:
    size = len(label)
    for at in range(1, size - 1):
        yield label[:at] + label[at + 1 :], Rule.EDIT, prior.edits.get("dropped", 0.0) / size
    for at in range(1, size):
        for letter in LETTERS:
            twice = 6.0 if letter == label[at - 1] else 0.8
            yield label[:at] + letter + label[at:], Rule.EDIT, prior.edits.get("added", 0.0) * twice / size / 26
            if at < size - 1:
                yield label[:at] + letter + label[at + 1 :], Rule.EDIT, prior.edits.get("changed", 0.0) / size / 26


def _ends(label: str, prior: Prior, rules: dict[str, float], least: float) -> Iterator[Guess]:
    without_tail = list(_without(label, prior.tail, _before))
    without_head = list(_without(label, prior.head, _after))
    ways: tuple[tuple[Rule, float, list[Rest], Affixes, Join], ...] = (
        (Rule.TAIL, 1.0, without_tail, prior.tail, "{0}{1}".format),
        (Rule.HEAD, 1.0, without_head, prior.head, "{1}{0}".format),
        (Rule.ACROSS, 0.6, without_tail, prior.head, "{1}{0}".format),
        (Rule.ACROSS, 0.4, without_head, prior.tail, "{0}{1}".format),
    )
    for rule, portion, rests, affixes, join in ways:
        for rest, gone, dropping in rests:
            for part, adding in affixes.additions.get(gone, ()):
                if rules.get(rule, 0.0) * portion * dropping * adding < least:
                    break
                yield join(rest, part), rule, portion * dropping * adding


def _before(label: str, length: int) -> tuple[str, str]:
    """The last `length` letters of a label, and what is left without them."""
    at = len(label) - length
    return label[at:], label[:at].rstrip("-")


def _after(label: str, length: int) -> tuple[str, str]:
    return label[:length], label[length:].lstrip("-")


def _without(label: str, affixes: Affixes, cut: Callable[[str, int], tuple[str, str]]) -> Iterator[Rest]:
    """What may be left of a label when a part goes: its longest known part, or a shorter one, or one of a class."""
    left = 1.0
    for length in range(len(label) - 1, 0, -1):
        part, rest = cut(label, length)
        if share := affixes.dropped.get(part, 0.0):
            yield rest, class_of(part), left * share
            left *= 1 - share
    for kind, share in affixes.other_dropped.items():
        fitting = [length for length in range(min(len(label), PART_LONGEST)) if fits(cut(label, length)[0], kind)]
        for length in fitting:
            yield cut(label, length)[1], kind, left * share / len(fitting)


def _is_label(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and "-" not in (text[:1], text[-1:]) and text[2:4] != "--"
