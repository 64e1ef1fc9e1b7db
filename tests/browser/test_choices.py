"""What a family said of itself shapes every page: its language, whom the pages speak to, whose helplines they show."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.choosing import choose
from tests.browser.driving import Browser, Tab, extension_page, warning_at
from tests.browser.expecting import expect_complete, expect_text

pytestmark = pytest.mark.browser

LOCALES: Final = Path(__file__).parents[2] / "extension" / "_locales"
TITLES: Final = {
    "welcome": "welcomeTitle",
    "options": "optionsTitle",
    "popup": "listTitle",
    "report": "reportTitle",
    "warning": "leaveBack",
}
ADVICE: Final = "() => ['action', 'opener', 'spoken'].map((id) => document.getElementById(id).textContent)"
NUMBERS: Final = "() => [...document.querySelectorAll('#helplines a[href^=\"tel:\"]')].map((a) => a.textContent)"
HELPLINES: Final = "async () => (await chrome.storage.local.get('helplines')).helplines.helplines"


def show(tab: Tab, address: str) -> None:
    """Go to a page of the extension, and wait until all is on it."""
    tab.visit("about:blank")  # else a new fragment alone would load nothing
    tab.visit(address)
    expect_complete(tab)


@pytest.mark.parametrize("language", ["en", "fr", "it", "es", "de"])
def test_every_page_speaks_the_language_that_was_chosen(tab: Tab, family: Browser, language: str) -> None:
    messages: dict[str, Any] = json.loads((LOCALES / language / "messages.json").read_text(encoding="utf-8"))
    choose(family, language=language)
    for page, title in TITLES.items():
        # Back is offered where there is a page to go back to: about:blank is.
        show(tab, warning_at(family, "coco.gg") if page == "warning" else extension_page(family, page))
        assert tab.evaluate("() => document.documentElement.lang") == language, page
        expect_text(tab, messages[title]["message"])


def test_a_teenager_and_a_parent_read_different_advice(tab: Tab, family: Browser) -> None:
    advice = {}
    for reader in ("teen", "parent"):
        choose(family, reader=reader)
        show(tab, warning_at(family, "coco.gg"))
        advice[reader] = tab.evaluate(ADVICE)
        assert all(advice[reader]), reader
    assert not set(advice["teen"]) & set(advice["parent"])


@pytest.mark.parametrize(("country", "listed"), [("FR", "FR"), ("IT", "IT"), ("CH", "CH"), ("NO", "EU")])
def test_the_helplines_are_those_of_the_country_or_those_of_all_europe(
    tab: Tab, family: Browser, country: str, listed: str
) -> None:
    choose(family, country=country)
    show(tab, warning_at(family, "coco.gg"))
    lines = family.in_extension(HELPLINES)
    assert tab.evaluate(NUMBERS) == [line["phone"] for line in lines if line["country"] == listed]
    assert "116111" in {line["phone"] for line in lines if line["country"] == "EU"}
