"""What goes on while something breaks: families report, curators approve, browsers read the feed."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import func
from sqlmodel import select

from feeds.release.folder import FeedFolder
from feeds.release.verifying import Verified, verify
from feeds.review.reports.tables import DayOfReports
from tests.browser.waiting import until
from tests.chaos.processes import PATIENCE, House
from tests.review.proposing import EVIDENCE, approve, propose

SECONDS: Final = 40.0
"""In which any answer must come; a machine that is busy needs some."""
BREATH: Final = 0.05
"""Seconds between two requests of somebody who asks all the time, so that the processors are for what is asked."""


def report(address: str, household: int, name: str = "coco.gg") -> tuple[int, str]:
    """Report a name as the extension does, from a household of its own; the status and what was said.

    0 when there was no answer.
    """
    sender = f"20.{household >> 8 & 255}.{household & 255}.7"
    body = json.dumps({"name": name, "kind": "risky"}).encode()
    headers = {"content-type": "application/json", "x-forwarded-for": sender}
    return ask(f"{address}/api/v1/reports", headers, body)


def ask(url: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> tuple[int, str]:
    """Ask once; the status and the text of the answer. 0 when there was none."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=SECONDS) as answer:
            return int(answer.status), answer.read().decode(errors="replace")
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode(errors="replace")
    except OSError as reason:
        return 0, str(reason)


def counted(house: House) -> int:
    """How many reports the database holds."""
    with house.database() as database, database.read() as session:
        return session.exec(select(func.coalesce(func.sum(DayOfReports.reports), 0))).one()


def approve_name(house: House, name: str) -> None:
    """Let two curators add a name to Coco; the schedule puts it out."""
    with house.database() as database, database.write() as session:
        source = {**EVIDENCE, "key": "on-" + name.replace(".", "-")}
        row = {"op": "add_name", "site": "coco", "name": name, "status": "active", "evidence": [source["key"]]}
        approve(session, propose(session, source, row, at=datetime.now(UTC)))


def is_out(house: House, name: str) -> bool:
    """Whether a reader of the feed finds the name; the feed must hold."""
    return name in {listed.name for listed in read(house).values.names}


def until_out(house: House, name: str) -> None:
    """Return when a reader of the feed finds the name."""
    until(f"release with {name}", lambda: is_out(house, name), PATIENCE)


def read(house: House) -> Verified:
    """The feed, verified as a client does. Raises `DoesNotHold`."""
    folder = FeedFolder(house.settings.feed_dir)
    return verify(folder.path, folder.read("1.root.json"))


def figure(address: str, name: str) -> float:
    """One of the figures of `/metrics`."""
    _, text = ask(f"{address}/metrics")
    return next(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(f"{name} "))
