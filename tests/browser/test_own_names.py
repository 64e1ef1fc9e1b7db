"""A family's own list is held like the feed's: a name it added is stopped, a name it trusts opens."""

from collections.abc import Iterator

import pytest

from tests.browser.driving import Browser, Tab, warning_at
from tests.browser.expecting import expect_at, expect_open, expect_stopped
from tests.browser.passing import GRANT
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser
SEND = "(message) => chrome.runtime.sendMessage(message)"
FORGET = """async () => {
  const { settings } = await chrome.runtime.sendMessage({ type: "settings" });
  const { added, trusted } = settings.own;
  for (const { name } of added) await chrome.runtime.sendMessage({ type: "remove-name", list: "added", name });
  for (const name of trusted) await chrome.runtime.sendMessage({ type: "remove-name", list: "trusted", name });
}"""


@pytest.fixture
def family(browser: Browser) -> Iterator[Browser]:
    """The shared browser, whose family's list is empty again afterwards."""
    yield browser
    browser.in_extension(FORGET)


def put(browser: Browser, **name: str) -> str:
    """Put a name on the family's list; returns it as it was understood."""
    answer = browser.in_extension(SEND, {"type": "add-name", **name})
    assert answer["ok"], answer
    return str(answer["name"])


@pytest.mark.parametrize("host", ["forum.example", "www.forum.example", "a.b.forum.example", "forum.example."])
def test_a_name_that_the_family_added_is_stopped(tab: Tab, family: Browser, web: Sites, host: str) -> None:
    put(family, list="added", text="https://www.forum.example/room", action="warn")
    tab.visit(f"http://{host}/")
    expect_stopped(tab, family, web, host)


def test_a_name_that_was_typed_in_unicode_is_stopped(tab: Tab, family: Browser, web: Sites) -> None:
    understood = put(family, list="added", text="Tchat-Été.example", action="warn")
    assert understood == "xn--tchat-t-gyab.example"
    tab.visit("https://tchat-été.example/")
    expect_at(tab, warning_at(family, understood, "https"))
    assert web.asked(understood) == []


def test_a_name_that_the_family_blocks_gets_no_pass(tab: Tab, family: Browser, web: Sites) -> None:
    put(family, list="added", text="forum.example", action="block")
    tab.visit("http://forum.example/")
    expect_stopped(tab, family, web, "forum.example")
    assert tab.evaluate(GRANT, ["forum.example", 5]) == {"ok": False, "reason": "no-passes"}


def test_a_listed_name_that_the_family_trusts_opens_until_it_is_removed(tab: Tab, family: Browser, web: Sites) -> None:
    put(family, list="trusted", text="coco.gg")
    tab.visit("http://www.coco.gg/")
    expect_open(tab, web, "www.coco.gg")
    family.in_extension(FORGET)
    web.forget()
    tab.visit("http://www.coco.gg/next")
    expect_stopped(tab, family, web, "www.coco.gg")
