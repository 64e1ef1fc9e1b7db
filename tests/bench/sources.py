"""Which of what newspapers publish reaches the Queue: precision and recall of the filter, and texts a second.

On the items of tests/intake/sources/items.tsv, whose held half was written first and tried last, and on the articles of
VIGIE_ARTICLES, where those that name a listed site are wanted.
"""

import csv
import os
import time
from collections.abc import Iterator
from pathlib import Path

from feeds.intake.sources.relevance import reasons
from tests.intake.sources.listing import STARTER

ITEMS = Path(__file__).parents[1] / "intake" / "sources" / "items.tsv"


def run() -> list[dict[str, str | int | float]]:
    """One row a set of texts."""
    reasons("", STARTER)  # the words are read once
    return [_row(name, texts) for name, texts in (*_items().items(), ("articles", list(_articles()))) if texts]


def _row(name: str, texts: list[tuple[str, bool]]) -> dict[str, str | int | float]:
    begin = time.perf_counter()
    found = [bool(reasons(text, STARTER)) for text, _ in texts]
    pace = len(texts) / (time.perf_counter() - begin)
    right = sum(is_found and wanted for is_found, (_, wanted) in zip(found, texts, strict=True))
    wanted = sum(wanted for _, wanted in texts)
    return {
        "texts": name,
        "of": len(texts),
        "right": right,
        "found": sum(found),
        "wanted": wanted,
        "precision": right / sum(found) if any(found) else 0.0,
        "recall": right / wanted if wanted else 0.0,
        "texts/s": pace,
    }


def _items() -> dict[str, list[tuple[str, bool]]]:
    sets: dict[str, list[tuple[str, bool]]] = {"items seen": [], "items held": []}
    with ITEMS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            sets[f"items {row['set']}"].append((f"{row['title']}\n{row['summary']}", row["relevant"] == "yes"))
    return sets


def _articles() -> Iterator[tuple[str, bool]]:
    """Articles that gold reads a listed Name in are wanted; so is one that calls a listed Site by its brand alone."""
    folder = Path(os.environ.get("VIGIE_ARTICLES", "articles"))
    gold = folder / "gold.tsv"
    if not gold.is_file():
        return
    wanted: dict[str, bool] = {}
    with gold.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            listed = {row["old_domain"], row["new_domain"]} & STARTER.names.keys()
            wanted[row["article"]] = wanted.get(row["article"], False) or bool(listed)
    for file, is_wanted in wanted.items():
        prose = "\n".join(line for line in (folder / file).read_text(encoding="utf-8").splitlines() if _is_prose(line))
        yield prose, is_wanted or any(brand in prose for brand in ("Omegle", "Cocoland"))


def _is_prose(line: str) -> bool:
    return not line.startswith(("#", "http"))
