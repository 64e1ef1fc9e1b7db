"""Programs in tests: each shows the token of a curator to an installation."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from fastapi import FastAPI
from httpx2 import Response
from sqlmodel import col, select
from starlette.testclient import TestClient

from api import tokens
from api.app import pages
from api.database import Database
from api.settings import Settings
from feeds.review import people
from feeds.review.roles import MAY, Deed, Role
from feeds.review.tables import JournalEntry
from tests.api.moments import now
from tests.conftest import on_sqlite

API = "/api/v1"
PROBLEM = "application/problem+json"
EVIDENCE = {
    "op": "add_evidence",
    "key": "paper-9",
    "publisher": "A newspaper",
    "title": "What happened",
    "language": "en",
}
NEW_NAME = {"op": "add_name", "site": "coco", "name": "coco.zone", "status": "active", "evidence": ["paper-9"]}
LISTS_A_NAME: dict[str, Any] = {
    "title": "List coco.zone",
    "reason": "A newspaper says so.",
    "operations": [EVIDENCE, NEW_NAME],
}
READ_IT = {"reason": "I read the source."}


@dataclass
class Program:
    """A program of somebody's."""

    browser: TestClient
    token: str

    def get(self, path: str, **headers: str) -> Response:
        """Ask for something of the API."""
        return self.browser.get(f"{API}{path}", headers=self._headers(headers))

    def post(self, path: str, body: object = None, **headers: str) -> Response:
        """Send a body of JSON, or none."""
        return self.browser.post(f"{API}{path}", json=body, headers=self._headers(headers))

    def put(self, path: str, body: object, **headers: str) -> Response:
        """Replace something."""
        return self.browser.put(f"{API}{path}", json=body, headers=self._headers(headers))

    def writes(self, **more: object) -> int:
        """Write a Proposal, which lists a name when nothing else is said, and return its number."""
        answer = self.post("/proposals", {**LISTS_A_NAME, **more})
        assert answer.status_code == 201, answer.text
        number: int = answer.json()["number"]
        return number

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        shown = {"authorization": f"Bearer {self.token}"} if self.token else {}
        return shown | {name.replace("_", "-"): value for name, value in more.items()}


@dataclass
class House:
    """An installation, and those who come to it."""

    settings: Settings
    database: Database
    app: FastAPI

    @classmethod
    @contextmanager
    def at(cls, folder: Path, **otherwise: object) -> Iterator[Self]:
        """The installation in a folder, with some settings that are not as delivered."""
        settings = on_sqlite(folder).model_copy(update=otherwise)
        database, app = Database(settings.database), pages(settings)
        yield cls(settings, database, app)
        app.state.database.close()
        database.close()

    def token(self, handle: str, role: Role = Role.REVIEWER, *scopes: Deed, days: int = 7) -> str:
        """A token of somebody's, who is added when new: for all that they may do, when no scope is said."""
        with self.database.write() as session:
            person = people.find(session, handle) or people.add(session, handle, role=role)
            wanted = scopes or [scope for scope in tokens.SCOPES if scope in MAY[Role(person.role)]]
            return tokens.make(session, person, "a program", wanted, days, now())

    def program(self, handle: str, role: Role = Role.REVIEWER, *scopes: Deed) -> Program:
        """A program of somebody's."""
        return Program(self.stranger(), self.token(handle, role, *scopes))

    def stranger(self) -> TestClient:
        """A program without a token."""
        return TestClient(self.app, base_url="http://vigie.test", raise_server_exceptions=False)

    def journal(self) -> list[JournalEntry]:
        """Every decision, oldest first."""
        with self.database.read() as session:
            return list(session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence))))
