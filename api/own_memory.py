"""How much memory this process holds, and that it holds no more than it needs."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_STATM: Final = Path("/proc/self/statm")
_TRIM_THRESHOLD: Final = -1  # glibc's numbers, from malloc.h
_MMAP_THRESHOLD: Final = -3
_BYTES: Final = 128 << 10
"""What glibc begins with: a block of so much is asked of the system, and a heap with so much free at its end is cut."""


def resident() -> int:
    """In bytes; 0 where the system does not say (it does on Linux)."""
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if _STATM.exists() else 0


def give_back() -> None:
    """Have what threads of this process free go back to the system, from now on.

    glibc has up to eight heaps a processor, and gives a thread any that no other has. Left to itself it raises both of
    its thresholds with the largest block that was freed, the second up to 64 MB: then each heap keeps the most that it
    ever held. Where each turn of work is a thread of its own, memory grows step by step until every heap has held the
    largest turn. A threshold that was set stays where it is (mallopt(3)). Nothing happens where there is no glibc.
    """
    with suppress(AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_TRIM_THRESHOLD, _BYTES)
        mallopt(_MMAP_THRESHOLD, _BYTES)
