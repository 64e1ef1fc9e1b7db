"""A tab of a Firefox, over WebDriver BiDi."""

import base64
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from tests.browser.bidi import Bidi, Refused
from tests.browser.driving import Key
from tests.browser.waiting import until

# As WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions
KEYS: Final[dict[Key, str]] = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
}
ARRIVED = {"browsingContext.navigationCommitted", "browsingContext.navigationFailed"}
READ = "() => document.body?.innerText ?? ''"

# Where to click: the middle of the element, in the part of the page that is seen; nothing while it cannot be clicked.
MIDDLE = """(selector) => {
  const element = document.querySelector(selector);
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return width && height ? [Math.round(x + width / 2), Math.round(y + height / 2)] : null;
}"""


class FirefoxTab:
    """`driving.Tab`."""

    def __init__(self, bidi: Bidi, context: str) -> None:
        self._bidi = bidi
        self.context = context

    @property
    def address(self) -> str:
        """The address of the page that the tab shows."""
        address: str = self._bidi("browsingContext.getTree", root=self.context, maxDepth=0)["contexts"][0]["url"]
        return address

    def visit(self, address: str) -> None:
        """Type an address, and return when the tab shows where that led."""
        self._bidi.forget_events()
        # Not "complete", which waits for ever when the extension sends the tab elsewhere meanwhile; and not for the
        # event "load", which an extension's pages lack (Firefox 153).
        with suppress(Refused):  # a visit that an extension blocks at once is refused
            self._bidi("browsingContext.navigate", context=self.context, url=address, wait="none")
            self._bidi.wait_for(lambda method, event: method in ARRIVED and event["context"] == self.context)
        until(f"end of the visit to {address}", self._is_complete)

    def back(self) -> None:
        """Press the browser's Back."""
        self._bidi("browsingContext.traverseHistory", context=self.context, delta=-1)

    def text(self) -> str:
        """What a person can read on the page; empty while one page gives way to another."""
        try:
            text: str = self.evaluate(READ)
        except Refused:
            return ""
        return text

    def evaluate(self, script: str, value: object = None) -> Any:
        """Run a function in the page and wait for what it gives."""
        return self._bidi.evaluate(self.context, script, value)

    def click(self, selector: str) -> None:
        """Click an element as a person does, once it is there, enabled, and stands still."""
        places: list[Any] = []

        def stands_still() -> bool:
            places.append(self._middle(selector))
            return places[-1] is not None and places[-1] in places[-2:-1]

        until(f"{selector} to click", stands_still)
        x, y = places[-1]
        press = [{"type": "pointerMove", "x": x, "y": y}]
        press += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._perform({"type": "pointer", "id": "mouse", "actions": press})

    def press_enter(self, selector: str) -> None:
        """Go to an element and press Enter on it."""
        self._go_to(selector, "focus")
        self.press("Enter")

    def press(self, key: Key) -> None:
        """Press a key, wherever the focus is."""
        self._press(KEYS[key])

    def type(self, selector: str, text: str) -> None:
        """Go to a field and type a text in place of what is in it."""
        self._go_to(selector, "focus")
        self._go_to(selector, "select")
        self._press(text)

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file where the page asks for one."""
        where = {"type": "css", "value": selector}
        node = self._bidi("browsingContext.locateNodes", context=self.context, locator=where)["nodes"][0]
        element = {"sharedId": node["sharedId"]}
        self._bidi("input.setFiles", context=self.context, element=element, files=[str(file)])

    def frames(self) -> Sequence[str]:
        """What a person can read in each frame on the page."""
        children = self._bidi("browsingContext.getTree", root=self.context)["contexts"][0]["children"]
        return [self._bidi.evaluate(child["context"], READ) for child in children]

    def close(self) -> None:
        """Close the tab."""
        self._bidi("browsingContext.close", context=self.context)

    def picture(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode(self._bidi("browsingContext.captureScreenshot", context=self.context)["data"])

    def _is_complete(self) -> bool:
        try:
            return bool(self.evaluate("() => document.readyState === 'complete'"))
        except Refused:
            return False

    def _middle(self, selector: str) -> Any:
        try:
            return self.evaluate(MIDDLE, selector)
        except Refused:
            return None

    def _go_to(self, selector: str, how: str) -> None:
        until(f"{selector} to {how}", lambda: self._middle(selector))
        self.evaluate("([selector, how]) => document.querySelector(selector)[how]()", [selector, how])

    def _press(self, characters: str) -> None:
        keys = [{"type": kind, "value": each} for each in characters for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": keys})

    def _perform(self, source: dict[str, Any]) -> None:
        self._bidi("input.performActions", context=self.context, actions=[source])
