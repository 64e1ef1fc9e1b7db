"""A person may take the extension's access to web sites away: the redirect does nothing then, and a block does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.browser.conftest import Start
from tests.browser.driving import Browser
from tests.browser.expecting import expect_open, expect_stopped, expect_text, shown
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

HOSTS: Final = "The browser does not let Vigie act on web sites"
BADGE: Final = "() => chrome.action.getBadgeText({})"
LEADS: Final = """async () => (await chrome.declarativeNetRequest.getDynamicRules())
  .some(({ action }) => action.type === "redirect")"""


@pytest.fixture(scope="module")
def withheld(start: Start, extensions: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose person has taken the access away, once the extension has heard of it."""
    with start(extensions, tmp_path_factory.mktemp("profile")) as browser:
        browser.withhold_host_access()
        until("rules that block", lambda: not browser.in_extension(LEADS))
        yield browser


def test_without_host_access_a_visit_is_stopped_all_the_same(withheld: Browser, web: Sites) -> None:
    tab = withheld.open("http://coco.gg/room")
    expect_stopped(tab, withheld, web, "coco.gg")
    tab.visit("http://innocent.example/")
    expect_open(tab, web, "innocent.example")


def test_without_host_access_the_source_of_a_page_is_stopped_too(withheld: Browser, web: Sites) -> None:
    tab = withheld.open("about:blank")
    tab.visit("view-source:http://bounty.chat/")
    until("end of the visit", lambda: "bounty.chat" in tab.address)
    assert "This is bounty.chat" not in tab.text()
    assert web.asked("bounty.chat") == []


def test_it_is_told_once_and_marked_on_the_toolbar_until_it_is_back(withheld: Browser) -> None:
    until("mark on the toolbar", lambda: withheld.in_extension(BADGE) == "!")
    popup = shown(withheld, "popup")
    expect_text(popup, HOSTS)
    popup.click("#problems .problem:has(button + button) button:last-child")
    until("popup without it", lambda: HOSTS not in popup.text())
    assert HOSTS not in shown(withheld, "popup").text()
    assert HOSTS in shown(withheld, "options").text()
    assert withheld.in_extension(BADGE) == "!"
