"""Families and curators' programs who ask one service all the time, and what it said yes to."""

import json
import threading
from collections import Counter
from typing import Any, Final, Self

from tests.browser.waiting import until
from tests.chaos import traffic
from tests.chaos.processes import PATIENCE

PAGES: Final = ("/", "/check", "/sites/coco", "/status", "/feed/timestamp.json", "/lists/domains.txt", "/api/v1/sites")
_BREATH: Final = 0.5  # seconds between two rounds, so that the processors are for the rest


class Crowd(threading.Thread):
    """A round is every page once, a report, and a name that ada proposes and grace approves.

    `reported`, `written` and `approved` hold what was said yes to: a count, the Proposals' numbers, the names.
    `refused` counts other answers by the phase that they came in; a phase is what is going on, as the test says.
    """

    def __init__(self, label: str, address: str, tokens: dict[str, str], phase: str) -> None:
        super().__init__(daemon=True)
        self.phase, self.rounds, self.reported = phase, 0, 0
        self.written: list[int] = []
        self.approved: list[str] = []
        self.refused: dict[str, Counter[str]] = {}
        self._label, self._address, self._tokens = label, address, tokens
        self._over = threading.Event()

    def run(self) -> None:
        """Go round and round, until it is stopped."""
        while not self._over.wait(_BREATH):
            for page in PAGES:
                self._asked(page)
            self.reported += self._said_yes(*traffic.report(self._address, self.rounds), "report")
            self._propose(f"{self._label}-{self.rounds}-chat.gg")
            self.rounds += 1

    def goes_round(self, times: int) -> None:
        """Return after so many rounds more. Raises `AssertionError` when that takes too long."""
        enough = self.rounds + times
        until(f"{times} rounds of those who ask {self._label}", lambda: self.rounds >= enough, PATIENCE)

    def stop(self) -> None:
        """End after the round that is going on."""
        self._over.set()
        self.join(PATIENCE)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _propose(self, name: str) -> None:
        evidence = {"op": "add_evidence", "key": name.replace(".", "-"), "publisher": "A newspaper", "title": "News"}
        listing = {"op": "add_name", "site": "coco", "name": name, "status": "active", "evidence": [evidence["key"]]}
        operations = [{**evidence, "language": "en"}, listing]
        said = {"title": f"List {name}", "reason": "A newspaper says so.", "operations": operations}
        written = self._asked("/api/v1/proposals", said, "ada")
        if written is None:
            return
        self.written.append(written["number"])
        path = f"/api/v1/proposals/{written['number']}/approve"
        if self._asked(path, {"reason": "I read the source."}, "grace") is not None:
            self.approved.append(name)

    def _asked(self, path: str, body: object = None, handle: str | None = None) -> Any:
        """What an answer says, of JSON; None when it is not the one that was wanted."""
        headers = {"if-match": '"1"', "content-type": "application/json"}
        headers |= {"authorization": f"Bearer {self._tokens[handle]}"} if handle else {}
        sent = None if body is None else json.dumps(body).encode()
        status, text = traffic.ask(f"{self._address}{path}", headers if sent else {}, sent)
        if not self._said_yes(status, text, path):
            return None
        return json.loads(text) if handle else text

    def _said_yes(self, status: int, text: str, what: str) -> bool:
        if status in {200, 201, 202}:
            return True
        self.refused.setdefault(self.phase, Counter())[f"{what}: {status} {text[:150]}"] += 1
        return False
