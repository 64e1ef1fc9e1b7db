"""WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) over a websocket: commands and their answers."""

import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.waiting import PATIENCE


class Refused(Exception):
    """What the browser says when it will not or cannot do a command."""


@contextmanager
def session(address: str, **capabilities: object) -> Iterator["Bidi"]:
    """Open a session with the browser that listens at an address."""
    with connect(f"{address}/session", max_size=None, ping_interval=None) as socket:
        bidi = Bidi(socket)
        bidi("session.new", capabilities={"alwaysMatch": capabilities})
        yield bidi


class Bidi:
    """One session. Made by `session`."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self._events: deque[dict[str, Any]] = deque()

    def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer. Raises `Refused`; `TimeoutError` when there is none."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE))
            if message["type"] == "event":
                self._events.append(message)
            elif message["type"] == "error":
                raise Refused(f"{method}: {message['error']}: {message['message']}")
            elif message["id"] == self._number:
                result: dict[str, Any] = message["result"]
                return result

    def wait_for(self, fits: Callable[[str, dict[str, Any]], bool]) -> None:
        """Wait for an event by its method and parameters, from those not yet looked at. Raises `TimeoutError`."""
        while True:
            event = self._events.popleft() if self._events else json.loads(self._socket.recv(timeout=PATIENCE))
            if event["type"] == "event" and fits(event["method"], event["params"]):
                return

    def forget_events(self) -> None:
        """Leave behind every event that came in so far."""
        self._events.clear()

    def evaluate(self, context: str, script: str, value: object = None) -> Any:
        """Call a JavaScript function in a context and wait for its result: plain JSON. Raises `Refused`."""
        call = f"(async () => JSON.stringify((await ({script})({json.dumps(value)})) ?? null))()"
        answer = self(
            "script.evaluate", expression=call, target={"context": context}, awaitPromise=True, userActivation=False
        )
        if answer["type"] == "exception":
            raise Refused(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])
