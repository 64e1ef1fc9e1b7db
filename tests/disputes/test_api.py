"""`/api/v1/disputes`: the same for programs, in the shape that is described."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api import tokens
from api.app import Door
from api.database import Database
from api.editing import paging
from api.settings import Settings
from feeds.review import people
from feeds.review.roles import Deed, Role
from tests.api.moments import now
from tests.disputes.disputing import REMOVAL, REPLY, opened, proved

PATH = "/api/v1/disputes"


@pytest.fixture
def installation(coco: Database, tmp_path: Path) -> Settings:
    """Where Coco is listed."""
    with coco.read() as session:
        url = str(session.get_bind().engine.url)
    return Settings(data_dir=tmp_path, database_url=SecretStr(url))


@pytest.fixture
def program(installation: Settings) -> TestClient:
    """A program that nobody knows."""
    return TestClient(Door(installation))


def _authorized(database: Database) -> dict[str, str]:
    """The header of a curator's program that reads."""
    with database.write() as session:
        person = people.add(session, "mary", role=Role.READER)
        return {"authorization": f"Bearer {tokens.make(session, person, 'Board', [Deed.READ], 9, now())}"}


def test_a_program_opens_one_and_reads_it_again_by_its_secret(program: TestClient) -> None:
    made = program.post(PATH, json=REPLY)
    said = made.json()
    assert (made.status_code, made.headers["location"]) == (201, f"{PATH}/{said['secret']}")
    assert said["page"].endswith(f"/dispute/{said['secret']}")
    read = program.get(made.headers["location"])
    assert (read.status_code, read.headers["cache-control"]) == (200, "private, no-cache")
    assert read.json() == {key: said[key] for key in said if key not in ("secret", "page")}
    assert read.json()["words"] == REPLY["words"]
    assert program.get(f"{PATH}/1").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (json.dumps(REPLY | {"name": "unknown.example.com"}), 404, "nothing to dispute"),
        (json.dumps(REPLY | {"words": "a\u202eb"}), 422, "#/words"),
        (json.dumps(REPLY | {"role": "admin"}), 422, "#/role"),
        ("[]", 422, "body"),
        ("{", 400, "not JSON"),
        ("x" * 10_000_000, 413, "at most 16384 bytes"),
    ],
)
def test_what_cannot_be_used_is_a_problem_that_says_why(program: TestClient, body: str, status: int, said: str) -> None:
    answer = program.post(PATH, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.text


def test_a_form_of_another_page_is_not_taken(program: TestClient) -> None:
    assert program.post(PATH, data=REPLY).status_code == 415
    assert program.options(PATH, headers={"origin": "https://elsewhere.example"}).status_code == 405


def test_curators_programs_list_them_page_by_page_without_what_is_private(
    program: TestClient, coco: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "A_PAGE", 2)
    with coco.write() as session:
        for made, asked in ((opened, REPLY), (proved, REPLY), (opened, REMOVAL)):
            made(session, asked)
    headers = _authorized(coco)
    first = program.get(PATH, headers=headers).json()
    rest = program.get(first["next"], headers=headers).json()
    rows = [*first["disputes"], *rest["disputes"]]
    assert [(row["number"], row["asks"], row["proved"]) for row in rows] == [
        (3, "removal", False),
        (2, "reply", True),
        (1, "reply", False),
    ]
    assert rest["next"] is None
    assert REPLY["words"] not in str(rows)
    assert REPLY["address"] not in str(rows)
    assert program.get(f"{PATH}?state=refused", headers=headers).json()["disputes"] == []


def test_nobody_else_lists_them(program: TestClient) -> None:
    assert program.get(PATH).status_code == 401
