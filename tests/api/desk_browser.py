"""A curator's browser at the Desk."""

import re

from starlette.testclient import TestClient

from api.database import Database
from api.desk import signing_in
from api.settings import Settings
from feeds.review import people
from tests.api.moments import now


def sign_in(client: TestClient, database: Database, settings: Settings, handle: str) -> TestClient:
    """Let somebody in by a link of their own; they are added when nobody has that handle."""
    with database.write() as session:
        person = people.find(session, handle) or people.add(session, handle)
        link = signing_in.invite(session, person, settings, now()).partition("8000")[2]
    assert client.post(link).status_code == 303
    return client


def token(client: TestClient, page: str) -> str:
    """What the forms of a page send back."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(page).text)
    assert found
    return found[1]
