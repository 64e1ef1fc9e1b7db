"""A family at its browser: it chooses, and opens the extension's pages."""

from typing import Any, Final

from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium

KEPT: Final = ["settings", "pin", "diary", "reports", "problems"]

ASK: Final = "(message) => chrome.runtime.sendMessage(message)"


class Family:
    """One browser with the extension, and what is chosen in it."""

    def __init__(self, browser: Chromium) -> None:
        self.browser = browser

    def open(self, page: str, *, width: int = 1000, height: int = 800, **media: Any) -> Page:
        """A page of the extension by its path under `pages/`, once all is on it. `media` as of `emulate_media`."""
        tab = self.browser.tab()
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(**media)
        tab.goto(f"{self.browser.origin}/pages/{page}")
        expect(tab.get_by_role("main", include_hidden=True)).not_to_have_attribute("aria-busy", "true")
        return tab

    def warning(self, host: str, **media: Any) -> Page:
        """The warning for a host."""
        return self.open(f"warning/warning.html#https://{host}", **media)

    def ask(self, message: dict[str, object]) -> Any:
        """Send the worker a message, as a page does."""
        return self.browser.in_extension(ASK, message)

    def choose(self, **changes: object) -> None:
        """Choose settings."""
        answer = self.ask({"type": "change-settings", "changes": changes})
        assert answer["ok"], answer

    def add(self, text: str, action: str) -> None:
        """Add a name to the family's own list."""
        assert self.ask({"type": "add-name", "list": "added", "text": text, "action": action})["ok"]

    def set_pin(self, pin: str) -> None:
        """Set a PIN, and leave nothing unlocked."""
        assert self.ask({"type": "set-pin", "pin": pin})["ok"]
        self.ask({"type": "lock"})

    def forget(self) -> None:
        """Be a family that has just installed the extension."""
        self.browser.in_worker("(keys) => chrome.storage.local.remove(keys)", KEPT)
        self.browser.in_worker("() => chrome.storage.session.clear()")

    def close_tabs(self) -> None:
        """Close every tab but the one that the browser started with."""
        for page in self.browser.context.pages[1:]:
            page.close()
