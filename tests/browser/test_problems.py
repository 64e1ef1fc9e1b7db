"""What keeps Vigie from protecting is said once, plainly, and then left in the settings."""

from pathlib import Path
from typing import Final

import pytest

from tests.browser.conftest import Start
from tests.browser.driving import Browser, Tab, extension_page
from tests.browser.expecting import expect_complete, expect_text
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

PRIVATE: Final = "Vigie does not see private windows"
HOSTS: Final = "The browser does not let Vigie act on web sites"
BADGE: Final = "() => chrome.action.getBadgeText({})"


def shown(browser: Browser, page: str) -> Tab:
    """A page of the extension, once all is on it."""
    tab = browser.open(extension_page(browser, page))
    expect_complete(tab)
    return tab


def test_private_windows_that_are_not_seen_are_told_once(family: Browser) -> None:
    popup = shown(family, "popup")
    expect_text(popup, PRIVATE)
    assert family.in_extension(BADGE) == ""  # no alarm for what a person may have wished
    popup.click("#problems button")
    until("popup without it", lambda: PRIVATE not in popup.text())
    family.kill_worker()
    assert PRIVATE not in shown(family, "popup").text()
    assert PRIVATE in shown(family, "options").text()


def test_host_access_that_is_withheld_is_told_once_and_marked_on_the_toolbar_until_it_is_back(
    start: Start, extensions: Path, tmp_path: Path
) -> None:
    with start(extensions, tmp_path) as browser:
        browser.withhold_host_access()
        until("mark on the toolbar", lambda: browser.in_extension(BADGE) == "!")
        popup = shown(browser, "popup")
        expect_text(popup, HOSTS)
        popup.click("#problems .problem:has(button + button) button:last-child")
        until("popup without it", lambda: HOSTS not in popup.text())
        assert HOSTS not in shown(browser, "popup").text()
        assert HOSTS in shown(browser, "options").text()
        assert browser.in_extension(BADGE) == "!"
