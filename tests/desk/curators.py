"""Curators in tests: each comes to the Desk with a browser of their own, and a device that makes passkeys."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import col, select
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.desk import signing_in
from api.settings import Settings
from feeds.review import people
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry
from tests.desk.authenticator import ORIGIN, Authenticator

CHALLENGE = "/desk/sign-in/passkey/challenge"
HTML = {"accept": "text/html"}
ON_BOTH = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@dataclass
class Curator:
    """Somebody at a browser."""

    handle: str
    browser: TestClient
    device: Authenticator = field(default_factory=Authenticator)

    def challenge(self, path: str, **form: str) -> dict[str, Any]:
        """What the browser is asked to sign or to make."""
        asked = self.browser.post(path, data=form).json()
        what: dict[str, Any] = asked.get("create") or asked["get"]
        return what

    def enrol(self, link: str, name: str = "Laptop") -> Response:
        """Open a link, and make a passkey."""
        return self.browser.post(
            link, data={"answer": self.device.create(self.challenge(f"{link}/challenge")), "name": name}
        )

    def sign_in(self) -> Response:
        """Sign in by the device's passkey."""
        return self.browser.post("/desk/sign-in", data={"answer": self.device.get(self.challenge(CHALLENGE))})

    def post(self, path: str, **form: str | list[str]) -> Response:
        """Send a form of the Desk."""
        return self.browser.post(path, data={"token": self.token, **form}, headers=HTML)

    @cached_property
    def token(self) -> str:
        """What is in each form of this session."""
        found = re.search(r'name="token" value="([0-9a-f]{64})"', self.browser.get("/desk/people").text)
        assert found
        return found[1]

    def is_in(self) -> bool:
        """Whether the browser is signed in."""
        return self.browser.get("/desk/people").status_code == 200


class Desk:
    """An installation without a feed, and whoever comes to its Desk."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database, self._door = settings, database, Door(settings)

    def invite(self, handle: str, role: Role = Role.REVIEWER) -> str:
        """The path of a link for somebody, who is added when new."""
        with self.database.write() as session:
            person = people.find(session, handle) or people.add(session, handle, role=role)
            return signing_in.invite(session, person, self.settings, datetime.now(UTC)).removeprefix(ORIGIN)

    def browser(self) -> TestClient:
        """A browser that was never here."""
        return TestClient(self._door, base_url=ORIGIN, follow_redirects=False)

    def comes(self, handle: str, role: Role = Role.REVIEWER) -> Curator:
        """Somebody who made a passkey with a link, and is signed in."""
        curator = Curator(handle, self.browser())
        assert curator.enrol(self.invite(handle, role)).status_code == 303
        return curator

    def journal(self) -> list[tuple[str, str, str]]:
        """Who did what to whom, as the Journal has it."""
        with self.database.read() as session:
            entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence)))
            return [(entry.actor, entry.action, entry.subject) for entry in entries]
