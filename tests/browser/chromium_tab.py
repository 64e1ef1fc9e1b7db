"""A tab of a Chromium, over Playwright."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser.driving import Key

READ = "() => document.body?.innerText ?? ''"


class ChromiumTab:
    """`driving.Tab`. `page` is Playwright's, for what only one browser is asked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def address(self) -> str:
        """The address of the page that the tab shows."""
        with suppress(Error):  # the page may be giving way to another
            self.page.evaluate("0")  # lets events come in
        return self.page.url

    def visit(self, address: str) -> None:
        """Type an address, and return when the tab shows where that led."""
        with suppress(Error):  # Playwright takes a visit that was stopped for a failure
            self.page.goto(address)

    def back(self) -> None:
        """Press the browser's Back."""
        with suppress(Error):  # as above
            self.page.go_back(wait_until="commit")

    def text(self) -> str:
        """What a person can read on the page; empty while one page gives way to another."""
        try:
            text: str = self.page.evaluate(READ)
        except Error:
            return ""
        return text

    def evaluate(self, script: str, value: object = None) -> Any:
        """Run a function in the page and wait for what it gives."""
        return self.page.evaluate(script, value)

    def click(self, selector: str) -> None:
        """Click an element as a person does, once it is there and enabled."""
        self.page.locator(selector).click()

    def press_enter(self, selector: str) -> None:
        """Go to an element and press Enter on it."""
        self.page.locator(selector).press("Enter")

    def press(self, key: Key) -> None:
        """Press a key, wherever the focus is."""
        self.page.keyboard.press(key)

    def type(self, selector: str, text: str) -> None:
        """Go to a field and type a text in place of what is in it."""
        field = self.page.locator(selector)
        field.clear()
        field.press_sequentially(text)

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file where the page asks for one."""
        self.page.locator(selector).set_input_files(file)

    def frames(self) -> Sequence[str]:
        """What a person can read in each frame on the page."""
        return [frame.evaluate(READ) for frame in self.page.frames[1:]]

    def close(self) -> None:
        """Close the tab."""
        self.page.close()

    def picture(self) -> bytes:
        """The page as a PNG."""
        return self.page.screenshot()
