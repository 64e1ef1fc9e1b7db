"""`make demo`: a Chromium with the extension, and coco.gg opened in it; without a screen, a picture of the warning.

usage: python -m tests.browser.demo [EXTENSION]     (default: extension/dist/chrome)

Needs no service: the extension brings its first list along.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, QUIET, Chromium
from tests.browser.photograph import photograph
from tests.browser.waiting import until

ROOT: Final = Path(__file__).parents[2]
BUILT: Final = ROOT / "extension" / "dist" / "chrome"
PICTURE: Final = ROOT / "tests" / "artifacts" / "demo.png"
ADDRESS: Final = "https://coco.gg/"


def main(extension: Path = BUILT) -> None:
    """Show the warning, until the window is closed; exits with one sentence when something is missing."""
    if not CHROMIUM.exists():
        sys.exit(f"The demo needs Chromium at {CHROMIUM}: sudo apt-get install chromium.")
    if not (extension / "manifest.json").exists():
        sys.exit(f"There is no extension in {extension}; `make extension` builds it.")
    seen = has_screen(os.environ)
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            headless=not seen,
            chromium_sandbox=os.geteuid() != 0,  # Chromium refuses to run as root in its sandbox
            no_viewport=seen,
            args=[
                *(word for word in QUIET if word != "--no-sandbox"),
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
            ],
        )
        page = warned(context)
        if seen:
            print(f"Vigie stopped {ADDRESS} in the window that opened; close it to end the demo.")
            with suppress(KeyboardInterrupt):
                context.wait_for_event("close", timeout=0)
        else:
            photograph(page, PICTURE)
            print(f"There is no screen here, so Chromium ran without a window; this is what it showed: {PICTURE}")


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def warned(context: BrowserContext) -> Page:
    """The first tab, after the visit that the extension stopped."""
    browser = Chromium(context)
    until("rule in the browser", browser.rules)
    page = context.pages[0]
    page.goto(ADDRESS)
    expect(page.get_by_role("heading", level=1)).to_contain_text("coco.gg")
    return page


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
