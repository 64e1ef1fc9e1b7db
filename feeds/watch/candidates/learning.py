"""Learns a prior from renames. What was never seen keeps some probability: classes of parts, every public suffix."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from feeds.hostnames import Hostname
from feeds.watch.candidates.affixes import learn_head, learn_tail
from feeds.watch.candidates.parts import Shares, shape_of
from feeds.watch.candidates.prior import Prior, Provenance
from feeds.watch.candidates.renames import Rename
from feeds.watch.candidates.rewriting import Rule
from feeds.watch.candidates.weighing import DIGITS, Move, label_of, shares, tally, weighed

# Judgement, held by the benchmark of candidates: how much a rename that says something else says about this too.
_FROM_OTHER_RULE: Final = 0.4  # where a label went under a new label, for where it goes under the same, and back
_FROM_LEFT: Final = 0.2  # an ending that a site left is one that sites register
_SHAPE_EVIDENCE: Final = 5.0  # so many renames of any shape weigh as much as one shape's own
_RULE_EVIDENCE: Final = 8.0


def learn(renames: Sequence[Rename], provenance: Provenance) -> Prior:
    """The prior of these renames, which `read_renames` put in order."""
    moves = list(weighed(renames))
    head, tail = learn_head(moves), learn_tail(moves)
    same, moved = _endings(moves, same=True), _endings(moves, same=False)
    left = {
        suffix: _FROM_LEFT * weight for suffix, weight in tally((m.rename.old.suffix, m.weight) for m in moves).items()
    }
    returned, former_label = _returns(renames)
    return Prior(
        provenance=provenance,
        rules=_rules(moves, frozenset(tail.dropped)),
        steps={
            int(step): share
            for step, share in shares(tally((str(m.rewrite.step), m.weight) for m in moves if m.rewrite.step)).items()
        },
        edits=shares(tally((m.rewrite.edit, m.weight) for m in moves if m.rewrite.edit)),
        head=head,
        tail=tail,
        kept=_kept(moves),
        endings=_sum(same, {suffix: _FROM_OTHER_RULE * weight for suffix, weight in moved.items()}, left),
        endings_moved=_sum(moved, {suffix: _FROM_OTHER_RULE * weight for suffix, weight in same.items()}, left),
        moves=_onward(moves),
        returned=returned,
        former_label=former_label,
    )


def _rules(moves: Sequence[Move], words: frozenset[str]) -> dict[str, Shares]:
    """How likely each rule is, by shape; a shape seldom seen leans on all of them, which stand under "any"."""
    overall = shares(tally((m.rewrite.rule.value, m.weight) for m in moves))
    found = {"any": overall}
    for shape in sorted({shape_of(m.old, words) for m in moves}):
        own = tally((m.rewrite.rule.value, m.weight) for m in moves if shape_of(m.old, words) == shape)
        evidence = sum(own.values()) + _SHAPE_EVIDENCE
        found[shape] = {
            rule: round((own[rule] + _SHAPE_EVIDENCE * share) / evidence, DIGITS) for rule, share in overall.items()
        }
    return found


def _endings(moves: Sequence[Move], *, same: bool) -> Shares:
    return tally(
        (m.rename.new.suffix, m.weight)
        for m in moves
        if m.rename.old.suffix != m.rename.new.suffix and (m.rewrite.rule is Rule.SAME) is same
    )


def _sum(*weights: Shares) -> Shares:
    summed = tally(item for some in weights for item in some.items())
    return {suffix: round(summed[suffix], DIGITS) for suffix in sorted(summed)}


def _onward(moves: Sequence[Move]) -> dict[str, Shares]:
    changed = [
        (m.rename.old.suffix, m.rename.new.suffix, m.weight)
        for m in moves
        if m.rename.old.suffix != m.rename.new.suffix
    ]
    return {
        old: _sum(tally((new, weight) for before, new, weight in changed if before == old))
        for old in sorted({old for old, _, _ in changed})
    }


def _kept(moves: Sequence[Move]) -> Shares:
    """How likely the ending stays when a rule changes the label."""
    changed = [m for m in moves if m.rewrite.rule not in (Rule.SAME, Rule.OTHER)]
    stayed = tally((m.rewrite.rule.value, m.weight) for m in changed if m.rename.old.suffix == m.rename.new.suffix)
    of_all = tally((m.rewrite.rule.value, m.weight) for m in changed)
    overall = sum(stayed.values()) / (sum(of_all.values()) or 1.0)
    return {
        rule: round((stayed[rule] + _RULE_EVIDENCE * overall) / (of_all[rule] + _RULE_EVIDENCE), DIGITS)
        for rule in sorted(of_all)
    }


def _returns(renames: Sequence[Rename]) -> tuple[float, float]:
    """How often a site that had other names before takes one of them again; or its label, under another ending."""
    seen = list(_with_formers(renames))
    again = sum(rename.new.registrable in {name.registrable for name in formers} for rename, formers in seen)
    labels = sum(
        label_of(rename.new) != label_of(rename.old)
        and rename.new.registrable not in {name.registrable for name in formers}
        and label_of(rename.new) in {label_of(name) for name in formers}
        for rename, formers in seen
    )
    of_all = len(seen) or 1
    return round(again / of_all, DIGITS), round(labels / of_all, DIGITS)


def _with_formers(renames: Sequence[Rename]) -> Iterator[tuple[Rename, list[Hostname]]]:
    """Each rename of a site that had left a name before, with the names it had left."""
    for _, group in groupby(renames, key=lambda rename: rename.site):
        formers: list[Hostname] = []
        for rename in group:
            if formers:
                yield rename, list(formers)
            formers.append(rename.old)
