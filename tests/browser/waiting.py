"""Waiting for something to become true: asked again and again until a deadline, never slept for luck."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 40.0  # seconds; a machine that is busy with other tests needs some
PAUSE: Final = 0.05


def until(what: str, holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Return as soon as `holds()` is true. Raises `AssertionError` naming `what` when it is not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"After {seconds:.0f} seconds there was still no {what}.")
        time.sleep(PAUSE)
