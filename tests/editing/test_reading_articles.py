"""Articles through programs: read, drafted from, and settled where a newspaper wrote them. As the Desk does it."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from api.settings import Settings
from feeds.intake import read
from feeds.intake.sources import keeping
from feeds.intake.sources.tables import ItemState, SourceItem
from feeds.review.roles import Role
from tests.api.moments import now
from tests.editing.programs import API, PROBLEM, House, Program
from tests.fetching.street import Street, open_street
from tests.intake.sources import newspaper
from tests.intake.sources.newspaper import BODY, HOST, RENAMED

RISK = "Nobody is asked how old they are on dusk-chat.net."
UNLISTED = f"The chat site dusk-chat.net became dawn-chat.org on 12 November 2026. {RISK} Schools have written to all."
LISTING = {"hostname": "dusk-chat.net", "name": "Dusk", "category": "anonymous-chat", "signal": "no-age-check"}


@pytest.fixture(scope="module")
def street() -> Iterator[Street]:
    """A street on which a newspaper lives."""
    with open_street() as opened:
        newspaper.open_on(opened, {"/coco": newspaper.page("Coco change d’adresse", RENAMED, BODY)})
        yield opened


@pytest.fixture(scope="module")
def town(starter: Settings, street: Street, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation whose open web is the street."""
    folder = Path(shutil.copytree(starter.data_dir, tmp_path_factory.mktemp("town") / "data"))
    with House.at(folder, resolver=street.resolver, egress=street.egress) as house:
        yield house


def _kept(town: House, text: str) -> int:
    """The number of a reading, as the schedule keeps one."""
    with town.database.write() as session:
        return keeping.keep(session, read(text.encode(), source="pasted", today=now().date()), now()).id


def _item(town: House, key: str, **fields: Any) -> str:
    with town.database.write() as session:
        source = keeping.add(session, "http://gazette.example.com/feed", now())
        source.title = "La Gazette"
        fields = {"title": "Coco change d’adresse", "seen_at": now(), "state": ItemState.WAITING, **fields}
        item = SourceItem(source_id=source.id, key=key * 64, **fields)
        session.add(item)
        session.flush()
        return f"/newspapers/{item.id}"


def _sends(program: Program, data: bytes, path: str = "/readings/files") -> tuple[int, str]:
    headers = {"authorization": f"Bearer {program.token}", "content-type": "application/octet-stream"}
    answer = program.browser.post(f"{API}{path}", content=data, headers=headers)
    return answer.status_code, answer.text


def test_an_address_is_read_through_the_safe_fetcher_and_drafted_from(town: House, street: Street) -> None:
    ada = town.program("ada", Role.EDITOR)
    made = ada.post("/readings", {"address": f"http://{HOST}/coco"})
    assert made.status_code == 201, made.text
    said = made.json()
    assert made.headers["location"] == f"{API}/readings/{said['number']}"
    assert ada.get(f"/readings/{said['number']}").json() == said
    (claim,) = [claim for claim in said["claims"] if claim["event"] == "renamed"]
    assert said["text"][claim["start"] : claim["end"]] == claim["quote"]
    assert (claim["old"], claim["new"], said["source"]) == ("coco.gg", "cocochat.chat", f"http://{HOST}/coco")
    assert [each["op"] for each in said["draft"]["operations"]][:2] == ["add_evidence", "add_name"]
    drafted = ada.post(f"/readings/{said['number']}/draft", {})
    assert (drafted.status_code, drafted.json()["authors"], drafted.json()["state"]) == (201, ["ada"], "in_review")
    assert drafted.json()["operations"] == said["draft"]["operations"]
    again = ada.post(f"/readings/{said['number']}/draft", {})
    assert (again.status_code, f"Proposal {drafted.json()['number']}" in again.json()["detail"]) == (409, True)


def test_a_text_and_a_file_are_read_alike_and_nothing_is_neither(town: House) -> None:
    ada = town.program("ada", Role.EDITOR)
    typed = ada.post("/readings", {"text": UNLISTED})
    status, sent = _sends(ada, UNLISTED.encode())
    assert (typed.status_code, status) == (201, 201)
    assert typed.text == sent  # the same bytes from nowhere are one reading
    status, problem = _sends(ada, b"")
    assert (status, "as the body" in problem) == (422, True)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "an address or a text"),
        ({"address": f"http://{HOST}/coco", "text": "x"}, "an address or a text"),
        ({"text": ""}, "at least 1"),
        ({"text": "x" * 300_001}, "at most 300000"),
        ({"address": "file:///etc/passwd"}, "pattern"),
        ({"address": "http://127.0.0.1/"}, "127.0.0.1"),
        ({"address": f"http://{HOST}/subscribers"}, "403 (Forbidden)"),
        ({"text": "x", "source": "https://elsewhere.example"}, "Extra inputs"),
    ],
)
def test_what_cannot_be_read_is_a_clear_problem(town: House, body: dict[str, str], said: str) -> None:
    refused = town.program("ada", Role.EDITOR).post("/readings", body)
    assert (refused.status_code, refused.headers["content-type"]) == (422, PROBLEM)
    assert said in refused.text


def test_a_file_is_bounded_while_it_is_read(town: House) -> None:
    assert _sends(town.program("ada", Role.EDITOR), b"x" * 5_000_001)[0] == 413


def test_an_unlisted_site_is_listed_by_a_persons_word_alone(town: House) -> None:
    ada, number = town.program("ada", Role.EDITOR), _kept(town, UNLISTED)
    said = ada.get(f"/readings/{number}").json()["draft"]
    assert (said["operations"], [remark["about"] for remark in said["left"]]) == ([], ["unlisted_rename"])
    refused = ada.post(f"/readings/{number}/draft", {})
    assert (refused.status_code, "Neither dusk-chat.net nor dawn-chat.org is listed" in refused.text) == (409, True)
    for wrong, why in (
        ({"quote": "It is a den of thieves."}, "not in the text"),
        ({"quote": RISK, "category": "pub"}, "is not a category"),
        ({"quote": RISK, "hostname": "co.uk"}, "public suffix"),
        ({"quote": RISK, "slug": "coco"}, "Extra inputs"),
    ):
        answer = ada.post(f"/readings/{number}/draft", {"listing": {**LISTING, **wrong}})
        assert (answer.status_code, why in answer.text) == (422, True), answer.text
    drafted = ada.post(f"/readings/{number}/draft", {"listing": {**LISTING, "quote": RISK}})
    operations = {each["op"]: each for each in drafted.json()["operations"]}
    assert (operations["add_site"]["slug"], operations["add_signal"]["signal"]) == ("dusk", "no-age-check")


def test_a_reader_reads_what_was_read_and_drafts_nothing(town: House) -> None:
    mary, number = town.program("mary", Role.READER), _kept(town, UNLISTED)
    assert mary.get(f"/readings/{number}").status_code == 200
    assert mary.post(f"/readings/{number}/draft", {}).status_code == 403
    assert mary.post("/readings", {"text": UNLISTED}).status_code == 403
    assert mary.get("/readings/77777").status_code == 404


def test_an_item_is_listed_opened_dismissed_and_put_back_for_a_day(town: House) -> None:
    ada, at = town.program("ada", Role.EDITOR), _item(town, "a", reasons=[{"kind": "risk", "said": "x", "sites": ""}])
    (listed,) = [row for row in ada.get("/newspapers").json()["items"] if at.endswith(f"/{row['number']}")]
    assert ada.get(at).json() == listed
    assert (listed["publisher"], listed["copies"], listed["reasons"][0]["kind"]) == ("La Gazette", 1, "risk")
    assert ada.post(f"{at}/dismiss").status_code == 204
    assert ada.post(f"{at}/dismiss").status_code == 404
    assert listed["number"] not in {row["number"] for row in ada.get("/newspapers").json()["items"]}
    (dismissed,) = ada.get("/newspapers?state=dismissed").json()["items"]
    assert (dismissed["number"], dismissed["dismissed_by"]) == (listed["number"], "ada")
    with time_machine.travel(now() + timedelta(days=2)):
        assert ada.post(f"{at}/restore").status_code == 404
    assert ada.post(f"{at}/restore").status_code == 204
    assert ada.get(at).json()["state"] == "waiting"


def test_drafting_from_what_an_item_says_settles_the_item(town: House) -> None:
    ada = town.program("ada", Role.EDITOR)
    number = _kept(town, "The chat site bounty.chat became bountychat.zone on 3 March 2026, and parents were told so.")
    at = _item(town, "b", reading_id=number)
    drafted = ada.post(f"/readings/{ada.get(at).json()['reading']}/draft", {})
    assert drafted.status_code == 201, drafted.text
    settled = ada.get(at).json()
    assert (settled["state"], settled["proposal"]) == ("drafted", drafted.json()["number"])


def test_what_nobody_was_shown_is_no_item(town: House) -> None:
    ada = town.program("ada", Role.EDITOR)
    for key, state in (("c", ItemState.NEW), ("d", ItemState.PASSED)):
        at = _item(town, key, state=state)
        assert [ada.get(at).status_code, ada.post(f"{at}/dismiss").status_code] == [404, 404]
    assert ada.get("/newspapers?state=passed").status_code == 422
