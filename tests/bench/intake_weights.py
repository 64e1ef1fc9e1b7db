"""What the programs that fit the Intake's weights have in common: how they are asked, their table, their file."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from tests.bench.intake_passages import REAL
from tests.bench.intake_reliability import reliability

_LEAST: Final = 0.005  # of a weight: what is less is written as nothing


def run(said: str | None, table: Iterable[str], file: Callable[[], Iterable[str]]) -> None:
    """Print the table, and the file of the weights where it is asked for; `said` is what `--help` says."""
    parser = argparse.ArgumentParser(description=said, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="print the weights, fitted on all sets")
    arguments = parser.parse_args()
    for line in table:
        print(f"# {line}", flush=True)
    if arguments.fit:
        print("\n".join(file()))


def compared(texts: Iterable[tuple[str, Set[Any], Mapping[Any, float], Set[Any]]], least: float) -> Iterator[str]:
    """Yield what sentences alone tell and what the weighed text tells, right / found / wanted, for each set.

    A text is its set, what its sentences tell, how likely each thing is (1 where that was not weighed), and what is
    right; those of one set follow each other. What is likelier than `least` is told. At the end stands how often what
    was said of real pages was so.
    """
    yield _line("set", "by sentences", "weighed")
    sums = [0] * 6
    said: list[tuple[float, bool]] = []
    for folder, group in groupby(texts, key=itemgetter(0)):
        counts = [0] * 6
        for _, told, weighed, gold in group:
            likely = {each for each, probability in weighed.items() if probability >= least}
            found = (len(told & gold), len(told), len(gold), len(likely & gold), len(likely), len(gold))
            counts = [count + more for count, more in zip(counts, found, strict=True)]
            on_real = {each for each in likely if folder.startswith(REAL.name) and weighed[each] < 1}
            said += [(weighed[each], each in gold) for each in on_real]
        yield _line(folder, _cell(*counts[:3]), _cell(*counts[3:]))
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
    yield _line("all", _cell(*sums[:3]), _cell(*sums[3:]))
    yield from reliability(said, least)


def file_of(purpose: str, program: str, weights: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of a file of weights: what they say how much of, which program made them, and each part."""
    yield f"# How much each sign weighs for {purpose}."
    yield f"# Made by: python -m tests.bench.{program} --fit"
    for part, signs in weights.items():
        yield f"\n[{part}]"
        yield from (f"{sign} = {weight:.2f}" for sign, weight in signs.items() if abs(weight) >= _LEAST)


def _cell(right: int, found: int, wanted: int) -> str:
    return f"{right}/{found}/{wanted} P {right / max(1, found):.2f} R {right / max(1, wanted):.2f}"


def _line(name: str, told: str, weighed: str) -> str:
    return f"{name:<20} {told:>28} {weighed:>28}"
