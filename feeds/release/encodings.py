"""The compressed forms that lie beside a published file. Pure.

They are no TUF targets: digests cover the decoded bytes, so a form may be replaced by a smaller one at any time. A
Release is out with the quick ones; the dense ones take their place soon after, and only of what is still out then.
Measured on 100 000 names: brotli 11 takes 1.3 s for the `names` file, brotli 4 takes 16 ms for a tenth more bytes. What
is short is dense from the start, what is long and polled has a quick brotli, and a long list lies plain until then.

Keeping the compressed blocks that did not change saves nothing here: a change of one name in a thousand, spread over
the alphabet, touches nearly every block that is long enough to compress well.
"""

import gzip
from typing import Final, NamedTuple

import brotli

SUFFIXES: Final = (".br", ".gz")
POLLED: Final = (".names", ".delta", ".sites", ".helplines", ".snapshot.json", ".targets.json", ".root.json")
POLLED_DENSE_AT_ONCE: Final = 100_000  # bytes
LISTS_DENSE_AT_ONCE: Final = 5_000  # bytes; on so few a quick brotli may be longer than gzip, and servers prefer it
LISTS_PLAIN_FROM: Final = 500_000  # bytes
BEST_UP_TO: Final = 5_000_000  # bytes; brotli 11 takes about 1.5 s a megabyte, 9 a tenth of that for some 10 % more
WORTH_IT: Final = 0.9


class _Effort(NamedTuple):
    brotli: int
    gzip: int


QUICK: Final = _Effort(4, 1)
DENSE: Final = _Effort(9, 9)
DENSEST: Final = _Effort(11, 9)


def encode(name: str, data: bytes) -> dict[str, bytes]:
    """Both forms of a published file by suffix; none of a long list, and where brotli does not save a tenth."""
    is_polled = name.endswith(POLLED)
    if len(data) <= (POLLED_DENSE_AT_ONCE if is_polled else LISTS_DENSE_AT_ONCE):
        return encode_densely(name, data)
    return _encoded(data, QUICK) if is_polled or len(data) <= LISTS_PLAIN_FROM else {}


def encode_densely(name: str, data: bytes) -> dict[str, bytes]:
    """The same, as small as is worth the wait: what millions of browsers ask for is made smaller than the lists."""
    return _encoded(data, DENSEST if name.endswith(POLLED) and len(data) <= BEST_UP_TO else DENSE)


def _encoded(data: bytes, effort: _Effort) -> dict[str, bytes]:
    brotlied = brotli.compress(data, quality=effort.brotli)
    if len(brotlied) > WORTH_IT * len(data):
        return {}
    return {".br": brotlied, ".gz": gzip.compress(data, effort.gzip, mtime=0)}
