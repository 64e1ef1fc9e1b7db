"""One picture of a whole page."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.palette import reduced


def photograph(page: Page, path: Path) -> None:
    """Save a page from top to bottom, as wide as its tab and as high as what is on it."""
    size = page.viewport_size
    assert size is not None
    # The tab grows first: in a picture of more than the tab shows, what keeps to its edge hides what lies below.
    page.set_viewport_size({**size, "height": page.evaluate("document.documentElement.scrollHeight")})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(reduced(page.context, page.screenshot()))
    page.set_viewport_size(size)
