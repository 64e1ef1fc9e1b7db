"""A pass opens one site, in one tab, for its minutes; then the rule is back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import chromium
from tests.browser.chromium import Chromium
from tests.browser.passing import end_passes, open_site
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


def badge(browser: Chromium, page: Page) -> str:
    """What the toolbar shows on a tab."""
    script = "async (url) => chrome.action.getBadgeText({ tabId: (await chrome.tabs.query({ url }))[0].id })"
    text: str = browser.in_worker(script, page.url)
    return text


def test_a_pass_opens_the_site_in_its_tab_alone(tab: Page, browser: Chromium, web: Sites) -> None:
    tab.goto("https://coco.gg/room?x")
    open_site(tab, minutes=15)
    expect(tab).to_have_url("https://coco.gg/")
    expect(tab.get_by_role("heading")).to_have_text("This is coco.gg")
    until("badge with the minutes left", lambda: badge(browser, tab) == "15")
    asked = len(web.asked("coco.gg"))
    expect(browser.tab("https://coco.gg/")).to_have_url(browser.warning_at("coco.gg", "https"))
    assert len(web.asked("coco.gg")) == asked


def test_a_pass_covers_subdomains_and_no_other_name_of_the_site(tab: Page, browser: Chromium, web: Sites) -> None:
    tab.goto("http://coco.gg/")
    open_site(tab, minutes=5)
    tab.goto("http://www.coco.gg/room")
    expect(tab.get_by_role("heading")).to_have_text("This is www.coco.gg")
    tab.goto("http://coco.fr/")
    expect(tab).to_have_url(browser.warning_at("coco.fr"))
    assert web.asked("coco.fr") == []


def test_when_its_time_is_over_the_tab_returns_and_a_new_visit_is_stopped(
    tab: Page, browser: Chromium, web: Sites
) -> None:
    tab.goto("http://bounty.chat/")
    open_site(tab, minutes=5)
    asked = len(web.asked("bounty.chat"))
    end_passes(browser)
    expect(tab).to_have_url(browser.warning_at("bounty.chat"))
    tab.goto("http://bounty.chat/")
    expect(tab).to_have_url(browser.warning_at("bounty.chat"))
    assert len(web.asked("bounty.chat")) == asked


def test_the_popup_shows_a_pass_and_ends_it(tab: Page, browser: Chromium) -> None:
    tab.goto("http://omegle.com/")
    open_site(tab, minutes=60)
    popup = browser.popup()
    expect(popup.get_by_role("listitem")).to_contain_text(["omegle.com"])
    popup.get_by_role("button", name="Stop omegle.com").click()
    expect(popup.get_by_text("No listed site is open.")).to_be_visible()
    expect(tab).to_have_url(browser.warning_at("omegle.com"))


def test_the_way_on_opens_after_a_pause(tab: Page, web: Sites) -> None:
    tab.goto("http://emeraldchat.com/")
    tab.get_by_text("More", exact=True).click()
    expect(tab.get_by_role("button", name="Possible in")).to_be_disabled()
    tab.get_by_label("5 minutes", exact=True).press("Enter")  # a form is also sent by keyboard
    expect(tab.get_by_role("button", name="Open the site for 5 minutes")).to_be_enabled()
    assert web.asked("emeraldchat.com") == []


def test_a_pass_ends_with_the_browser(playwright: Playwright, extension: Path, web: Sites, tmp_path: Path) -> None:
    with chromium.running(playwright, profile=tmp_path, extension=extension, sites=web) as first:
        tab = first.tab("http://ngl.link/")
        open_site(tab, minutes=60)
    asked = len(web.asked("ngl.link"))
    with chromium.running(playwright, profile=tmp_path, extension=extension, sites=web) as second:
        expect(second.tab("http://ngl.link/")).to_have_url(second.warning_at("ngl.link"))
        expect(second.popup().get_by_text("No listed site is open.")).to_be_visible()
    assert len(web.asked("ngl.link")) == asked


def test_with_the_worker_killed_a_visit_is_stopped_and_a_pass_granted(tab: Page, browser: Chromium, web: Sites) -> None:
    status = browser.kill_worker()
    tab.goto("http://ome.tv/")
    expect(tab).to_have_url(browser.warning_at("ome.tv"))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("ome.tv")
    assert web.asked("ome.tv") == []
    assert status() == "stopped"
    open_site(tab, minutes=5)
    expect(tab.get_by_role("heading")).to_have_text("This is ome.tv")
