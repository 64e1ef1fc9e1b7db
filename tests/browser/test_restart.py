"""What ends with the browser, and what a restart does not change: passes, wrong PINs, the welcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.choosing import SEND, send, set_pin, stored
from tests.browser.conftest import Start
from tests.browser.driving import Browser, extension_page
from tests.browser.expecting import expect_complete, expect_open, expect_stopped
from tests.browser.passing import running_passes
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser

PIN: Final = "2468"
WRONG: Final = "1111"
GRANT: Final = {"type": "grant-pass", "minutes": 60, "pin": PIN}
# The moment is moved, not the clock.
LET_WAIT_PASS: Final = """async () => {
  const { "pin-tries": tries } = await chrome.storage.local.get("pin-tries");
  await chrome.storage.local.set({ "pin-tries": { ...tries, retryAt: Date.now() } });
}"""


@dataclass(frozen=True, slots=True)
class Restarted:
    """A browser that was closed and started again, its tabs before that, and the PIN's tries as they were kept."""

    browser: Browser
    tries: Any


@pytest.fixture(scope="module")
def restarted(
    start: Start, extensions: Path, web: Sites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Restarted]:
    """A browser in whose earlier life a pass was open for ngl.link, and a PIN guessed three times."""
    profile = tmp_path_factory.mktemp("profile")
    with start(extensions, profile) as first:  # `start` has waited for the welcome, and closed it
        set_pin(first, PIN)
        tab = first.open("http://ngl.link/")
        expect_complete(tab)
        assert tab.evaluate(SEND, {**GRANT, "host": "ngl.link"})["ok"]
        tab.visit("http://ngl.link/")
        expect_open(tab, web, "ngl.link")
        tab.close()
        for _ in range(3):
            assert try_pin(first, WRONG)["reason"] == "pin-wrong"
        tries = stored(first)["pin-tries"]
    with start(extensions, profile) as second:
        yield Restarted(second, tries)


def try_pin(browser: Browser, pin: str) -> Any:
    """Ask to unlock the settings with a PIN."""
    return send(browser, "unlock", pin=pin)


def test_the_welcome_comes_once(restarted: Restarted) -> None:
    welcome = extension_page(restarted.browser, "welcome")
    assert [tab for tab in restarted.browser.tabs() if tab.address.startswith(welcome)] == []


def test_a_pass_ends_with_the_browser(restarted: Restarted, web: Sites) -> None:
    browser = restarted.browser
    expect_stopped(browser.open("http://ngl.link/"), browser, web, "ngl.link")
    assert running_passes(browser) == []


def test_who_guessed_waits_as_long_as_before_and_then_longer(restarted: Restarted, web: Sites) -> None:
    browser = restarted.browser
    before = restarted.tries
    assert stored(browser)["pin-tries"] == before
    assert before["failures"] == 3
    browser.in_extension(LET_WAIT_PASS)
    assert try_pin(browser, WRONG)["reason"] == "pin-wrong"
    after = stored(browser)["pin-tries"]
    assert after["failures"] == 4
    wait = {"ok": False, "reason": "pin-wait", "retryAt": after["retryAt"]}
    assert try_pin(browser, PIN) == wait  # too early: even the right one is not looked at
    tab = browser.open("http://coco.gg/")
    expect_stopped(tab, browser, web, "coco.gg")
    assert tab.evaluate(SEND, {**GRANT, "host": "coco.gg"}) == wait
    browser.in_extension(LET_WAIT_PASS)
    assert try_pin(browser, PIN)["ok"]
