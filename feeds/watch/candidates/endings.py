"""Which ending a name takes next: the public suffixes, likeliest first. Pure."""

from collections import defaultdict
from typing import Final

from feeds.watch.candidates.parts import Shares
from feeds.watch.suffix_rules import suffix_rules

Ranked = list[tuple[str, float]]

_OWN_EVIDENCE: Final = 40.0  # so many renames to anywhere weigh as much as the old ending's own ones
_SELDOM: Final = 1.0  # an ending of this weight or less was seen by luck: such weight is a measure of what was not seen
_SMALLEST: Final = 0.5
_UNSEEN_BELOW_COUNTRIES: Final = 0.3  # of thousands of endings like ac.uk most are closed to the public


def after(old: str, moves: Shares, popular: Shares) -> Ranked:
    """Every ending but `old`, likeliest first, with the probability that a site goes there when it leaves `old`.

    `moves` are the weights of the endings that sites left `old` for; `popular` the shares of all of them.
    """
    evidence = sum(moves.values()) + _OWN_EVIDENCE
    weights = {
        suffix: (moves.get(suffix, 0.0) + _OWN_EVIDENCE * share) / evidence
        for suffix, share in popular.items()
        if suffix != old
    }
    whole = sum(weights.values())
    return sorted(((suffix, weight / whole) for suffix, weight in weights.items()), key=lambda e: (-e[1], e[0]))


def popularity(seen: Shares) -> Shares:
    """The share of every public suffix. What was seen once tells how much was not seen at all (Good and Turing)."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for suffix in {*suffix_rules().public, *(suffix for suffix in seen if suffix in suffix_rules().plain)}:
        kinds[_kind(suffix)].append(suffix)
    weights: Shares = {}
    for kind, suffixes in sorted(kinds.items()):
        seldom = sum(weight for suffix in suffixes if (weight := seen.get(suffix, 0.0)) <= _SELDOM)
        unseen = max(seldom, _SMALLEST) * (_UNSEEN_BELOW_COUNTRIES if kind == "below" else 1.0) / len(suffixes)
        weights |= {suffix: seen.get(suffix, 0.0) + unseen for suffix in sorted(suffixes)}
    whole = sum(weights.values())
    return {suffix: weight / whole for suffix, weight in weights.items()}


def _kind(suffix: str) -> str:
    """Endings of one kind are registered alike: two letters are a country, two labels are below one."""
    if "." in suffix:
        return "below"
    if suffix.startswith("xn--"):
        return "encoded"
    return "country" if len(suffix) == 2 else "generic"
