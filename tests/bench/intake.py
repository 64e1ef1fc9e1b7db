"""The intake on articles with a hand-read gold table: precision and recall, and articles a second.

VIGIE_ARTICLES names a folder with articles as .txt files and a gold.tsv; feeds/intake/scoring.py says its columns.
"""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from feeds.intake import read, scoring


def run() -> list[dict[str, str | int | float]]:
    """One row an event and language; none where no folder is named."""
    folder = Path(os.environ.get("VIGIE_ARTICLES", "articles"))
    if not (folder / "gold.tsv").is_file():
        return []
    today = datetime.now(UTC).date()
    articles = {file.name: file.read_bytes() for file in sorted(folder.glob("*.txt"))}
    read(next(iter(articles.values())), source="first", today=today)  # the lexica are read once
    begin = time.perf_counter()
    readings = {name: read(data, source=name, today=today) for name, data in articles.items()}
    pace = len(articles) / (time.perf_counter() - begin)
    gold = scoring.read_gold((folder / "gold.tsv").read_text(encoding="utf-8"))
    return [
        {
            "event": score.event,
            "language": score.language or "all",
            "right": score.right,
            "found": score.found,
            "wanted": score.wanted,
            "precision": score.precision or 0.0,
            "recall": score.recall or 0.0,
            "articles/s": pace,
        }
        for score in scoring.score(gold, readings)
    ]
