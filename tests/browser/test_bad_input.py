"""What a page, or a person who types, may throw at the extension: it stays calm, and it goes on protecting."""

import pytest

from tests.browser.checking import check_now
from tests.browser.driving import Browser, Tab, extension_page, warning_at
from tests.browser.expecting import expect_stopped, expect_text, expect_warning
from tests.browser.passing import running_passes
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
INNOCENT = "https://innocent.example/"
MANY = 10_000


@pytest.mark.parametrize(
    "about",
    [
        "javascript:alert(document.domain)",
        "http://javascript:alert(1)",
        "data:text/html,<h1>coco.gg</h1>",
        "file:///etc/passwd",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop/page.html",
        "moz-extension://00000000-0000-4000-8000-000000000000/page.html",
        "http://coco.gg:99999",
        "http://user:pw@coco.gg",
        "http://<img src=x onerror=alert(1)>",
        "http://127.0.0.1",
        f"http://{'a' * MANY}.gg",
        "",
    ],
)
def test_a_warning_about_no_listed_site_offers_the_way_out_and_no_pass(tab: Tab, browser: Browser, about: str) -> None:
    tab.visit(f"{extension_page(browser, 'warning')}#{about}")
    until("page that says something", lambda: tab.evaluate("() => document.querySelector('h1').textContent") != "")
    assert tab.evaluate("() => document.querySelectorAll('form, iframe, img[src=x]').length") == 0
    assert tab.evaluate("() => document.querySelector('#leave').textContent") != ""
    links: list[str] = tab.evaluate("() => [...document.links].map(({ protocol }) => protocol)")
    assert set(links) <= {"https:", "tel:", "moz-extension:", "chrome-extension:"}


def test_a_warning_inside_a_page_grants_nothing(tab: Tab, family: Browser, web: Sites) -> None:
    """Else a page could draw over it, and borrow the clicks of whoever looks at it."""
    framed = f'<iframe src="{warning_at(family, "coco.gg")}" onload="document.title = \'framed\'"></iframe>'
    web.write(INNOCENT, framed)
    tab.visit(INNOCENT)
    until("frame that has loaded", lambda: tab.evaluate("() => document.title") == "framed")
    assert [text for text in tab.frames() if "coco.gg" in text] == []
    assert running_passes(family) == []


# A page that opened the warning holds its window; and Chromium lets pages speak to extensions that ask for it.
SHOUT = """(many) => {
  const wish = { type: "grant-pass", host: "coco.gg", minutes: 60 };
  for (let i = 0; i < many; i += 1) {
    window.opened.postMessage(wish, "*");
    window.postMessage(wish, "*");
  }
  return [typeof globalThis.chrome?.runtime?.sendMessage, typeof globalThis.browser?.runtime];
}"""


def test_ten_thousand_messages_from_a_page_move_nothing(tab: Tab, family: Browser, web: Sites) -> None:
    opener = f"<button onclick=\"window.opened = window.open('{warning_at(family, 'coco.gg')}')\">Go</button>"
    web.write(INNOCENT, opener)
    tab.visit(INNOCENT)
    before = len(family.tabs())
    tab.click("button")
    until("warning that the page opened", lambda: len(family.tabs()) > before)
    assert tab.evaluate(SHOUT, MANY) == ["undefined", "undefined"]
    assert running_passes(family) == []
    expect_stopped(family.open("http://coco.gg/"), family, web, "coco.gg")


# From one of the extension's own pages: none of them is anything that the worker knows.
NONSENSE = """async (many) => {
  const wishes = [null, 7, "grant-pass", [], {}, { type: "toString" }, { type: 7 }, { type: "grant-pass" }];
  const answers = Array.from({ length: many }, (_, i) =>
    chrome.runtime.sendMessage(wishes[i % wishes.length]).catch(() => undefined));
  return (await Promise.all(answers)).filter((answer) => answer?.ok === true).length;
}"""


def test_ten_thousand_malformed_messages_are_answered_with_nothing(family: Browser, web: Sites) -> None:
    assert family.in_extension(NONSENSE, MANY) == 0
    assert running_passes(family) == []
    expect_stopped(family.open("http://coco.gg/"), family, web, "coco.gg")


def test_storage_that_is_cleared_comes_back_and_protection_stays(tab: Tab, browser: Browser, web: Sites) -> None:
    browser.in_extension("() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])")
    tab.visit("http://coco.gg/")
    expect_warning(tab, browser, "coco.gg")
    assert web.asked("coco.gg") == []
    browser.kill_worker()
    until("list that is back", lambda: check_now(browser)["serial"] == 1)
    expect_stopped(browser.open("http://coco.gg/"), browser, web, "coco.gg")
    expect_text(browser.tabs()[-1], "Coco")
