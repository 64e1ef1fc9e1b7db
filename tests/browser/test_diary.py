"""The diary: nothing until somebody switches it on; then site and day, for thirty days, and a sign that it is on."""

import json
from datetime import date, timedelta
from typing import Any, Final

import pytest

from tests.browser.choosing import choose, send, stored, until_stored
from tests.browser.driving import Browser, Tab, extension_page
from tests.browser.expecting import expect_text, expect_warning, shown
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

TELLING: Final = "room-7193"
KEEP: Final = "(diary) => chrome.storage.local.set({ diary })"
SESSION: Final = "() => chrome.storage.session.get(null)"
SIGN: Final = "() => document.querySelector('#diary').checkVisibility()"


def be_warned(browser: Browser, tab: Tab, host: str) -> None:
    """Visit a listed site, with an address that tells more than its name."""
    tab.visit(f"http://www.{host}/{TELLING}?name={TELLING}")
    expect_warning(tab, browser, f"www.{host}")


def sign(browser: Browser) -> bool:
    """Whether the popup says that the diary is on."""
    return bool(shown(browser, "popup").evaluate(SIGN))


def traces(browser: Browser) -> list[Any]:
    """All that the extension keeps, but how its list is doing."""
    kept = {key: value for key, value in stored(browser).items() if key != "health"}
    return [kept, browser.in_extension(SESSION)]


def day(browser: Browser, ago: int) -> str:
    """A day as the browser's device writes it."""
    today: str = browser.in_extension("() => new Date().toLocaleDateString('sv')")
    return str(date.fromisoformat(today) - timedelta(days=ago))


def test_while_it_is_off_no_trace_of_a_warning_is_kept(tab: Tab, family: Browser) -> None:
    before = traces(family)
    be_warned(family, tab, "coco.gg")
    assert traces(family) == before
    assert not sign(family)


def test_while_it_is_on_it_holds_site_and_day_and_nothing_of_the_address(tab: Tab, family: Browser) -> None:
    choose(family, diary=True)
    rows: list[dict[str, Any]] = [{"day": day(family, 0), "site": "coco", "count": 1}]
    be_warned(family, tab, "coco.gg")
    until_stored(family, "row", "diary", rows)
    tab.visit("http://innocent.example/")
    be_warned(family, tab, "coco.fr")  # the same Site under its earlier name
    until_stored(family, "second time", "diary", [{**rows[0], "count": 2}])
    assert TELLING not in json.dumps(stored(family))


def test_while_it_is_on_popup_and_settings_say_so(family: Browser, tab: Tab) -> None:
    choose(family, diary=True)
    be_warned(family, tab, "ome.tv")
    assert sign(family)
    until("row", lambda: stored(family).get("diary"))
    expect_text(family.open(extension_page(family, "options")), "OmeTV")


def test_a_row_is_erased_after_thirty_days(family: Browser) -> None:
    choose(family, diary=True)
    last, gone = ({"day": day(family, ago), "site": "coco", "count": 1} for ago in (30, 31))
    family.in_extension(KEEP, [gone, last])
    family.kill_worker()
    send(family, "passes")  # wakes the worker, and asks it for something else
    until_stored(family, "the last row alone", "diary", [last])


def test_switching_it_off_erases_it(tab: Tab, family: Browser) -> None:
    choose(family, diary=True)
    be_warned(family, tab, "coco.gg")
    until("row", lambda: stored(family).get("diary"))
    choose(family, diary=False)
    assert stored(family)["diary"] == []
    assert not sign(family)
