"""A tab of a Firefox, over WebDriver BiDi."""

import base64
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from tests.browser.bidi import Bidi, Refused
from tests.browser.waiting import until

ENTER = "\ue007"
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
        """Click an element as a person does, once it is there and enabled."""
        until(f"{selector} to click", lambda: self._middle(selector))
        x, y = self._middle(selector)
        press = [{"type": "pointerMove", "x": x, "y": y}]
        press += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._perform({"type": "pointer", "id": "mouse", "actions": press})

    def press_enter(self, selector: str) -> None:
        """Go to an element and press Enter on it."""
        until(f"{selector} to press", lambda: self._middle(selector))
        self.evaluate("(selector) => document.querySelector(selector).focus()", selector)
        keys = [{"type": kind, "value": ENTER} for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": keys})

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

    def _perform(self, source: dict[str, Any]) -> None:
        self._bidi("input.performActions", context=self.context, actions=[source])
