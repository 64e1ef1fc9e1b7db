"""A family's choices in a browser, by the messages that the extension's own pages send."""

from typing import Any, Final

from tests.browser.driving import Browser
from tests.browser.waiting import until

SEND: Final = "(message) => chrome.runtime.sendMessage(message)"
KEPT: Final = ["pin", "pin-tries", "diary", "reports", "problems"]
# A file that holds no choice takes every choice away.
FORGET: Final = """async (keys) => {
  await chrome.storage.local.remove(keys);
  await chrome.storage.session.clear();
  return chrome.runtime.sendMessage({ type: "import-settings", text: '{"vigie": "settings", "version": 1}' });
}"""
STORED: Final = "() => chrome.storage.local.get(null)"


def send(browser: Browser, kind: str, **message: object) -> Any:
    """Send the worker a message, as one of the extension's pages; returns its answer."""
    return browser.in_extension(SEND, {"type": kind, **message})


def choose(browser: Browser, **changes: object) -> None:
    """Choose settings; fails when they are refused."""
    answer = send(browser, "change-settings", changes=changes)
    assert answer["ok"], answer


def chosen(browser: Browser) -> Any:
    """The settings in force (`Settings` in the extension's `settings.js`)."""
    return send(browser, "settings")["settings"]


def add(browser: Browser, text: str, action: str) -> str:
    """Put a name on the family's list, to `warn` about or to `block`; returns it as it was understood."""
    answer = send(browser, "add-name", list="added", text=text, action=action)
    assert answer["ok"], answer
    return str(answer["name"])


def trust(browser: Browser, text: str) -> None:
    """Put a name on the list of those that are never stopped."""
    answer = send(browser, "add-name", list="trusted", text=text)
    assert answer["ok"], answer


def set_pin(browser: Browser, pin: str) -> None:
    """Set a PIN, and leave nothing unlocked."""
    answer = send(browser, "set-pin", pin=pin)
    assert answer["ok"], answer
    send(browser, "lock")


def stored(browser: Browser) -> Any:
    """All that the extension keeps on this device."""
    return browser.in_extension(STORED)


def forget(browser: Browser) -> None:
    """Be a family that has chosen nothing yet."""
    answer = browser.in_extension(FORGET, KEPT)
    assert answer["ok"], answer


def until_stored(browser: Browser, what: str, key: str, value: object) -> None:
    """Wait until the extension keeps a value under a key."""
    until(what, lambda: stored(browser).get(key) == value)
