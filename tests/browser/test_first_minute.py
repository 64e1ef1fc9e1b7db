"""With no service anywhere, a fresh browser warns from the list in its package, and says how that list is doing."""

import pytest

from tests.browser.checking import check_now
from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_stopped
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser


def test_a_fresh_browser_without_a_service_warns(tab: Tab, browser: Browser, web: Sites) -> None:
    tab.visit("http://coco.gg/")
    expect_stopped(tab, browser, web, "coco.gg")


def test_a_check_that_reaches_nobody_says_so_and_keeps_the_list(browser: Browser) -> None:
    health = check_now(browser)
    assert health["error"]["kind"] == "network"
    assert (health["serial"], health["verified"]) == (1, True)
