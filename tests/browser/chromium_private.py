"""A tab in a private window of a Chromium, which Playwright does not see: over the browser's own protocol."""

import json
from typing import Any

from playwright.sync_api import CDPSession

from tests.browser.waiting import until


class ChromiumPrivateTab:
    """`driving.PrivateTab`. Made of a session with any page of the browser, and the tab's target."""

    def __init__(self, session: CDPSession, target: str) -> None:
        self._session = session
        self._target = target
        self._answers: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """The address of the page that the tab shows."""
        targets = self._session.send("Target.getTargets")["targetInfos"]
        return str(next(it["url"] for it in targets if it["targetId"] == self._target))

    def evaluate(self, script: str, value: object = None) -> Any:
        """Run a function in the page and wait for what it gives: plain JSON."""
        self._session.on("Target.receivedMessageFromTarget", self._note)
        attached = self._session.send("Target.attachToTarget", {"targetId": self._target})["sessionId"]
        how = {"expression": f"({script})({json.dumps(value)})", "awaitPromise": True, "returnByValue": True}
        message = json.dumps({"id": 1, "method": "Runtime.evaluate", "params": how})
        self._session.send("Target.sendMessageToTarget", {"sessionId": attached, "message": message})
        until("answer from the private tab", self._has_answered)
        self._session.send("Target.detachFromTarget", {"sessionId": attached})
        return self._answers.pop()["result"]["result"].get("value")

    def _note(self, event: dict[str, Any]) -> None:
        self._answers.append(json.loads(event["message"]))

    def _has_answered(self) -> bool:
        self._session.send("Target.getTargets")  # lets events come in
        return bool(self._answers)
