"""The large button leads back to where the reader came from, and never to the site."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.passing import end_passes, open_site
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser
INNOCENT = "http://innocent.example/"


@pytest.fixture
def warned(tab: Page, browser: Chromium, web: Sites) -> Page:
    """A tab that went from an innocent page to a listed site by a link, and shows the warning."""
    web.write(INNOCENT, '<a href="http://coco.gg/">Go</a>')
    tab.goto(INNOCENT)
    tab.get_by_text("Go").click()
    expect(tab).to_have_url(browser.warning_at("coco.gg"))
    return tab


def test_back_returns_to_the_page_before(warned: Page, web: Sites) -> None:
    warned.get_by_role("button", name="Go back").click()
    expect(warned).to_have_url(INNOCENT)
    expect(warned.get_by_role("heading")).to_have_text("This is innocent.example")
    assert web.asked("coco.gg") == []


def test_back_works_by_keyboard(warned: Page) -> None:
    warned.get_by_role("button", name="Go back").focus()
    warned.keyboard.press("Enter")
    expect(warned).to_have_url(INNOCENT)


@pytest.fixture
def opened_alone(warned: Page, browser: Chromium, web: Sites) -> Page:
    """A tab that a link opened for a listed site: there is nothing before the warning."""
    web.write(f"{INNOCENT}new", '<a href="http://coco.gg/" target="_blank">Go</a>')
    warned.goto(f"{INNOCENT}new")
    with browser.context.expect_page() as opened:
        warned.get_by_text("Go").click()
    expect(opened.value).to_have_url(browser.warning_at("coco.gg"))
    return opened.value


def test_a_tab_opened_for_the_site_alone_is_closed(opened_alone: Page, tab: Page, web: Sites) -> None:
    with opened_alone.expect_event("close"):
        opened_alone.get_by_role("button", name="Close this page").click()
    expect(tab).to_have_url(f"{INNOCENT}new")
    assert web.asked("coco.gg") == []


def test_closing_the_last_tab_leaves_a_new_one(opened_alone: Page, browser: Chromium) -> None:
    for page in browser.context.pages:
        if page is not opened_alone:
            page.close()
    with browser.context.expect_page() as new, opened_alone.expect_event("close"):
        opened_alone.get_by_role("button", name="Close this page").click()
    assert browser.context.pages == [new.value]


def test_after_a_pass_back_leads_out_past_the_site(warned: Page, browser: Chromium, web: Sites) -> None:
    open_site(warned, minutes=5)
    expect(warned.get_by_role("heading")).to_have_text("This is coco.gg")
    end_passes(browser)
    expect(warned).to_have_url(browser.warning_at("coco.gg"))
    asked = len(web.asked("coco.gg"))
    warned.get_by_role("button", name="Go back").click()
    expect(warned).to_have_url(INNOCENT)
    assert len(web.asked("coco.gg")) == asked
