"""Verdicts on the worlds of the small internet: who was taken for what, and recall of the scripted renames.

`calibration` is what the thresholds were set on; `held` was not looked at while they were.
"""

import time
from collections import Counter
from pathlib import Path
from typing import Final

from feeds.watch.observing import read_page
from tests.internet.pages.pages import page
from tests.internet.reading import read
from tests.watch.verdicts.told import Told, told, worlds

_WORDS: Final = ("renamed", "clone", "unrelated", "parked", "seized", "unreachable")


def run() -> list[dict[str, str | int | float]]:
    """A confusion matrix for each set; the columns are what was said."""
    return [row for chosen in ("calibration", "held") for row in _rows(chosen)]


def _rows(chosen: str) -> list[dict[str, str | int | float]]:
    found = [each for file in worlds(chosen) for each in told(file)]
    pace = _pages_a_second(worlds(chosen))
    return [_row(chosen, wanted, [each for each in found if each.wanted == wanted], pace) for wanted in _WORDS]


def _row(chosen: str, wanted: str, found: list[Told], pace: float) -> dict[str, str | int | float]:
    said = Counter(each.verdict.verdict for each in found)
    return {
        "set": chosen,
        "right is": wanted,
        **{word: said[word] for word in _WORDS},
        "right": sum(each.right for each in found) / len(found) if found else 1.0,
        "right without history": sum(each.at_once.verdict in each.expectation.verdict for each in found)
        / max(1, len(found)),
        "fingerprints/s": pace,
    }


def _pages_a_second(files: list[Path]) -> float:
    """How many of the worlds' pages are read a second, on one core."""
    pages = [page(site, "coco.fr").encode() for file in files for site in read(file).site.values()][:40]
    read_page(pages[0], {}, "https://coco.fr/")  # the language model and the tables are read once
    begin = time.perf_counter()
    for body in pages:
        read_page(body, {}, "https://coco.fr/")
    return len(pages) / (time.perf_counter() - begin)
