"""What a family waits for: the warning after a click, and nothing else.

`click to warning`: from a click on a link to a listed site to the largest paint of the finished warning. `opened`: the
same page opened by its address, from the start of the navigation; `floor`: a page of the package that holds one line,
opened in turns with it; `floors`: how many of these the warning takes, which a busy machine changes least.
`innocent, more`: how much later the first byte of an unlisted site comes with the extension than without it, paired:
two browsers side by side take turns. Milliseconds: medians, and for the pairs the quartiles of their differences.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from playwright.sync_api import Playwright, sync_playwright

from tests.bench import extension_browsers
from tests.bench.extension_browsers import BROWSERS, bare, with_extension
from tests.bench.extension_feed import Releases
from tests.browser import feed_server, sites
from tests.browser.driving import Browser, BrowserName, Tab, warning_at
from tests.browser.sites import Sites
from tests.browser.waiting import until
from tests.release.feeds_for_tests import listed

SIZES: Final = (300, 100_000)
WARNINGS: Final = 9
PAIRS: Final = 25
LISTED: Final = "listed.example"
INNOCENT: Final = "http://innocent.example/"
FLOOR: Final = "<!doctype html><meta charset=utf-8><title>Floor</title><h1>One line, nothing to read for it</h1>"

CLICK: Final = """(address) => {
  const link = document.body.appendChild(document.createElement("a"));
  link.href = address;
  setTimeout(() => link.click());
  return performance.timeOrigin + performance.now();
}"""
# A page is painted when it is ready and nothing larger was painted for a while.
PAINTED: Final = """async () => {
  while (document.querySelector("[aria-busy]")) await new Promise((ready) => setTimeout(ready, 5));
  const paints = [];
  new PerformanceObserver((list) => paints.push(...list.getEntries()))
    .observe({ type: "largest-contentful-paint", buffered: true });
  const begin = performance.now();
  while (paints.length === 0 || performance.now() < begin + 200) await new Promise((ready) => setTimeout(ready, 20));
  return { at: performance.timeOrigin + paints.at(-1).startTime, after: paints.at(-1).startTime };
}"""
FIRST_BYTE: Final = "() => performance.getEntriesByType('navigation')[0].responseStart"


def run() -> list[dict[str, str | int | float]]:
    """One row for each browser and size; none where a browser is missing."""
    if not extension_browsers.INSTALLED:
        return []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "sites").mkdir()
        with sites.running(folder / "sites") as web:
            return [row for count in SIZES for row in _rows(count, folder / str(count), playwright, web)]


def _rows(count: int, folder: Path, playwright: Playwright, web: Sites) -> Iterable[dict[str, str | int | float]]:
    folder.mkdir()
    releases = Releases(folder)
    drawn = releases.pair(count)[0].names
    releases.release([listed(LISTED), *drawn[1:]])
    with feed_server.running(releases.folder) as server:
        extensions = releases.extensions(folder / "built", server.address)
        for build in extensions.iterdir():
            (build / "floor.html").write_text(FLOOR)
        for name in BROWSERS:
            yield {"browser": name, "names": count, **_row(name, playwright, web, folder / name, extensions)}


def _row(
    name: BrowserName, playwright: Playwright, web: Sites, profile: Path, extensions: Path
) -> dict[str, str | int | float]:
    with with_extension(name, playwright, web, profile, extensions) as browser:
        addresses = f"{browser.origin}/floor.html", warning_at(browser, LISTED)
        turns = [[_opened(browser, address) for address in addresses] for _ in range(WARNINGS + 1)][1:]
        floor, opened = map(statistics.median, zip(*turns, strict=True))
        waits = {
            "floor": floor,
            "opened": opened,
            "floors": opened / floor,
            "click to warning": statistics.median(_clicked(browser) for _ in range(WARNINGS)),
        }
        with bare(name, playwright, web, profile.with_name(f"{name}-bare")) as plain:
            return {**waits, **_innocent(browser.open, plain)}


def _opened(browser: Browser, address: str) -> float:
    tab = browser.open(address)
    after: float = tab.evaluate(PAINTED)["after"]
    tab.close()
    return after


def _clicked(browser: Browser) -> float:
    tab = browser.open(INNOCENT)
    clicked: float = tab.evaluate(CLICK, f"https://{LISTED}/")
    until("warning", lambda: tab.address.startswith(browser.origin) and tab.text())
    painted: float = tab.evaluate(PAINTED)["at"]
    tab.close()
    return painted - clicked


def _innocent(with_it: Callable[[], Tab], without: Callable[[], Tab]) -> dict[str, str | int | float]:
    tabs = with_it(), without()
    pairs = [[_first_byte(tab) for tab in tabs] for _ in range(PAIRS + 3)][3:]  # the first ones warm both up
    low, middle, high = statistics.quantiles([ours - plain for ours, plain in pairs], n=4)
    without_it = statistics.median(plain for _, plain in pairs)
    return {"innocent, without": without_it, "innocent, more": middle, "quartiles": f"{low:.1f} to {high:.1f}"}


def _first_byte(tab: Tab) -> float:
    tab.visit(INNOCENT)
    after: float = tab.evaluate(FIRST_BYTE)
    return after
