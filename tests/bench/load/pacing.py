"""Asks at a steady pace, whether or not what was asked before has been answered, and keeps how long each took.

A question that had to wait for its turn has waited: it counts from the moment when it was due.
"""

import threading
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

AT_ONCE: Final = 2
"""Questions of one kind that may be under way together."""


class Unexpected(AssertionError):
    """An answer that is none. `str()` says which."""


@dataclass
class Kind:
    """One thing that is asked for, so many times a second. `ask` is given the number of the question."""

    name: str
    a_second: float
    ask: Callable[[int], None]
    at_once: int = AT_ONCE
    took: "array[float]" = field(default_factory=lambda: array("d"))
    failed: list[str] = field(default_factory=list)


def run(kinds: Sequence[Kind], seconds: float) -> None:
    """Ask everything for so long. What goes wrong is in `failed` of its kind, the rest in `took`, in seconds."""
    began = time.monotonic()
    threads = [
        threading.Thread(target=_ask, args=(kind, first, began, seconds), daemon=True)
        for kind in kinds
        for first in range(kind.at_once)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _ask(kind: Kind, first: int, began: float, seconds: float) -> None:
    number = first
    while (due := number / kind.a_second) < seconds:
        if (early := began + due - time.monotonic()) > 0:
            time.sleep(early)
        try:
            kind.ask(number)
        except Exception as reason:  # whatever it is, it is counted and told
            kind.failed.append(f"{type(reason).__name__}: {reason}"[:300])
        else:
            kind.took.append(time.monotonic() - began - due)
        number += kind.at_once
