"""The compressed forms that lie beside a published file. Pure.

They are made once, at the release, and are no TUF targets: digests cover the decoded bytes. What millions of browsers
ask for is made as small as it gets; a list that a few programs fetch once a day is not worth the wait.
"""

import gzip
from typing import Final

import brotli

SUFFIXES: Final = (".br", ".gz")
POLLED: Final = (".names", ".delta", ".sites", ".helplines", ".snapshot.json", ".targets.json", ".root.json")
BEST_UP_TO: Final = 5_000_000  # bytes; brotli 11 takes about 2 s a megabyte, 9 a tenth of that for some 10 % more
WORTH_IT: Final = 0.9


def encode(name: str, data: bytes) -> dict[str, bytes]:
    """Both forms of a published file by suffix, or none where brotli does not make a tenth of it go away."""
    brotlied = brotli.compress(data, quality=_quality(name, len(data)))
    if len(brotlied) > WORTH_IT * len(data):
        return {}
    return {".br": brotlied, ".gz": gzip.compress(data, 9 if name.endswith(POLLED) else 6, mtime=0)}


def _quality(name: str, size: int) -> int:
    if not name.endswith(POLLED):
        return 5
    return 11 if size <= BEST_UP_TO else 9
