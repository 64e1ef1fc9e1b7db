"""`/report`: a family without the extension says the same as one with it, and no page elsewhere speaks for them."""

import json

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.settings import Settings
from feeds.review.reports.tables import DayOfReports, ReportedWords

FORM = {"name": "https://www.coco.zone/room?id=7", "kind": "risky", "words": "It is where coco.gg was."}
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def family(settings: Settings) -> TestClient:
    """A browser that may send: its installation is its own."""
    return TestClient(Door(settings), base_url="http://vigie.test", headers={"sec-fetch-site": "same-origin"})


def _counted(database: Database) -> list[tuple[str, str, int]]:
    with database.read() as session:
        return [(row.name, row.kind, row.reports) for row in session.exec(select(DayOfReports))]


def test_a_report_is_counted_for_the_site_and_without_the_rest_of_the_address(
    family: TestClient, founded: Database
) -> None:
    answer = family.post("/report", data=FORM)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "Thank you." in answer.text
    assert ">coco.zone</bdi>" in answer.text
    assert "room" not in answer.text
    assert _counted(founded) == [("coco.zone", "risky", 1)]
    with founded.read() as session:
        assert session.exec(select(ReportedWords.text)).all() == [FORM["words"]]


def test_the_page_and_the_api_count_the_same(family: TestClient, founded: Database) -> None:
    family.post("/report", data=FORM)
    family.post("/api/v1/reports", content=json.dumps(FORM), headers={"content-type": "application/json"})
    assert _counted(founded) == [("coco.zone", "risky", 2)]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "nonsense"])
def test_a_form_that_another_page_sent_counts_for_nothing(family: TestClient, founded: Database, site: str) -> None:
    answer = family.post("/report", data=FORM, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert _counted(founded) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "a phrase of words"}, "name-problem"),
        ({"name": ""}, "name-problem"),
        ({"name": "forum.example"}, "top-level domain"),
        ({"name": HOSTILE}, "name-problem"),
        ({"kind": "awful"}, "Input should be"),
        ({"words": "x" * 1001}, "words-problem"),
        ({"words": "a\x00b"}, "control character"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_what_was_typed_stays(
    family: TestClient, founded: Database, changed: dict[str, str], said: str
) -> None:
    answer = family.post("/report", data=FORM | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>" not in answer.text
    assert "It is where coco.gg was." in answer.text or "words" in changed
    assert _counted(founded) == []


def test_a_link_fills_in_what_it_is_about(family: TestClient) -> None:
    text = family.get("/report", params={"kind": "mistake", "name": "coco.gg"}).text
    assert 'value="coco.gg"' in text
    assert 'value="mistake" checked' in text
    assert family.get("/report", params={"name": HOSTILE}).text.count("<script>") == 0


def test_too_much_and_too_often_are_refused(family: TestClient, founded: Database) -> None:
    assert family.post("/report", data={"words": "x" * 70_000}).status_code == 413
    answers = [family.post("/report", data=FORM).status_code for _ in range(31)]
    assert answers[-1] == 429
    assert "retry-after" in family.post("/report", data=FORM).headers


def test_it_speaks_french(family: TestClient) -> None:
    text = family.get("/report?lang=fr").text
    assert "Signaler un site" in text
    assert 'action="/report?lang=fr"' in text
