"""What a failure leaves behind: a picture of every tab of every browser that is running."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from playwright.sync_api import Error

from tests.browser.bidi import Refused
from tests.browser.driving import Browser

ARTIFACTS: Final = Path(__file__).parents[1] / "artifacts"

RUNNING: Final[list[Browser]] = []
"""Each driver writes its browsers down here for as long as they run."""


def keep_pictures(test: str) -> None:
    """Write `<test>-<number>.png` for each tab there is. A browser that went down with the test has nothing to show."""
    ARTIFACTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w.]+", "-", test)
    number = 0
    for browser in RUNNING:
        with suppress(Error, Refused, OSError):
            for tab in browser.tabs():
                (ARTIFACTS / f"{name}-{number}.png").write_bytes(tab.picture())
                number += 1
