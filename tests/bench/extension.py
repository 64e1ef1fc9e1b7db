"""The extension, from an offered Release to rules in force: fetched (loopback), verified, decoded, compiled, applied.

`delta` is the next Release, with 1 % of the names exchanged, by its delta. `browser` is the browser's own part, and any
extension's floor: to be handed the finished rules (uBlock Origin Lite's strict blocking has such rules as well; its
package is in no registry that the bench could take it from). `a rule a name` hands over one rule for each name instead,
as far as the browsers take them (5,000). Seconds; `CPU` is of the processor in all of the browser's processes, so that
other work on the machine does not count. Medians of three up to 10,000 names; one run beyond. Memory in MB: the
extension's own process with the list just applied, as proportional set size; the first row is what it has without one.
"""

import statistics
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Playwright, sync_playwright

from tests.bench import extension_browsers
from tests.bench.extension_browsers import BROWSERS, memory, processor, with_extension
from tests.bench.extension_feed import Release, Releases
from tests.browser import feed_server, sites
from tests.browser.driving import Browser, BrowserName
from tests.browser.sites import Sites
from tests.release.feeds_for_tests import listed

SIZES: Final = (1, 1_000, 10_000, 100_000, 300_000)
RUNS: Final = {1_000: 3, 10_000: 3}
MOST_RULES: Final = 5_000

FORGET: Final = """async () => {
  await chrome.storage.local.clear();
  const rules = await chrome.declarativeNetRequest.getDynamicRules();
  await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds: rules.map(({ id }) => id) });
}"""
CHECK: Final = """async () => {
  const begin = performance.now();
  const { serial, error } = await chrome.runtime.sendMessage({ type: "check-now" });
  return { serial, error, seconds: (performance.now() - begin) / 1000 };
}"""
HAND_OVER: Final = """async (one) => {
  const ours = await chrome.declarativeNetRequest.getDynamicRules();
  const removeRuleIds = ours.map(({ id }) => id);
  const apart = ours.flatMap((rule) => rule.condition.requestDomains.map((name) => [name.replace(/\\.$/, ""), rule]));
  const addRules = one
    ? [...new Map(apart)].map(([name], i) => ({
        id: i + 1,
        action: { type: "redirect", redirect: { extensionPath: "/pages/warning/warning.html" } },
        condition: { urlFilter: `||${name}^`, resourceTypes: ["main_frame"] },
      }))
    : ours;
  await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds });
  const begin = performance.now();
  await chrome.declarativeNetRequest.updateDynamicRules({ addRules });
  return (performance.now() - begin) / 1000;
}"""


def run() -> list[dict[str, str | int | float]]:
    """One row for each browser and size; none where a browser is missing."""
    if not extension_browsers.INSTALLED:
        return []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "sites").mkdir()
        releases = Releases(folder)
        first = releases.release([listed("starter.example")])
        pairs = [releases.pair(count) for count in SIZES]
        releases.offer(first)
        with sites.running(folder / "sites") as web, feed_server.running(releases.folder) as server:
            extensions = releases.extensions(folder / "built", server.address)
            return [row for each in BROWSERS for row in _rows(each, playwright, web, extensions, releases, pairs)]


def _rows(
    name: BrowserName,
    playwright: Playwright,
    web: Sites,
    extensions: Path,
    releases: Releases,
    pairs: list[tuple[Release, Release]],
) -> list[dict[str, str | int | float]]:
    profile = extensions.parent / name
    with with_extension(name, playwright, web, profile, extensions) as browser:
        return [{"browser": name, **_row(browser, profile, releases, *pair)} for pair in pairs]


def _row(
    browser: Browser, profile: Path, releases: Releases, first: Release, second: Release
) -> dict[str, str | int | float]:
    count = len(first.names)
    runs = [_apply(browser, profile, releases, first, second) for _ in range(RUNS.get(count, 1))]
    whole, whole_processor, delta, delta_processor = map(statistics.median, zip(*runs, strict=True))
    held = memory(profile)
    floor = browser.in_extension(HAND_OVER, False)
    apart = browser.in_extension(HAND_OVER, True) if count <= MOST_RULES else "refused"
    return {
        "names": count,
        "whole, s": whole,
        "CPU": whole_processor,
        "delta, s": delta,
        "delta, CPU": delta_processor,
        "browser, s": floor,
        "a rule a name, s": apart,
        "memory, MB": held,
    }


def _apply(
    browser: Browser, profile: Path, releases: Releases, first: Release, second: Release
) -> tuple[float, float, float, float]:
    browser.in_extension(FORGET)
    return *_taken(browser, profile, releases, first), *_taken(browser, profile, releases, second)


def _taken(browser: Browser, profile: Path, releases: Releases, release: Release) -> tuple[float, float]:
    releases.offer(release)
    before = processor(profile)
    told = browser.in_extension(CHECK)
    if told["serial"] != release.serial or told["error"]:
        raise RuntimeError(f"Release {release.serial} was not taken: {told}")
    return told["seconds"], processor(profile) - before
