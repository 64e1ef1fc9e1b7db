"""What a test may do with a browser, whichever it is: one list of scenarios, two drivers (`chromium`, `firefox`)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Literal, Protocol

BrowserName = Literal["chromium", "firefox"]
Key = Literal["Tab", "Enter", "Space", "ArrowDown", "ArrowUp"]

# Not on a page that has outlived its extension, either.
IS_OURS: Final = "() => Boolean(globalThis.chrome?.runtime?.id)"


class PrivateTab(Protocol):
    """A tab in a private window. A script is the text of one JavaScript function, which is called with `value`."""

    @property
    def address(self) -> str:
        """The address of the page that the tab shows."""
        ...

    def evaluate(self, script: str, value: object = None) -> Any:
        """Run a function in the page and wait for what it gives: plain JSON."""
        ...


class Tab(PrivateTab, Protocol):
    """One tab. Selectors are CSS."""

    def visit(self, address: str) -> None:
        """Type an address, and return when the tab shows where that led. A visit that is stopped is no error."""
        ...

    def back(self) -> None:
        """Press the browser's Back."""
        ...

    def text(self) -> str:
        """What a person can read on the page; empty while one page gives way to another."""
        ...

    def click(self, selector: str) -> None:
        """Click an element as a person does, once it is there and enabled."""
        ...

    def press_enter(self, selector: str) -> None:
        """Go to an element and press Enter on it."""
        ...

    def press(self, key: Key) -> None:
        """Press a key, wherever the focus is."""
        ...

    def type(self, selector: str, text: str) -> None:
        """Go to a field and type a text in place of what is in it."""
        ...

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file where the page asks for one."""
        ...

    def frames(self) -> Sequence[str]:
        """What a person can read in each frame on the page."""
        ...

    def close(self) -> None:
        """Close the tab."""
        ...

    def picture(self) -> bytes:
        """The page as a PNG."""
        ...


class Browser(Protocol):
    """A browser with the extension, and nothing but `Sites` to reach."""

    name: BrowserName
    origin: str
    """Of the extension's own pages, without a last slash."""

    def open(self, address: str | None = None) -> Tab:
        """A new tab, on an address if one is given."""
        ...

    def open_behind(self, address: str) -> Tab:
        """A new tab on an address, while the tab before it stays the one that is looked at."""
        ...

    def tabs(self) -> Sequence[Tab]:
        """All tabs that are open, the one that the browser started with first."""
        ...

    def in_extension(self, script: str, value: object = None) -> Any:
        """Run a function with the rights of the extension, and wait for what it gives."""
        ...

    def kill_worker(self) -> None:
        """Stop the extension's worker, as a browser does to save memory, and return when it has stopped."""
        ...

    def note_requests(self) -> Callable[[], Sequence[str]]:
        """Note from now on what the extension asks the web for, itself. Returns what tells these addresses."""
        ...

    def allow_private_windows(self) -> None:
        """Let the extension into private windows, as a person may in the browser's own settings."""
        ...

    def open_private(self, address: str) -> PrivateTab:
        """Open a private window on an address; returns its tab."""
        ...

    def withhold_host_access(self) -> None:
        """Take the extension's access to web sites away, as a person may in the browser's own settings."""
        ...


def in_own_page(browser: Browser, script: str, value: object = None) -> Any:
    """Run a function in the browser's first tab, brought to the warning of no host unless it is on a page of ours.

    To open a tab each time would be most of what the tests cost.
    """
    first = browser.tabs()[0]
    if not first.evaluate(IS_OURS):
        first.visit(extension_page(browser, "warning"))
    return first.evaluate(script, value)


def warning_at(browser: Browser, host: str, scheme: str = "http") -> str:
    """The address of the warning for a host (with its port, if it has one)."""
    return f"{browser.origin}/pages/warning/warning.html#{scheme}://{host}"


def extension_page(browser: Browser, name: str) -> str:
    """The address of one of the extension's pages: `popup`, `warning`, …"""
    return f"{browser.origin}/pages/{name}/{name}.html"
