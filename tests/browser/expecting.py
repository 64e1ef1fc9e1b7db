"""What every scenario asks about a visit in the end: it was stopped before the first request, or the site opened."""

from typing import Final

from tests.browser.driving import Browser, PrivateTab, Tab, extension_page, warning_at
from tests.browser.sites import Sites
from tests.browser.waiting import until

IS_COMPLETE: Final = "() => document.querySelector('main')?.hasAttribute('aria-busy') === false"


def expect_at(tab: Tab, address: str) -> None:
    """The tab comes to an address."""
    until(f"tab on {address} (it is on {tab.address})", lambda: tab.address == address)


def expect_text(tab: Tab, words: str) -> None:
    """The page comes to say some words."""
    until(f"{words!r} on {tab.address}", lambda: words in tab.text())


def expect_warning(tab: Tab, browser: Browser, host: str, scheme: str = "http") -> None:
    """The tab comes to the warning for a host, and the warning says which site it is about, with a way out."""
    expect_at(tab, warning_at(browser, host, scheme))
    expect_text(tab, listed_name(host))
    until("way out", lambda: tab.evaluate("() => document.querySelector('#leave')?.textContent"))


def expect_stopped(tab: Tab, browser: Browser, web: Sites, host: str, scheme: str = "http") -> None:
    """The tab comes to the warning for a host, and nobody asked the site for anything."""
    expect_warning(tab, browser, host, scheme)
    assert web.asked(listed_name(host)) == []


def expect_private_warning(tab: PrivateTab, browser: Browser, host: str) -> None:
    """The tab of a private window comes to the warning for a host. Chromium asks for https there by itself."""
    either = {warning_at(browser, host, scheme) for scheme in ("http", "https")}
    until(f"warning in a private window (it is on {tab.address})", lambda: tab.address in either)


def expect_open(tab: Tab, web: Sites, host: str) -> None:
    """The tab comes to show the site itself."""
    expect_text(tab, f"This is {host}")
    assert web.asked(host)


def expect_complete(tab: Tab) -> None:
    """The page of the extension comes to have everything on it."""
    until(f"page that is complete at {tab.address}", lambda: tab.evaluate(IS_COMPLETE))


def shown(browser: Browser, page: str) -> Tab:
    """A new tab with a page of the extension, once all is on it."""
    tab = browser.open(extension_page(browser, page))
    expect_complete(tab)
    return tab


def listed_name(host: str) -> str:
    """The last two labels of a host, without port and trailing dot."""
    return ".".join(host.partition(":")[0].rstrip(".").split(".")[-2:])
