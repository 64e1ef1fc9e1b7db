"""What tests of reports do: send one as the extension does, and act on a name as a curator does."""

from starlette.testclient import TestClient

from api.database import Database
from feeds.review.reports import reading
from feeds.review.reports.reading import Group
from tests.api.desk_browser import token

REPORTS = "/api/v1/reports"
PROBLEM = "application/problem+json"
SOURCE = {
    "site": "Coco Zone",
    "category": "anonymous-chat",
    "signal": "no-age-check",
    "publisher": "A newspaper",
    "title": "What happened",
    "url": "https://news.example.com/1",
    "quote": "Nobody is asked how old they are.",
    "language": "en",
    "reason": "The newspaper says so.",
}


def send(client: TestClient, name: object = "coco.zone", *, sender: str = "8.8.4.4", **more: object) -> int:
    """Report a name from an address; the status of the answer."""
    body = {"name": name, "kind": "risky"} | more
    return client.post(REPORTS, json=body, headers={"x-forwarded-for": sender}).status_code


def groups(database: Database) -> dict[str, Group]:
    """What waits, by name."""
    with database.read() as session:
        return {about.name: about for about in reading.groups(session, most=100)}


def handle(client: TestClient, name: str, act: str, **form: str) -> tuple[int, str]:
    """Do something about a reported name; the status, and where it led to or what was said."""
    answer = client.post(f"/desk/reports/{name}", data={"token": token(client, "/desk"), "act": act} | form)
    return answer.status_code, answer.headers.get("location", answer.text)
