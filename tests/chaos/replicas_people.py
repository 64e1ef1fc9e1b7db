"""Who relies on the replicas: a reader of the feed who never stops, and curators whose programs never stop."""

import threading
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol

import httpx2

from feeds.release.verifying import DoesNotHold, verify
from tests.chaos.replicas import SITES

_BREATH: Final = 0.3  # seconds between two readings, and between two changes, so that the processors are for the rest
_LONGEST: Final = 20.0


class Addressed(Protocol):
    """Something that answers at an address."""

    @property
    def address(self) -> str: ...


class _Going(ABC):
    """Something done again and again in a thread of its own, until `stop`."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the turn that is going on."""
        self._over.set()
        self._thread.join(120)

    @abstractmethod
    def turn(self) -> None:
        """Do it once."""

    def _go(self) -> None:
        while not self._over.wait(_BREATH):
            self.turn()


class Reader(_Going):
    """Verifies the feed as a client would. `problems` are what did not hold, `seen` the Releases in their order."""

    def __init__(self, feed: Path) -> None:
        super().__init__()
        self._feed, self._root = feed, (feed / "1.root.json").read_bytes()
        self.readings = 0
        self.problems: list[str] = []
        self.seen: list[int] = []

    def turn(self) -> None:
        """Read it once."""
        try:
            serial = verify(self._feed, self._root).serial
        except DoesNotHold as reason:
            self.problems.append(str(reason))
            return
        self.readings += 1
        if self.seen[-1:] != [serial]:
            self.seen.append(serial)


@dataclass
class Promised:
    """What services said to curators: names by the number of their Proposal, and how often they refused how."""

    written: dict[int, str] = field(default_factory=dict)
    approved: dict[int, str] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)


class Curators(_Going):
    """One writes a Proposal, the other approves it, each through whichever service comes next; who fails goes on."""

    def __init__(self, services: Sequence[Addressed], author: str, reviewer: str) -> None:
        super().__init__()
        self.promised = Promised()
        self._services, self._author, self._reviewer = services, author, reviewer
        self._numbers = count(1)

    def turn(self) -> None:
        """List one name more."""
        number = next(self._numbers)
        name, key = f"town-hall-{number}.com", f"town-hall-{number}"
        source = {"op": "add_evidence", "key": key, "publisher": "A newspaper", "title": "A room", "language": "en"}
        site = f"town-{number % SITES}"
        listing = {"op": "add_name", "site": site, "name": name, "status": "active", "evidence": [key]}
        said = {"title": f"List {name}", "reason": "A newspaper says so.", "operations": [source, listing]}
        written = self._asked(number, "", self._author, said)
        if written is None or written.status_code != 201:
            return
        proposal = written.json()["number"]
        self.promised.written[proposal] = name
        read = {"reason": "I read the source."}
        done = self._asked(number + 1, f"/{proposal}/approve", self._reviewer, read, tag=written.headers["etag"])
        if done is not None and done.status_code == 200:
            self.promised.approved[proposal] = name

    def _asked(self, turn: int, path: str, token: str, body: Any, tag: str | None = None) -> httpx2.Response | None:
        services = tuple(self._services)
        headers = {"authorization": f"Bearer {token}"} | ({"if-match": tag} if tag else {})
        address = f"{services[turn % len(services)].address}/api/v1/proposals{path}"
        try:
            answer = httpx2.post(address, json=body, headers=headers, timeout=_LONGEST)
        except httpx2.HTTPError as failure:
            self.promised.refusals[type(failure).__name__] += 1
            return None
        if answer.is_error:
            self.promised.refusals[f"{answer.status_code} {answer.reason_phrase}"] += 1
        return answer
