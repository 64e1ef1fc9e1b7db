"""The large button leads back to where the reader came from, and never to the site."""

import pytest

from tests.browser.driving import Browser, Tab, warning_at
from tests.browser.expecting import expect_at, expect_stopped, expect_text
from tests.browser.passing import end_passes, open_site
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
INNOCENT = "http://innocent.example/"


@pytest.fixture
def warned(tab: Tab, browser: Browser, web: Sites) -> Tab:
    """A tab that went from an innocent page to a listed site by a link, and shows the warning."""
    web.write(INNOCENT, '<a href="http://coco.gg/">Go</a>')
    tab.visit(INNOCENT)
    tab.click("a")
    expect_stopped(tab, browser, web, "coco.gg")
    return tab


def test_back_returns_to_the_page_before(warned: Tab, web: Sites) -> None:
    expect_text(warned, "Go back")
    warned.click("#leave")
    expect_at(warned, INNOCENT)
    expect_text(warned, "This is innocent.example")
    assert web.asked("coco.gg") == []


def test_back_works_by_keyboard(warned: Tab) -> None:
    warned.press_enter("#leave")
    expect_at(warned, INNOCENT)


@pytest.fixture
def opened_alone(warned: Tab, browser: Browser, web: Sites) -> Tab:
    """A tab that a link opened for a listed site: there is nothing before the warning."""
    web.write(f"{INNOCENT}new", '<a href="http://coco.gg/" target="_blank">Go</a>')
    warned.visit(f"{INNOCENT}new")
    before = len(browser.tabs())
    warned.click("a")
    until("new tab", lambda: len(browser.tabs()) > before)
    opened = browser.tabs()[-1]
    expect_stopped(opened, browser, web, "coco.gg")
    return opened


def addresses(browser: Browser) -> list[str]:
    """Where the browser's tabs are."""
    return [tab.address for tab in browser.tabs()]


def test_a_tab_opened_for_the_site_alone_is_closed(opened_alone: Tab, tab: Tab, browser: Browser, web: Sites) -> None:
    expect_text(opened_alone, "Close this page")
    opened_alone.click("#leave")
    until("end of the tab", lambda: warning_at(browser, "coco.gg") not in addresses(browser))
    expect_at(tab, f"{INNOCENT}new")
    assert web.asked("coco.gg") == []


def test_closing_the_last_tab_leaves_a_new_one(opened_alone: Tab, tab: Tab, browser: Browser) -> None:
    for other in browser.tabs()[:-1]:
        other.close()
    opened_alone.click("#leave")
    until(
        "new tab alone", lambda: len(browser.tabs()) == 1 and warning_at(browser, "coco.gg") not in addresses(browser)
    )


def test_after_a_pass_back_leads_out_past_the_site(warned: Tab, browser: Browser, web: Sites) -> None:
    open_site(warned, "coco.gg")
    web.forget()
    end_passes(browser)
    expect_stopped(warned, browser, web, "coco.gg")
    warned.click("#leave")
    expect_at(warned, INNOCENT)
    assert web.asked("coco.gg") == []
