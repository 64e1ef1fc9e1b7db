"""A list of names as browsers' own lists hold it: the first 64 bits of each name's SHA-256, Golomb-Rice coded.

That is the smallest such a list gets: each hash as its distance from the one before it, with the best parameter for
their number. A reader can tell whether a name is in it, and nothing else.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import Final

BITS: Final = 64


def encode(names: Iterable[str]) -> bytes:
    """The list, without its header."""
    hashes = sorted(int.from_bytes(hashlib.sha256(name.encode()).digest()[: BITS // 8], "big") for name in names)
    parameter = max(0, math.floor(math.log2(2**BITS / max(1, len(hashes)) * math.log(2))))
    bits = "".join(_code(gap, parameter) for gap in _gaps(hashes))
    padded = bits + "0" * (-len(bits) % 8)
    return int("1" + padded, 2).to_bytes(len(padded) // 8 + 1, "big")[1:]


def _gaps(ascending: Sequence[int]) -> Iterable[int]:
    return (value - before for before, value in zip([0, *ascending], ascending, strict=False))


def _code(gap: int, parameter: int) -> str:
    """The quotient as so many ones and a zero, then the remainder."""
    return "1" * (gap >> parameter) + "0" + format(gap & ((1 << parameter) - 1), f"0{parameter}b")
