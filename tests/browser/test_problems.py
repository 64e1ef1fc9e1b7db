"""What keeps Vigie from protecting is said once, plainly, and then left in the settings."""

from typing import Final

import pytest

from tests.browser.driving import Browser
from tests.browser.expecting import expect_text, shown
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

PRIVATE: Final = "Vigie does not see private windows"
BADGE: Final = "() => chrome.action.getBadgeText({})"


def test_private_windows_that_are_not_seen_are_told_once(family: Browser) -> None:
    popup = shown(family, "popup")
    expect_text(popup, PRIVATE)
    assert family.in_extension(BADGE) == ""  # no alarm for what a person may have wished
    popup.click("#problems button")
    until("popup without it", lambda: PRIVATE not in popup.text())
    family.kill_worker()
    assert PRIVATE not in shown(family, "popup").text()
    assert PRIVATE in shown(family, "options").text()
