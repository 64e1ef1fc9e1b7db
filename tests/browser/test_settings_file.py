"""The settings as a file: what one browser saved another has again, and a file that is none of ours costs nothing."""

import json
from pathlib import Path
from typing import Final

import pytest

from tests.browser.choosing import add, choose, chosen, forget, send, trust
from tests.browser.driving import Browser, Tab, extension_page
from tests.browser.expecting import expect_complete, expect_open, expect_stopped, expect_text
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

FILE: Final = "#file input[type=file]"
LARGE: Final = json.dumps({"vigie": "settings", "version": 1, "x": "y" * 1_000_001})


def furnish(browser: Browser) -> None:
    """Choose something of everything."""
    choose(browser, reader="parent", whose="child", country="IT", diary=True, categories={"dating-chat": "block"})
    add(browser, "tchat-été.example", "block")
    trust(browser, "coco.gg")


def test_what_was_saved_is_the_same_again_and_in_force(tab: Tab, family: Browser, web: Sites, tmp_path: Path) -> None:
    furnish(family)
    before = chosen(family)
    file = tmp_path / "vigie-settings.json"
    file.write_text(send(family, "export-settings")["text"], encoding="utf-8")
    forget(family)
    assert chosen(family) != before
    tab.visit(extension_page(family, "options"))
    expect_complete(tab)
    until("place for a file", lambda: tab.evaluate("(selector) => document.querySelector(selector)", FILE) is not None)
    tab.choose_file(FILE, file)
    until("settings that are back", lambda: chosen(family) == before)
    expect_text(tab, "xn--tchat-t-gyab.example")
    tab.visit("http://tchat-été.example/")
    expect_stopped(tab, family, web, "xn--tchat-t-gyab.example")
    tab.visit("http://coco.gg/")
    expect_open(tab, web, "coco.gg")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not-json"),
        ("{", "not-json"),
        ("[]", "not-settings"),
        ('{"version": 1}', "not-settings"),
        ('{"vigie": "settings", "version": "1"}', "not-settings"),
        ('{"vigie": "settings", "version": 2, "reader": "teen"}', "newer"),
        (LARGE, "too-large"),
    ],
    ids=["empty", "cut off", "another file", "unnamed", "no version", "newer", "huge"],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_lost(family: Browser, text: str, reason: str) -> None:
    furnish(family)
    before = chosen(family)
    assert send(family, "import-settings", text=text) == {"ok": False, "reason": reason}
    assert chosen(family) == before


def test_of_a_file_with_mistakes_the_rest_is_taken_and_what_was_left_out_is_counted(family: Browser) -> None:
    fields = {"reader": "parent", "country": "Italy", "own": {"added": ["forum.example", "*.x", "", "x/y", "gg"]}}
    answer = send(family, "import-settings", text=json.dumps({"vigie": "settings", "version": 1, **fields}))
    assert (answer["ok"], answer["dropped"]) == (True, 5)
    kept = chosen(family)
    assert (kept["reader"], kept["country"]) == ("parent", None)
    assert kept["own"]["added"] == [{"name": "forum.example", "action": "warn"}]
