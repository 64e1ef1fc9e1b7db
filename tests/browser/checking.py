"""Asking the extension to look for a newer list now."""

from typing import Any

from tests.browser.driving import Browser


def check_now(browser: Browser) -> dict[str, Any]:
    """Let the extension ask the feed; returns how its list is doing then (`Health` in the extension's `health.js`)."""
    health: dict[str, Any] = browser.in_extension("() => chrome.runtime.sendMessage({ type: 'check-now' })")
    return health
