"""The popup over a tab says what is done about the site in it."""

from typing import Final

import pytest

from tests.browser.choosing import choose, trust
from tests.browser.driving import Browser, Tab, extension_page
from tests.browser.expecting import expect_complete, expect_open, expect_stopped, expect_text
from tests.browser.passing import open_site
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser

STATE: Final = "() => [...document.querySelectorAll('#site, #state')].map((part) => part.textContent)"
REPORT: Final = "() => document.querySelector('#report').getAttribute('href')"


def popup_over(browser: Browser) -> Tab:
    """The popup, as it stands over the tab that was opened last."""
    popup = browser.open_behind(extension_page(browser, "popup"))
    expect_complete(popup)
    return popup


def test_over_a_warning_it_names_the_site_and_offers_to_report_a_mistake(
    tab: Tab, browser: Browser, web: Sites
) -> None:
    tab.visit("http://www.coco.gg/room")
    expect_stopped(tab, browser, web, "www.coco.gg")
    popup = popup_over(browser)
    assert popup.evaluate(STATE) == ["www.coco.gg", "On the list. Vigie stops it."]
    assert popup.evaluate(REPORT).endswith("#mistake/coco.gg")


def test_over_a_site_that_is_open_for_a_while_it_says_so_and_ends_it(tab: Tab, family: Browser, web: Sites) -> None:
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")
    open_site(tab, "coco.gg")
    popup = popup_over(family)
    assert popup.evaluate(STATE) == ["coco.gg", "On the list. Open for a while."]
    web.forget()
    popup.click("#passes button")
    expect_stopped(tab, family, web, "coco.gg")


def test_over_a_site_that_the_family_trusts_it_says_so(tab: Tab, family: Browser, web: Sites) -> None:
    trust(family, "coco.gg")
    tab.visit("http://coco.gg/")
    expect_open(tab, web, "coco.gg")
    assert popup_over(family).evaluate(STATE) == ["coco.gg", "Trusted by the family. Never stopped."]


def test_over_a_kind_of_site_that_is_blocked_it_says_who_decided(tab: Tab, family: Browser, web: Sites) -> None:
    choose(family, categories={"anonymous-chat": "block"})
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")
    assert popup_over(family).evaluate(STATE) == ["coco.gg", "On the list, and blocked by the family."]


def test_over_any_other_site_it_does_not_call_it_safe(tab: Tab, browser: Browser, web: Sites) -> None:
    tab.visit("http://innocent.example/")
    expect_open(tab, web, "innocent.example")
    popup = popup_over(browser)
    said = "Not on the list. That means unknown to Vigie, not necessarily safe."
    assert popup.evaluate(STATE) == ["innocent.example", said]
    assert popup.evaluate(REPORT).endswith("#risky/innocent.example")


def test_over_a_page_of_the_browser_itself_it_has_nothing_to_report(tab: Tab, browser: Browser) -> None:
    tab.visit("about:blank")
    popup = popup_over(browser)
    expect_text(popup, "The list")
    assert not popup.evaluate("() => document.querySelector('#report').checkVisibility()")
