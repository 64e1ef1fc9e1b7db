"""A pass opens one site, in one tab, for its minutes; then the rule is back."""

import pytest

from tests.browser.driving import Browser, Tab, extension_page
from tests.browser.expecting import expect_at, expect_complete, expect_open, expect_stopped, expect_text, expect_warning
from tests.browser.passing import end_passes, open_site, running_passes
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
MINUTES = "#pass input[value='15']"
PAUSES = "() => document.querySelector('#open').disabled"
BADGE = "async (url) => chrome.action.getBadgeText({ tabId: (await chrome.tabs.query({ url }))[0].id })"


def test_after_a_pause_a_pass_opens_the_site_in_its_tab_alone(tab: Tab, browser: Browser, web: Sites) -> None:
    tab.visit("https://coco.gg/room?x")
    expect_stopped(tab, browser, web, "coco.gg", "https")
    tab.click("#more > summary")
    tab.click(MINUTES)
    assert tab.evaluate(PAUSES)
    tab.press_enter(MINUTES)  # a form is also sent by keyboard
    until("way on", lambda: not tab.evaluate(PAUSES))
    assert web.asked("coco.gg") == []
    tab.click("#open")
    expect_at(tab, "https://coco.gg/")
    expect_open(tab, web, "coco.gg")
    until("badge with the minutes left", lambda: browser.in_extension(BADGE, "https://coco.gg/") == "15")
    web.forget()
    expect_stopped(browser.open("https://coco.gg/"), browser, web, "coco.gg", "https")


def test_a_pass_covers_subdomains_and_no_other_name_of_the_site(tab: Tab, browser: Browser, web: Sites) -> None:
    tab.visit("http://coco.gg/")
    open_site(tab, "coco.gg")
    tab.visit("http://www.coco.gg/room")
    expect_open(tab, web, "www.coco.gg")
    tab.visit("http://coco.fr/")
    expect_stopped(tab, browser, web, "coco.fr")


def test_when_its_time_is_over_the_open_tab_returns_and_a_new_visit_is_stopped(
    tab: Tab, browser: Browser, web: Sites
) -> None:
    tab.visit("http://bounty.chat/")
    open_site(tab, "bounty.chat")
    web.forget()
    end_passes(browser)
    expect_stopped(tab, browser, web, "bounty.chat")
    tab.visit("http://bounty.chat/")
    expect_stopped(tab, browser, web, "bounty.chat")


def test_the_popup_shows_a_pass_and_ends_it(tab: Tab, browser: Browser) -> None:
    tab.visit("http://omegle.com/")
    open_site(tab, "omegle.com", minutes=60)
    popup = browser.open(extension_page(browser, "popup"))
    expect_complete(popup)  # until then what comes in moves the button away from under the click
    expect_text(popup, "omegle.com")
    popup.click("#passes button")
    expect_warning(tab, browser, "omegle.com")
    assert running_passes(browser) == []


def test_with_the_worker_killed_a_visit_is_stopped_and_a_pass_granted(tab: Tab, browser: Browser, web: Sites) -> None:
    browser.kill_worker()
    tab.visit("http://ome.tv/")
    expect_stopped(tab, browser, web, "ome.tv")
    open_site(tab, "ome.tv")
