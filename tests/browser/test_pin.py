"""A parent's PIN: before a pass, before every change."""

from typing import Any, Final

import pytest

from tests.browser.choosing import chosen, send, set_pin, stored
from tests.browser.driving import Browser, Tab, extension_page
from tests.browser.expecting import expect_complete, expect_open, expect_stopped, expect_text, expect_warning
from tests.browser.passing import GRANT, open_site
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

PIN: Final = "2468"
WRONG: Final = "1111"
FIELDS: Final = ("#pin label:nth-of-type(1) input", "#pin label:nth-of-type(2) input")
PIN_NEEDED: Final = {"ok": False, "reason": "pin-needed"}


def try_pin(browser: Browser, pin: str) -> Any:
    """Ask to unlock the settings with a PIN."""
    return send(browser, "unlock", pin=pin)


def test_a_pin_that_was_typed_twice_in_the_settings_is_set(tab: Tab, family: Browser) -> None:
    tab.visit(extension_page(family, "options"))
    expect_complete(tab)
    for field in FIELDS:
        tab.type(field, PIN)
    tab.click("#pin button[type=submit]")
    expect_text(tab, "A PIN is set.")
    assert PIN not in str(stored(family))
    assert stored(family)["pin"]["iterations"] >= 600_000


def test_the_warning_opens_the_site_for_who_types_the_pin_and_for_nobody_else(
    tab: Tab, family: Browser, web: Sites
) -> None:
    set_pin(family, PIN)
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")
    assert tab.evaluate(GRANT, ["coco.gg", 5]) == PIN_NEEDED
    tab.click("#more > summary")
    tab.type("#pin", WRONG)
    tab.click("#open")
    expect_text(tab, "That is not the PIN.")
    assert web.asked("coco.gg") == []
    tab.type("#pin", PIN)
    tab.click("#open")
    expect_open(tab, web, "coco.gg")


def test_to_unlock_the_settings_opens_no_site(tab: Tab, family: Browser) -> None:
    set_pin(family, PIN)
    assert try_pin(family, PIN)["ok"]
    tab.visit("http://coco.gg/")
    expect_warning(tab, family, "coco.gg")
    assert tab.evaluate(GRANT, ["coco.gg", 5]) == PIN_NEEDED


@pytest.mark.parametrize(
    "change",
    [
        {"type": "change-settings", "changes": {"categories": {"anonymous-chat": "off"}}},
        {"type": "add-name", "list": "trusted", "text": "coco.gg"},
        {"type": "import-settings", "text": '{"vigie": "settings", "version": 1}'},
        {"type": "set-pin", "pin": WRONG},
        {"type": "remove-pin"},
        {"type": "erase-diary"},
    ],
    ids=lambda change: change["type"],
)
def test_nothing_is_changed_without_the_pin(family: Browser, change: dict[str, Any]) -> None:
    set_pin(family, PIN)
    before = stored(family)
    kind, *message = change.items()
    assert send(family, kind[1], **dict(message)) == PIN_NEEDED
    after = stored(family)
    assert {key: after.get(key) for key in ("settings", "pin")} == {key: before.get(key) for key in ("settings", "pin")}


def test_the_settings_ask_for_the_pin_and_let_it_be_removed(tab: Tab, family: Browser, web: Sites) -> None:
    set_pin(family, PIN)
    tab.visit(extension_page(family, "options"))
    expect_complete(tab)
    tab.click("#pin > button")
    tab.type("dialog input", PIN)
    tab.press("Enter")
    expect_text(tab, "No PIN is set.")
    assert stored(family)["pin"] is None
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")
    open_site(tab, "coco.gg")


def test_a_choice_that_was_not_allowed_goes_back_to_what_it_was(tab: Tab, family: Browser) -> None:
    set_pin(family, PIN)
    tab.visit(extension_page(family, "options"))
    expect_complete(tab)
    tab.click("#who input[value=parent]")
    tab.click("dialog button[type=button]")
    until("choice as it was", lambda: tab.evaluate("() => document.querySelector('#who input[value=teen]').checked"))
    assert chosen(family)["reader"] == "teen"
