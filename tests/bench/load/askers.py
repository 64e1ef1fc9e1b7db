"""Who asks a service in an ordinary hour, all at once: browsers, passers-by, families, programs, curators."""

import hashlib
import itertools
import json
import random
import threading
import time
from collections.abc import Iterator
from typing import Any, Final

from httpx2 import Client, Response

from tests.bench.load.pacing import Kind, Unexpected

PAGES: Final = ("/", "/check", "/sites/coco", "/changes", "/lists", "/status")
DESK: Final = (
    "/desk",
    "/desk/counts",
    "/desk/releases",
    "/desk/journal",
    "/desk/sites/coco",
    "/desk/findings",
    "/desk/due",
)
LISTS: Final = ("domains.txt", "adblock.txt", "names.csv")
BROTLI: Final = {"accept-encoding": "gzip, deflate, br"}
EVIDENCE: Final = {"op": "add_evidence", "publisher": "A newspaper", "title": "What happened", "language": "en"}
RELEASED_IN: Final = 60.0  # seconds that an approved change may take to be out


class Askers:
    """All who ask one installation: `front` is nginx before it, `back` the service itself."""

    def __init__(self, front: str, back: str, tokens: dict[str, str], desk: str) -> None:
        self._front = Client(base_url=front, headers=BROTLI, timeout=30)
        self._back = Client(base_url=back, headers=BROTLI, timeout=30)
        self._desk = Client(base_url=back, timeout=30)
        self._tokens = tokens
        self._tags: dict[str, str] = {}
        self._serial = 0
        self._names = itertools.count(1)
        self._lock = threading.Lock()
        _demand(self._desk.post(desk), 303)

    def kinds(self) -> list[Kind]:
        """What they ask, and how often. Curators change something every 20 seconds, in turns a name more or less."""
        return [
            Kind("feed, pointer, nginx", 20, lambda _: self._known(self._front, "/feed/timestamp.json")),
            Kind("feed, pointer, service", 10, lambda _: self._known(self._back, "/feed/timestamp.json")),
            Kind("feed, what is new", 2, lambda _: self._what_is_new()),
            Kind("lists", 2, lambda number: self._known(self._front, f"/lists/{LISTS[number % len(LISTS)]}")),
            Kind("pages", 4, lambda number: self._read(PAGES[number % len(PAGES)])),
            Kind("lookup", 5, self._look_up),
            Kind("sites, by program", 2, lambda _: self._known(self._front, "/api/v1/sites")),
            Kind("report", 0.5, self._report),
            Kind("Desk", 2, lambda number: self._work_at(DESK[number % len(DESK)])),
            Kind("proposal to release", 0.05, lambda _: self._change(), at_once=1),
        ]

    def close(self) -> None:
        """Let go of every connection."""
        for client in (self._front, self._back, self._desk):
            client.close()

    def _known(self, client: Client, path: str) -> None:
        """Ask for what may have changed, as whoever has it already."""
        key = f"{client.base_url}{path}"
        headers = {"if-none-match": self._tags[key]} if key in self._tags else {}
        answer = _demand(client.get(path, headers=headers), 200, 304)
        self._tags[key] = answer.headers["etag"]

    def _read(self, path: str) -> None:
        answer = _demand(self._front.get(path), 200)
        if b"</html>" not in answer.content:
            raise Unexpected(f"{path} is cut short")

    def _work_at(self, path: str) -> None:
        _demand(self._desk.get(path), 200)

    def _what_is_new(self) -> None:
        """What a browser takes: the pointer, and of a Release that it has not, the metadata, the delta and the rest."""
        timestamp = _signed(self._feed("timestamp.json"))
        snapshot = self._named(timestamp, "snapshot.json")
        targets = self._named(_signed(snapshot), "targets.json")
        serial, files = _signed(targets)["version"], _signed(targets)["targets"]
        delta = f"names.{self._serial}.delta"
        for name in (delta if delta in files else "names", "sites", "helplines"):
            digest = files[name]["hashes"]["sha256"]
            if hashlib.sha256(self._feed(f"targets/{digest}.{name}")).hexdigest() != digest:
                raise Unexpected(f"{name} of release {serial} is not what was signed")
        self._serial = serial

    def _named(self, above: dict[str, Any], name: str) -> bytes:
        meta = above["meta"][name]
        data = self._feed(f"{meta['version']}.{name}")
        if len(data) != meta["length"] or hashlib.sha256(data).hexdigest() != meta["hashes"]["sha256"]:
            raise Unexpected(f"{meta['version']}.{name} is not what was signed")
        return data

    def _feed(self, path: str) -> bytes:
        return bytes(_demand(self._front.get(f"/feed/{path}"), 200).content)

    def _look_up(self, number: int) -> None:
        prefix = hashlib.sha256(str(number).encode()).hexdigest()[:5]
        _demand(self._front.get(f"/api/v1/lookup/{prefix}", headers=_somewhere()), 200)

    def _report(self, number: int) -> None:
        words = "Quelqu’un y a demandé des photos." if number % 3 == 0 else ""
        body = {"name": f"reported-{number % 500}.example.com", "kind": "risky", "words": words}
        _demand(self._back.post("/api/v1/reports", json=body, headers=_somewhere()), 202, 201, 200, 204)

    def _change(self) -> None:
        """One person proposes, another approves; over when a reader can have it."""
        number = next(self._names)
        before = _signed(self._feed("timestamp.json"))["meta"]["snapshot.json"]["version"]
        body = {"title": "A change", "reason": "The newspaper says so.", "operations": list(_operations(number))}
        written = _demand(self._as("ada", "/api/v1/proposals", body), 201)
        path, version = written.headers["location"], written.headers["etag"]
        _demand(self._as("grace", f"{path}/approve", {"reason": "I read the source."}, version), 200)
        deadline = time.monotonic() + RELEASED_IN
        while _signed(self._feed("timestamp.json"))["meta"]["snapshot.json"]["version"] == before:
            if time.monotonic() > deadline:
                raise Unexpected(f"change {number} was not out in {RELEASED_IN:.0f} s")
            time.sleep(0.1)

    def _as(self, handle: str, path: str, body: object, version: str | None = None) -> Response:
        headers = {"authorization": f"Bearer {self._tokens[handle]}"} | ({"if-match": version} if version else {})
        return self._back.post(path, json=body, headers=headers)


def _operations(number: int) -> Iterator[dict[str, object]]:
    """In turns a name that is added, and the same one taken off again."""
    name = f"load-{number - (number + 1) % 2}-chat.gg"
    if number % 2:
        yield {**EVIDENCE, "key": f"load-{number}"}
        yield {"op": "add_name", "site": "coco", "name": name, "status": "active", "evidence": [f"load-{number}"]}
    else:
        yield {"op": "retract_name", "name": name, "reason": "It was another site."}


def _demand(answer: Response, *statuses: int) -> Response:
    if answer.status_code not in statuses:
        raise Unexpected(f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text[:160]}")
    return answer


def _signed(data: bytes) -> dict[str, Any]:
    signed: dict[str, Any] = json.loads(data)["signed"]
    return signed


def _somewhere() -> dict[str, str]:
    """A network of its own for whoever asks: what one network may ask is limited."""
    octets = [random.choice((8, 24, 51, 80, 145)), *(random.randrange(1, 255) for _ in range(3))]
    return {"x-forwarded-for": ".".join(map(str, octets))}
