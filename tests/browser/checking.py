"""Asking the extension to look for a newer list now, and letting it forget the one it has."""

from typing import Any, Final

from tests.browser.driving import Browser
from tests.browser.waiting import until

CLEAR: Final = "() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])"


def check_now(browser: Browser) -> dict[str, Any]:
    """Let the extension ask the feed; returns how its list is doing then (`Health` in the extension's `health.js`)."""
    health: dict[str, Any] = browser.in_extension("() => chrome.runtime.sendMessage({ type: 'check-now' })")
    return health


def begin_anew(browser: Browser) -> None:
    """Let the extension know the list of its package alone, as after the installation. No feed is to be offered."""
    browser.in_extension(CLEAR)
    browser.kill_worker()
    until("list of the package", lambda: check_now(browser)["serial"] == 1)
