"""With no service anywhere, a fresh browser warns from the list in its package, and says how that list is doing."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import Chromium
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser


def test_a_fresh_browser_without_a_service_warns(browser: Chromium, web: Sites) -> None:
    expect(browser.tab("http://coco.gg/")).to_have_url(browser.warning_at("coco.gg"))
    assert web.asked("coco.gg") == []


def test_the_popup_says_that_the_list_could_not_be_reached(browser: Chromium) -> None:
    popup = browser.checked()
    expect(popup.get_by_text("The last check could not reach the list.")).to_be_visible()
    expect(popup.get_by_text("serial 1, verified")).to_be_visible()
    expect(popup.get_by_role("heading", name="On watch")).to_be_visible()
