"""The welcome: it has four steps at most, and needs no mouse."""

from typing import Final

import pytest

from tests.browser.choosing import chosen
from tests.browser.driving import Browser, Key, Tab, extension_page
from tests.browser.expecting import expect_complete, expect_text
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

MOST_STEPS: Final = 4
MOST_KEYS: Final = 80  # one a second leaves time to read, within the minute that is promised
HAS_FOCUS: Final = "(selector) => document.activeElement?.matches(selector) ?? false"


class Keyboard:
    """The only thing that is used on a page, and how often it was."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self.pressed = 0

    def press(self, key: Key) -> None:
        """Press a key."""
        self._tab.press(key)
        self.pressed += 1

    def go_to(self, selector: str) -> None:
        """Press Tab until an element has the focus."""
        while not self._tab.evaluate(HAS_FOCUS, selector):
            assert self.pressed < MOST_KEYS, f"{selector} is not reached by Tab"
            self.press("Tab")


def step(tab: Tab) -> str:
    """What stands behind `#` in the address."""
    return tab.address.partition("#")[2]


def test_it_is_gone_through_by_keyboard_alone_and_what_was_chosen_is_in_force(tab: Tab, family: Browser) -> None:
    tab.visit(extension_page(family, "welcome"))
    expect_complete(tab)
    keyboard = Keyboard(tab)
    keyboard.go_to("input[name=who]")
    while not tab.evaluate("() => document.querySelector('input[value=child]').checked"):
        assert keyboard.pressed < MOST_KEYS
        keyboard.press("ArrowDown")
    steps = 0
    while step(tab) != "done":
        assert steps < MOST_STEPS
        before = step(tab)
        keyboard.go_to("#next")
        keyboard.press("Enter")
        steps += 1
        until("next step", lambda before=before: step(tab) != before)  # type: ignore[misc]
    expect_text(tab, "Vigie is on watch.")
    until("welcome that is over", lambda: chosen(family)["welcomed"])
    assert (chosen(family)["whose"], chosen(family)["reader"]) == ("child", "teen")
