"""All that the extension keeps on the device is in the privacy policy, and nothing else is."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.browser import privacy_policy
from tests.browser.conftest import Start
from tests.browser.driving import Browser, extension_page
from tests.browser.expecting import expect_stopped
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

ASK: Final = "(message) => chrome.runtime.sendMessage(message)"
KEPT: Final = """async () => {
  const areas = await Promise.all(["local", "session", "sync"].map((area) => chrome.storage[area].get()));
  return areas.flatMap((values) => Object.keys(values));
}"""

PIN: Final = "1234"


def ask(browser: Browser, **message: object) -> object:
    """Send the worker a message, as the extension's pages do."""
    return browser.in_extension(ASK, message)


def use_everything(browser: Browser, web: Sites) -> None:
    """Choose, keep a diary, set a PIN, get it wrong, go on with it, and report to a service that does not answer."""
    ask(browser, type="change-settings", changes={"diary": True})
    tab = browser.open("http://coco.gg/")
    expect_stopped(tab, browser, web, "coco.gg")
    ask(browser, type="set-pin", pin=PIN)
    tab.evaluate(ASK, {"type": "grant-pass", "host": "coco.gg", "minutes": 5, "pin": PIN})
    ask(browser, type="unlock", pin="4321")
    ask(browser, type="send-report", report={"name": "forum.example", "kind": "risky"})
    browser.open(extension_page(browser, "popup"))
    until("problems that it told of", lambda: "problems" in browser.in_extension(KEPT))


def test_the_policy_names_all_that_is_kept_and_nothing_else(
    start: Start, extensions: Path, web: Sites, tmp_path: Path
) -> None:
    with start(extensions, tmp_path) as browser:
        use_everything(browser, web)
        kept = {re.sub("[0-9]+", "N", key) for key in browser.in_extension(KEPT)}
        assert kept == privacy_policy.kept()
