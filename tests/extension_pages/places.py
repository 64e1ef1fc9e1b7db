"""The pages, each in the states that look different."""

from typing import Final

from playwright.sync_api import Page

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


def unfold(page: Page) -> None:
    """Open every fold, so that what is in it is looked at too."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
