"""The pages, each in the states that look different."""

from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Page, expect

from tests.extension_pages.family import Family

LANGUAGES: Final = ("en", "fr", "it", "es", "de")

PLACES: Final = {
    "warning of a site that is shut": "warning/warning.html#https://coco.gg",
    "warning of a site that is open": "warning/warning.html#https://bounty.chat",
    "warning of the family's own": "warning/warning.html#https://own.example",
    "warning of nothing": "warning/warning.html#javascript:alert(1)",
    "popup": "popup/popup.html",
    "welcome, who": "welcome/welcome.html",
    "welcome, where": "welcome/welcome.html#2",
    "welcome, what": "welcome/welcome.html#3",
    "welcome, ready": "welcome/welcome.html#4",
    "welcome, done": "welcome/welcome.html#done",
    "settings": "options/options.html",
    "report": "report/report.html#mistake/coco.gg",
}


def each_place(family: Family, *, width: int) -> Iterator[tuple[str, Page]]:
    """Each page in turn, with every fold open, in one tab of a width."""
    page = family.browser.tab()
    page.set_viewport_size({"width": width, "height": 800})
    for name, place in PLACES.items():
        page.goto("about:blank")  # else a new fragment alone would load nothing
        page.goto(f"{family.browser.origin}/pages/{place}")
        expect(page.get_by_role("main", include_hidden=True)).not_to_have_attribute("aria-busy", "true")
        unfold(page)
        yield name, page
    page.close()


def unfold(page: Page) -> None:
    """Open every fold, so that what is in it is looked at too."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
