"""The Intake on articles with a hand-read gold table: precision and recall beside a baseline's, and articles a second.

VIGIE_ARTICLES names a folder with articles as .txt files and a gold.tsv (feeds/intake/scoring.py says its columns);
without it, the passages of the tests are read. tests/bench/intake_baseline.py is the baseline.
"""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from feeds.intake import Reading, read, scoring
from tests.bench import intake_baseline

PASSAGES: Final = Path("tests/intake/passages/held")


def run() -> list[dict[str, str | int | float]]:
    """One row an event and language."""
    gold, articles = labelled()
    readings = _readings(articles)  # the lexica are compiled once
    begin = time.perf_counter()
    _readings(articles)
    pace = len(articles) / (time.perf_counter() - begin)
    baseline = {name: intake_baseline.facts_of(reading) for name, reading in readings.items()}
    least = {(each.event, each.language): each for each in scoring.score_facts(gold, baseline, readings)}
    return [
        {
            "event": score.event,
            "language": score.language or "all",
            "right": score.right,
            "found": score.found,
            "wanted": score.wanted,
            "precision": score.precision or 0.0,
            "recall": score.recall or 0.0,
            "baseline precision": least[score.event, score.language].precision or 0.0,
            "baseline recall": least[score.event, score.language].recall or 0.0,
            "articles/s": pace,
        }
        for score in scoring.score(gold, readings)
    ]


def labelled() -> tuple[list[scoring.Gold], dict[str, bytes]]:
    """Return the gold table and the articles, by file name, that are measured here."""
    folder = Path(os.environ.get("VIGIE_ARTICLES", PASSAGES))
    articles = {file.name: file.read_bytes() for file in sorted(folder.glob("*.txt"))}
    return scoring.read_gold((folder / "gold.tsv").read_text(encoding="utf-8")), articles


def _readings(articles: dict[str, bytes]) -> dict[str, Reading]:
    today = datetime.now(UTC).date()
    return {name: read(data, source=name, today=today) for name, data in articles.items()}
