"""Names in a stream compared with 10 000 listed ones: names a second on one core, beside how other tools do it.

The stream's labels are cut and joined from the most visited sites' names, the listed ones are invented; so they share
letters and endings, and resemble one another as seldom as strangers do. Other ways see fewer names, since they take
time for every pair: a ratio is to the pace of "vigie, every rule". `hits` are of a thousand names.
"""

import io
import random
import time
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from feeds.hostnames import parse
from feeds.review.never_list import popular
from feeds.watch.candidates.weighing import label_of
from feeds.watch.matching import Matcher, Read
from tests.bench.names import synthetic

LISTED: Final = 10_000
STREAM: Final = 1_000_000
ENDINGS: Final = ("com",) * 6 + ("net", "org", "xyz", "top", "co.uk", "de", "fr", "com.br", "shop")


def run() -> list[dict[str, str | int | float]]:
    """One row a way."""
    listed = [parse(name.name) for name in synthetic(LISTED)]
    stream = names(STREAM)
    data = "\n".join(stream).encode()
    matcher = Matcher(dict.fromkeys(listed, "site"), {})
    read = Read()
    begin = time.process_time()
    hits = sum(1 for _ in matcher.hits(io.BufferedReader(io.BytesIO(data)), read))
    ours = len(stream) / (time.process_time() - begin)
    rows = [_row("vigie, every rule", len(stream), hits, ours, ours)]
    labels = sorted({label_of(name) for name in listed})
    for way, some, asking in (
        ("each listed label in each name (dnstwist's, openSquat's substring)", 300, _substring),
        ("Levenshtein of each pair (openSquat's), in C++", 300, _every_distance),
    ):
        begin = time.process_time()
        hits = sum(1 for name in stream[:some] if asking(name.partition(".")[0], labels))
        rows.append(_row(way, some, hits, some / (time.process_time() - begin), ours))
    return rows


def names(count: int) -> list[str]:
    """Names as strangers register them; the same at every run."""
    dice = random.Random(3)
    words = sorted({name.partition(".")[0] for name in popular()})
    found = []
    for _ in range(count):
        first, second = dice.choice(words), dice.choice(words)
        label = first[: dice.randint(2, 9)] + second[-dice.randint(2, 9) :]
        found.append(f"{label.strip('-')}{dice.randint(1, 99) if dice.random() < 0.06 else ''}.{dice.choice(ENDINGS)}")
    return found


def _substring(label: str, listed: Sequence[str]) -> bool:
    return len([one for one in listed if one in label]) > 0


def _every_distance(label: str, listed: Sequence[str]) -> bool:
    return len([one for one in listed if Levenshtein.distance(label, one) <= 2]) > 0


def _row(way: str, names: int, hits: int, pace: float, ours: float) -> dict[str, str | int | float]:
    return {"way": way, "names": names, "hits ‰": 1000 * hits / names, "names/s": round(pace), "ratio": pace / ours}
