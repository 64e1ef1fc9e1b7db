"""Where sites went, guessed from their old names: learned on some sites' renames, tried on other sites'.

VIGIE_RENAMES names the table (`feeds/watch/candidates/renames.py` says its columns). A row is tried by the first three
renames of each site, and hit when the new registrable name is among the first so many candidates. Figures are percent.
"""

import os
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from feeds.watch.candidates import Provenance, Rename, candidates, learn, read_renames
from feeds.watch.candidates.rewriting import COUNTER
from feeds.watch.candidates.weighing import label_of
from feeds.watch.suffix_rules import suffix_rules

FIRST: Final = (10, 50, 100, 245, 500, 1000, 1542)
FOLDS: Final = 5
NOWHERE: Final = Provenance(learned="2000-01-01", source="", note="", digest="", renames=0, sites=0)

Guess = Callable[[Rename], Iterator[str]]
Learn = Callable[[Sequence[Rename]], Guess]
Rank = int | None


def run() -> list[dict[str, str | int | float]]:
    """One row a way of guessing and of parting the sites; none where no table is named."""
    table = Path(os.environ.get("VIGIE_RENAMES", "renames.tsv"))
    if not table.is_file():
        print("\n(Candidates: VIGIE_RENAMES names no table of renames; set it to measure them.)")
        return []
    renames = read_renames(table.read_text(encoding="utf-8"))
    rows = []
    for way, learning in (("baseline", baseline), ("vigie", learned)):
        folds = [_ranks(learning(train), test) for train, test in _by_site(renames)]
        rows.append(_row(way, f"other sites ({FOLDS} folds)", folds))
        before, after = _by_time(renames)
        rows.append(_row(way, "before 2025, other sites after", [_ranks(learning(before), after)]))
    return rows


def learned(renames: Sequence[Rename]) -> Guess:
    """Our way."""
    prior = learn(renames, NOWHERE)
    return lambda rename: (candidate.name.ascii for candidate in candidates(rename.old, prior, most=FIRST[-1]))


def baseline(renames: Sequence[Rename]) -> Guess:
    """The plain way: endings by how often sites went there, counters and hyphens, then every other ending."""
    often = [ending for ending, _ in Counter(rename.new.suffix for rename in renames).most_common()]
    endings = list(dict.fromkeys([*often, *(ending for ending in suffix_rules().public if "." not in ending)]))

    def guess(rename: Rename) -> Iterator[str]:
        label, old = label_of(rename.old), rename.old.suffix
        yield from (f"{label}.{ending}" for ending in endings[:150] if ending != old)
        yield from (
            f"{new}.{ending}" for new in _plain_variants(label) for ending in sorted({old, "com", "net", "org"})
        )
        yield from (f"{label}.{ending}" for ending in endings[150:] if ending != old)

    return guess


def _plain_variants(label: str) -> list[str]:
    found = []
    if number := COUNTER.search(label):
        before, after = label[: number.start()], label[number.end() :]
        found += [f"{before}{int(number[0]) + step}{after}" for step in range(1, 6)]
    else:
        found += [f"{label}{step}" for step in range(1, 10)]
    if "-" in label:
        return [*found, label.replace("-", "")]
    return [*found, *(f"{label[:at]}-{label[at:]}" for at in range(2, len(label) - 1))]


def _first_three(renames: Sequence[Rename]) -> list[Rename]:
    return [rename for _, site in groupby(renames, key=lambda rename: rename.site) for rename in islice(site, 3)]


def _by_site(renames: Sequence[Rename]) -> Iterator[tuple[list[Rename], list[Rename]]]:
    sites = sorted({rename.site for rename in renames})
    random.Random(1).shuffle(sites)
    for fold in range(FOLDS):
        kept_aside = set(sites[fold::FOLDS])
        test = _first_three([rename for rename in renames if rename.site in kept_aside])
        yield [rename for rename in renames if rename.site not in kept_aside], test


def _by_time(renames: Sequence[Rename]) -> tuple[list[Rename], list[Rename]]:
    before = [rename for rename in renames if rename.date < "2025"]
    known = {rename.site for rename in before}
    return before, _first_three([rename for rename in renames if rename.site not in known])


def _ranks(guess: Guess, test: Sequence[Rename]) -> list[Rank]:
    return [_rank(guess(rename), rename.new.registrable) for rename in test]


def _rank(guesses: Iterator[str], wanted: str) -> Rank:
    distinct = dict.fromkeys(islice(guesses, 2 * FIRST[-1]))
    return next((at for at, name in enumerate(islice(distinct, FIRST[-1]), 1) if name == wanted), None)


def _row(way: str, split: str, folds: Sequence[Sequence[Rank]]) -> dict[str, str | int | float]:
    row: dict[str, str | int | float] = {"way": way, "tried on": split, "renames": sum(map(len, folds))}
    for first in FIRST:
        everything = [rank is not None and rank <= first for fold in folds for rank in fold]
        row[f"@{first}"] = 100 * statistics.mean(everything)
    spread = [100 * statistics.mean(rank is not None and rank <= 245 for rank in fold) for fold in folds]
    row["spread @245"] = statistics.stdev(spread) if len(spread) > 1 else ""
    return row
