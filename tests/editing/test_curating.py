"""What else a curator does at the Desk, done by a program: reports, findings, lists, the never-list, what goes out."""

from datetime import date, timedelta

import pytest
import time_machine
from structlog.testing import capture_logs

from feeds.review.reports import keeping
from feeds.review.reports.report import Report
from feeds.review.reports.tables import ReportKind
from feeds.watch.tables import Finding
from tests.api.moments import now
from tests.editing.programs import API, PROBLEM, READ_IT, House

SOURCE = {
    "site": "Coco Zone",
    "category": "anonymous-chat",
    "signal": "no-age-check",
    "publisher": "A newspaper",
    "title": "What happened",
    "url": "https://news.example.com/1",
    "quote": "Nobody asks for an age.",
    "language": "en",
    "reason": "A newspaper says so.",
}


def _reported(house: House, *names: str) -> None:
    with house.database.write() as session:
        for name in names:
            keeping.add(session, Report(name=name, kind=ReportKind.RISKY), is_new_source=True, day=date(2026, 11, 21))


def test_reports_are_read_dismissed_put_back_and_become_a_proposal(house: House) -> None:
    ada = house.program("ada")
    _reported(house, "coco.zone")
    assert [row["name"] for row in ada.get("/reports").json()["reports"]] == ["coco.zone"]
    assert ada.post("/reports/coco.zone/dismiss").status_code == 204
    assert ada.get("/reports/coco.zone").status_code == 404
    assert ada.post("/reports/coco.zone/restore").status_code == 204
    drafted = ada.post("/reports/coco.zone/list", SOURCE)
    assert (drafted.status_code, drafted.json()["state"]) == (201, "in_review")
    assert "Reported by families" in drafted.json()["private_note"]
    assert ada.get("/reports").json()["reports"] == []


@pytest.mark.parametrize("name", ["no-top-level", "nobody.zone"])
def test_of_a_name_that_nobody_reported_nothing_is_made(house: House, name: str) -> None:
    ada = house.program("ada")
    for step, body in (("list", SOURCE), ("withdraw", READ_IT), ("dismiss", None), ("restore", None)):
        assert ada.post(f"/reports/{name}/{step}", body).status_code == 404, step


def test_a_list_is_brought_in_counted_proposed_from_and_taken_back(house: House) -> None:
    ada = house.program("ada")
    asked = "/imports?source=a-list&format=domains&licence=CC-BY-4.0&origin=a.txt"
    headers = {"authorization": f"Bearer {ada.token}", "content-type": "application/octet-stream"}
    brought = ada.browser.post(API + asked, content=b"coco.zone\nnot a name\n", headers=headers)
    assert (brought.status_code, brought.json()["state"], brought.json()["good"]) == (201, "preview", 1)
    at = brought.headers["location"].removeprefix(API)
    assert [row["verdict"] for row in ada.get(f"{at}/rows").json()["rows"]] == ["good", "not_a_name"]
    assert ada.browser.post(API + asked, content=b"coco.zone\nnot a name\n", headers=headers).status_code == 200
    settled = ada.post(f"{at}/count").json()
    if settled["state"] == "held":
        settled = ada.post(f"{at}/allow", READ_IT).json()
    assert settled["state"] == "counted"
    assert ada.get("/candidates").json()["candidates"] == [{"name": "coco.zone", "sources": ["a-list"]}]
    drafted = ada.post("/candidates", {"names": ["coco.zone"], "site": "coco", **READ_IT})
    assert drafted.status_code == 201
    assert ada.post(f"{at}/undo", READ_IT).json()["state"] == "undone"
    assert ada.get(f"/proposals/{drafted.json()['number']}").json()["state"] == "withdrawn"


def test_what_no_list_is_leaves_no_batch(house: House) -> None:
    ada = house.program("ada")
    asked = f"{API}/imports?source=a-list&format=hosts&licence=CC-BY-4.0&origin=a.txt"
    answer = ada.browser.post(asked, content=b"\0\1", headers={"authorization": f"Bearer {ada.token}"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert ada.get("/imports").json()["batches"] == []


def test_a_release_is_planned_held_lifted_and_put_out(house: House) -> None:
    ada, grace = house.program("ada"), house.program("grace")
    number = ada.writes()
    grace.post(f"/proposals/{number}/approve", READ_IT, if_match='"1"')
    assert (ada.get("/next-release").json()["serial"], ada.get("/next-release").json()["added"]) == (2, 1)
    assert ada.post("/next-release/hold", {"reason": "Wait for the call."}).status_code == 204
    assert "Wait for the call." in ada.post("/next-release/publish").json()["held"]
    assert ada.get(f"/proposals/{number}").json()["state"] == "approved"
    assert grace.post("/next-release/lift", {"reason": "They called."}).status_code == 204
    assert ada.post("/next-release/publish").json() == {
        "serial": 2, "changed": True, "names": 28, "added": 1, "removed": 0, "held": ""
    }  # fmt: skip
    assert ada.get(f"/proposals/{number}").json()["published_in"] == 2
    assert ada.post("/next-release/sign-off", READ_IT).status_code == 409
    assert ada.post("/next-release/roll-back", {"serial": 1, **READ_IT}).json()["serial"] == 3
    assert ada.post("/next-release/roll-back", {"serial": 77, **READ_IT}).status_code == 409


def test_a_name_is_protected_at_once_and_taken_off_by_somebody_else(house: House) -> None:
    ada, grace = house.program("ada"), house.program("grace")
    new = {"name": "help.zone", "reason": "A helpline.", "source": "https://help.zone/about"}
    added = ada.post("/never-list", new)
    assert (added.status_code, added.json()["added_by"]) == (201, "ada")
    assert ada.get("/never-list/help.zone").json()["protected"]["reason"] == "A helpline."
    assert [row["name"] for row in ada.get("/never-list?q=help.z").json()["entries"]] == ["help.zone"]
    assert ada.post("/never-list/help.zone/take-off", READ_IT).status_code == 403
    assert grace.post("/never-list/help.zone/take-off", READ_IT).status_code == 204
    assert grace.post("/never-list/help.zone/take-off", READ_IT).status_code == 404


def test_an_entry_that_is_due_is_confirmed(house: House) -> None:
    with time_machine.travel(now() + timedelta(days=80)):
        ada = house.program("ada")
        entry = ada.get("/due?kind=name&site=azar").json()["entries"][0]
        assert ada.post(f"/due/name/{entry['number']}/confirm").status_code == 204
        left = ada.get("/due?kind=name&site=azar").json()["entries"]
        assert ada.post("/due/name/77777/confirm").status_code == 404
    assert entry["number"] not in {row["number"] for row in left}


def test_a_finding_is_read_with_its_proposal(house: House) -> None:
    ada = house.program("ada")
    with house.database.write() as session:
        found = Finding(kind="renamed", old="coco.gg", new="coco.zone", score=0.9, first_seen=now(), last_seen=now())
        session.add(found)
    (listed,) = ada.get("/findings?kind=renamed").json()["findings"]
    assert (listed["old"], listed["new"], listed["proposal"]) == ("coco.gg", "coco.zone", None)
    assert ada.get(f"/findings/{listed['number']}").json()["sightings"] == []
    assert ada.get("/findings?kind=closed").json()["findings"] == []


def test_a_site_says_which_proposals_would_change_it(house: House) -> None:
    ada, number = house.program("ada"), house.program("grace").writes()
    assert [row["number"] for row in ada.get("/registry/sites/coco").json()["pending"]] == [number]
    assert ada.get("/registry/sites/azar").json()["pending"] == []


def test_what_a_program_wrote_says_which_program_it_was_and_not_its_secret(house: House) -> None:
    ada = house.program("ada")
    with capture_logs() as said:
        ada.writes()
        ada.post("/next-release/publish")
    number = ada.get("/me").json()["token"]
    (written,) = (entry for entry in house.journal() if entry.actor == "ada" and entry.action == "propose")
    assert written.body["by_token"] == number
    logged = [line for line in said if line["event"] == "a program wrote"]
    assert [(line["token"], line["person"]) for line in logged] == [(number, "ada")] * 2
    assert ada.token not in "".join([*map(str, said), *(str(entry.body) for entry in house.journal())])
