"""How well the confidence of claims holds: what was said in each tenth of confidence, and what share of it was right.

On the same articles as the table before it. A confidence that holds has its two figures side by side.
"""

from datetime import UTC, datetime

from feeds.intake import read, scoring
from tests.bench.intake import labelled


def run() -> list[dict[str, str | int | float]]:
    """One row a tenth of confidence in which anything was said."""
    gold, articles = labelled()
    today = datetime.now(UTC).date()
    readings = {name: read(data, source=name, today=today) for name, data in articles.items()}
    return [
        {"mean confidence": sure, "share right": right, "claims": count}
        for sure, right, count in scoring.reliability(gold, readings)
    ]
