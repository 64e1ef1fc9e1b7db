"""Candidates: where a site may go next, likeliest first.

A candidate's probability is that of its label times that of its ending. The labels of a name are a few thousand and the
endings some seven thousand, so candidates are made one by one: the next one stands at the head of one of the rows
(a label, and the endings in their order), and a heap knows which.
"""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from feeds.hostnames import Hostname
from feeds.hostnames.hostname import LONGEST_NAME
from feeds.watch.candidates.endings import Ranked
from feeds.watch.candidates.labels import LEAST, variants
from feeds.watch.candidates.prior import Prior
from feeds.watch.candidates.rewriting import Rule
from feeds.watch.candidates.weighing import label_of
from feeds.watch.suffix_rules import suffix_rules

EVERY: Final = 1 << 40
"""More candidates than there are."""
_LEAST_OF_A_SHARE: Final = 0.015  # the last of some candidates is likelier than this part of an even share


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registrable name that a site may move to, by which rule, and how likely (0 to 1, among all names there are)."""

    name: Hostname
    rule: Rule
    probability: float


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    rule: Rule
    probability: float
    endings: Ranked


def candidates(
    name: Hostname, prior: Prior, formers: Collection[Hostname] = (), *, most: int = EVERY
) -> Iterator[Candidate]:
    """The names that a site at `name` may move to, likeliest first; never `name` itself, and none twice.

    `formers` are the names that the site left before: sites come back. `most` is how many are wanted: labels that are
    too unlikely to come among them are not tried. Making the rows takes some 15 ms for a thousand candidates, and ten
    times as long for a million; after that a candidate takes some microseconds, and nothing is held but the rows.
    """
    ranked = _ranked(name, prior, formers, max(LEAST, _LEAST_OF_A_SHARE / most))
    return islice(ranked, most)


def _ranked(name: Hostname, prior: Prior, formers: Collection[Hostname], least: float) -> Iterator[Candidate]:
    left = {former for former in formers if former.registrable != name.registrable}
    addresses = {former.registrable for former in left}
    for row, (ending, share) in _likeliest_first([*_rows(name, prior, left, least), *_former_rows(name, prior, left)]):
        text = f"{row.label}.{ending}"
        again = row.rule is Rule.FORMER and len(row.endings) == 1
        if text != name.registrable and (text in addresses) is again and _is_registrable(text, ending):
            yield Candidate(Hostname(text, text, ending), row.rule, row.probability * share)


def _rows(name: Hostname, prior: Prior, left: Collection[Hostname], least: float) -> Iterator[_Row]:
    """The labels that the rules lead to, but for those of former names, which have rows of their own."""
    same, moved = prior.after(name.suffix)
    labels = {label_of(former) for former in left} - {label_of(name)}
    fresh = 1.0 - (prior.returned + prior.former_label if left else 0.0)
    for variant in variants(label_of(name), prior, least):
        probability = fresh * variant.probability
        if variant.rule is Rule.SAME:
            yield _Row(variant.label, variant.rule, probability, same)
        elif variant.label not in labels:
            kept = prior.kept.get(variant.rule, 0.5)
            yield _Row(variant.label, variant.rule, probability * kept, [(name.suffix, 1.0)])
            yield _Row(variant.label, variant.rule, probability * (1 - kept), moved)


def _former_rows(name: Hostname, prior: Prior, left: Collection[Hostname]) -> Iterator[_Row]:
    """Every former name, and every former label under whatever ending."""
    if not left:
        return
    _, endings = prior.after("")
    for former in sorted({former.registrable: former for former in left}.values()):
        yield _Row(label_of(former), Rule.FORMER, prior.returned / len(left), [(former.suffix, 1.0)])
    labels = sorted({label_of(former) for former in left} - {label_of(name)})
    for label in labels:
        yield _Row(label, Rule.FORMER, prior.former_label / len(labels), endings)


def _likeliest_first(rows: list[_Row]) -> Iterator[tuple[_Row, tuple[str, float]]]:
    """Each row's label with each of its endings, by falling probability; equal ones by label."""
    heap = [(-row.probability * row.endings[0][1], row.label, at, 0) for at, row in enumerate(rows)]
    heapq.heapify(heap)
    while heap:
        _, label, at, place = heap[0]
        row = rows[at]
        yield row, row.endings[place]
        if place + 1 < len(row.endings):
            heapq.heapreplace(heap, (-row.probability * row.endings[place + 1][1], label, at, place + 1))
        else:
            heapq.heappop(heap)


def _is_registrable(text: str, suffix: str) -> bool:
    return len(text) <= LONGEST_NAME and suffix_rules().split(text) == (text, suffix)
