"""Learns which parts renames drop and add at one end of a label.

A part is kept by itself only when `SITES_A_PART` sites exchanged it, or when one did and the labels of `SITES_A_WORD`
end in it, and it is no site's whole label; the others are counted in the class they belong to. So no name of a site
gets into a prior.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from feeds.watch.candidates.parts import CLASSES, Shares, class_of
from feeds.watch.candidates.prior import Affixes
from feeds.watch.candidates.rewriting import STEM, Exchange
from feeds.watch.candidates.weighing import DIGITS, Move, shares, tally

SITES_A_PART: Final = 3
SITES_A_WORD: Final = 4
_LONGEST_WORD: Final = 9
_OFTEN: Final = 3  # labels that end alike, before that says where a word begins
_MOSTLY: Final = 0.7
_CLASS_EVIDENCE: Final = 3.0  # so many renames of any class weigh as much as the own ones of the class that went

SiteLabels = set[tuple[str, str]]
"""Sites with the labels that they had."""


@dataclass(frozen=True, slots=True)
class _Exchanged:
    site: str
    old: str
    weight: float
    parts: Exchange


def learn_tail(moves: Sequence[Move]) -> Affixes:
    """What happens at the ends of labels."""
    seen = [_Exchanged(m.rename.site, m.old, m.weight, m.rewrite.tail) for m in moves if m.rewrite.tail]
    return _learn(seen, {(m.rename.site, label) for m in moves for label in (m.old, m.new)})


def learn_head(moves: Sequence[Move]) -> Affixes:
    """What happens at their beginnings: the same, with every label reversed."""
    seen = [
        _Exchanged(m.rename.site, m.old[::-1], m.weight, _reversed(m.rewrite.head)) for m in moves if m.rewrite.head
    ]
    affixes = _learn(seen, {(m.rename.site, label[::-1]) for m in moves for label in (m.old, m.new)})
    return affixes.model_copy(update={"dropped": _turned(affixes.dropped), "added": _turned(affixes.added)})


def _learn(seen: Sequence[_Exchanged], had: SiteLabels) -> Affixes:
    labels = {label for _, label in had}
    common = _common(had)
    ends = Counter(
        label[-length:] for label in sorted(labels) for length in range(1, min(len(label), _LONGEST_WORD + 1))
    )
    whole = [_Exchanged(one.site, one.old, one.weight, _whole_words(one.parts, one.old, ends)) for one in seen]
    dropped = tally((one.parts.dropped, one.weight) for one in whole)
    added = tally((one.parts.added, one.weight) for one in whole)
    own_dropped = _by_itself(((one.parts.dropped, one.site) for one in whole), labels, common)
    own_added = _by_itself(((one.parts.added, one.site) for one in whole), labels, common)
    everything = sum(added.values())
    return Affixes(
        dropped={part: round(dropped[part] / (_having(part, whole) + 1), DIGITS) for part in sorted(own_dropped)},
        added=shares({part: added[part] for part in own_added}, of=everything),
        other_dropped=shares(tally((class_of(part), dropped[part]) for part in dropped if part not in own_dropped)),
        other_added=shares(
            tally((class_of(part), added[part]) for part in added if part not in own_added), of=everything
        ),
        lifts=_lifts(whole),
    )


def _lifts(whole: Sequence[_Exchanged]) -> dict[str, Shares]:
    """A number follows nothing or a number, a word a word: how much likelier each class comes, by the one that went."""
    overall = tally((class_of(one.parts.added), one.weight) for one in whole)
    everything = sum(overall.values())
    found = {}
    for gone in CLASSES:
        own = tally((class_of(one.parts.added), one.weight) for one in whole if class_of(one.parts.dropped) == gone)
        evidence = sum(own.values()) + _CLASS_EVIDENCE
        found[gone] = {
            kind: round((own[kind] * everything / weight + _CLASS_EVIDENCE) / evidence, DIGITS)
            for kind, weight in sorted(overall.items())
        }
    return found


def _whole_words(parts: Exchange, old: str, ends: Counter[str]) -> Exchange:
    """Give back to both parts the letters that they happen to begin with: `scan` and `soft` leave an s in the stem."""
    dropped, added = parts.dropped, parts.added
    while len(dropped) > 1 and ends[dropped] >= _OFTEN and len(old) - len(dropped) > STEM:
        longer = old[-len(dropped) - 1 :]
        if not old.endswith(dropped) or ends[longer] < _MOSTLY * ends[dropped]:
            break
        dropped, added = longer, longer[0] + added
    return Exchange(dropped.strip("-"), added.strip("-"))


def _by_itself(exchanged: Iterable[tuple[str, str]], labels: set[str], common: set[str]) -> set[str]:
    sites: dict[str, set[str]] = {}
    for part, site in exchanged:
        sites.setdefault(part, set()).add(site)
    sites.pop("", None)
    return {
        part for part, those in sites.items() if (len(those) >= SITES_A_PART or part in common) and part not in labels
    }


def _common(had: SiteLabels) -> set[str]:
    """What the labels of several sites end in."""
    sites: dict[str, set[str]] = {}
    for site, label in had:
        for length in range(2, min(len(label), _LONGEST_WORD + 1)):
            sites.setdefault(label[-length:], set()).add(site)
    return {part for part, those in sites.items() if len(those) >= SITES_A_WORD and not part.isdecimal()}


def _having(part: str, seen: Iterable[_Exchanged]) -> float:
    """The weight of the rewritten labels that end in a part."""
    return sum(one.weight for one in seen if one.old.endswith(part) and len(one.old) > len(part) + 1)


def _reversed(parts: Exchange) -> Exchange:
    return Exchange(parts.dropped[::-1], parts.added[::-1])


def _turned(parts: Shares) -> Shares:
    return {part[::-1]: share for part, share in parts.items()}
