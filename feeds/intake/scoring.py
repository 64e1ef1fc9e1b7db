"""How well readings agree with what a person read: precision, recall and F for each event and language.

Pure: takes rows and readings, returns numbers. What counts: the same (event, old, new); `closed` and `seized` are one
kind; `mention` and `none` are no event; dates and quotes are not scored.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from feeds.hostnames import NotAHostname, parse
from feeds.intake.claim import Claim
from feeds.intake.reading import Reading

EVERY: Final = "all"
_KIND: Final = {"renamed": "renamed", "closed": "closed", "seized": "closed", "clone": "clone"}

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """One row that a person read: an article's file name, and the event there (None when it has none)."""

    article: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one event in one language: `right` of `found` are in the gold, which has `wanted`."""

    event: str
    language: str
    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found; None when the gold has none."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f(self) -> float | None:
        """The harmonic mean of the two; None when either is."""
        return 2 * self.right / (self.found + self.wanted) if self.found and self.wanted else None


def read_gold(table: str) -> list[Gold]:
    """Read a tab-separated table with the columns article, old_domain, new_domain and event."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return [Gold(row["article"], _fact(row["event"], row["old_domain"], row["new_domain"])) for row in rows]


def score(gold: Iterable[Gold], readings: Mapping[str, Reading]) -> list[Score]:
    """Score readings, keyed by article, against the gold rows of the same articles.

    Returns one Score for each event in each language and in all of them. Articles that were not read
    (no reading) count as read without events, under their file name's language (`02_fr.txt`).
    """
    return score_facts(gold, {article: facts_of(reading) for article, reading in readings.items()}, readings)


def score_facts(gold: Iterable[Gold], facts: Mapping[str, set[Fact]], readings: Mapping[str, Reading]) -> list[Score]:
    """Score facts found by any means, keyed by article; the readings tell the articles' languages."""
    rows = list(gold)
    articles = sorted({row.article for row in rows} | facts.keys())
    wanted = {(row.article, row.fact) for row in rows if row.fact}
    found = {(article, fact) for article, each in facts.items() for fact in each}
    language = {article: _language(article, readings.get(article)) for article in articles}
    return [
        Score(
            event,
            group,
            len([pair for pair in found & wanted if _counts(pair, event, group, language)]),
            len([pair for pair in found if _counts(pair, event, group, language)]),
            len([pair for pair in wanted if _counts(pair, event, group, language)]),
        )
        for event in sorted(set(_KIND.values()))
        for group in [EVERY, *sorted(set(language.values()))]
    ]


def facts_of(reading: Reading) -> set[Fact]:
    """Return the events of a reading in the form in which they are scored."""
    return {fact for claim in reading.claims if (fact := fact_of(claim))}


def fact_of(claim: Claim) -> Fact | None:
    """Return a claim in the form in which it is scored; None for a mention."""
    return _fact(claim.event, claim.old, claim.new or "")


def false_alarms(gold: Iterable[Gold], readings: Mapping[str, Reading]) -> list[str]:
    """Return the articles that have no event in the gold and got one."""
    rows = list(gold)
    eventful = {row.article for row in rows if row.fact}
    listed = {row.article for row in rows}
    return sorted(name for name in listed - eventful if name in readings and facts_of(readings[name]))


def reliability(gold: Iterable[Gold], readings: Mapping[str, Reading]) -> list[tuple[float, float, int]]:
    """Return `(mean confidence, share right, count)` of the events, in tenths of confidence, lowest first."""
    wanted = {(row.article, row.fact) for row in gold if row.fact}
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for article, reading in readings.items():
        for claim in reading.claims:
            if fact := fact_of(claim):
                outcome = claim.confidence, (article, fact) in wanted
                tenths.setdefault(int(claim.confidence * 10), []).append(outcome)
    return [
        (sum(sure for sure, _ in group) / len(group), sum(right for _, right in group) / len(group), len(group))
        for _, group in sorted(tenths.items())
    ]


def _counts(pair: tuple[str, Fact], event: str, group: str, language: Mapping[str, str]) -> bool:
    article, fact = pair
    return fact[0] == event and group in (EVERY, language[article])


def _language(article: str, reading: Reading | None) -> str:
    return reading.language if reading else article.rpartition(".")[0].rpartition("_")[2]


def _fact(event: str, old: str, new: str) -> Fact | None:
    kind = _KIND.get(event)
    return (kind, _ascii(old), _ascii(new)) if kind else None


def _ascii(name: str) -> str:
    try:
        return parse(name).ascii if name else ""
    except NotAHostname:
        return name.lower()
