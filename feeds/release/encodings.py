"""The compressed forms that lie beside a published file. Pure.

They are made once, at the release, as small as they get: brotli 11 is slow, and a web server would do less at each
request. They are no TUF targets: digests cover the decoded bytes.
"""

import gzip
from typing import Final

import brotli

SUFFIXES: Final = (".br", ".gz")
BEST_UP_TO: Final = 5_000_000  # bytes; brotli 11 takes about 2 s a megabyte, 9 a tenth of that for some 10 % more
WORTH_IT: Final = 0.9


def encode(data: bytes) -> dict[str, bytes]:
    """Both forms by suffix, or none where brotli does not make a tenth of it go away."""
    brotlied = brotli.compress(data, quality=11 if len(data) <= BEST_UP_TO else 9)
    if len(brotlied) > WORTH_IT * len(data):
        return {}
    return {".br": brotlied, ".gz": gzip.compress(data, 9, mtime=0)}
