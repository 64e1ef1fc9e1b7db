"""One picture: of a whole page, of one part of it, or of what is seen of it at once."""

from pathlib import Path
from typing import Final

from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.palette import reduced

MARGIN: Final = 12  # pixels of the page around a part


def photograph(page: Page, path: Path) -> None:
    """Save a page from top to bottom, as wide as its tab and as high as what is on it."""
    size = page.viewport_size
    assert size is not None
    _unroll(page)
    _write(page, page.screenshot(), path)
    page.set_viewport_size(size)


def photograph_part(part: Locator, path: Path) -> None:
    """Save what one element covers, with a little of the page around it. The tab stays as high as its page."""
    page = part.page
    _unroll(page)
    box = part.bounding_box()
    assert box is not None
    around = FloatRect(
        x=box["x"] - MARGIN, y=box["y"] - MARGIN, width=box["width"] + 2 * MARGIN, height=box["height"] + 2 * MARGIN
    )
    _write(page, page.screenshot(clip=around), path)


def photograph_view(page: Page, path: Path) -> None:
    """Save what its tab shows of a page."""
    _write(page, page.screenshot(), path)


def _unroll(page: Page) -> None:
    # The tab grows first: in a picture of more than the tab shows, what keeps to its edge hides what lies below.
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({**size, "height": page.evaluate("document.documentElement.scrollHeight")})


def _write(page: Page, png: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(reduced(page.context, png))
