"""`/api/v1/lookup`: a name is found by whoever knows it, and the answer tells nobody else."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.app import Door
from api.reading.prefixes import Prefixes
from api.settings import Settings
from tests.api.moments import now
from tests.release.feeds_for_tests import found

LOOKUP = "/api/v1/lookup"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _listed(program: TestClient, host: str) -> dict[str, str] | None:
    """The recipe of docs/api.md."""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        digest = _digest(".".join(labels[start:]))
        for name in program.get(f"{LOOKUP}/{digest[:5]}").json()["names"]:
            if name["sha256"] == digest:
                return dict(name)
    return None


@pytest.mark.parametrize("host", ["coco.gg", "chat.coco.gg", "a.b.coco.gg"])
def test_a_listed_name_and_those_below_it_are_found(program: TestClient, host: str) -> None:
    assert _listed(program, host) == {
        "sha256": _digest("coco.gg"),
        "category": "anonymous-chat",
        "status": "closed_by_authority",
        "stance": "warn",
        "slug": "coco",
    }


@pytest.mark.parametrize("host", ["example.org", "notcoco.gg", "coco.gg.example.com", "gg"])
def test_no_other_name_is_found(program: TestClient, host: str) -> None:
    assert _listed(program, host) is None


def test_every_listed_name_is_found_with_what_the_list_says(program: TestClient) -> None:
    rows = program.get("/lists/feed.json").json()["names"]
    assert rows
    for row in rows:
        name = _listed(program, row["name"])
        assert name is not None
        assert {part: name[part] for part in ("category", "status", "stance")} == {
            part: row[part] for part in ("category", "status", "stance")
        }


def test_the_length_of_an_answer_does_not_tell_whether_a_name_is_there(program: TestClient) -> None:
    prefixes = [_digest("coco.gg")[:5], *(f"{number * 9_973:05x}" for number in range(100))]
    answers = [program.get(f"{LOOKUP}/{prefix}") for prefix in prefixes]
    assert len({len(answer.content) for answer in answers}) == 1
    assert len({len(answer.json()["names"]) for answer in answers}) == 1
    assert {"no-transform" in answer.headers["cache-control"] for answer in answers} == {True}


def _dossiers(slug: str, names: list[str]) -> list[dict[str, object]]:
    told = [{"name": name, "status": "active"} for name in names]
    return [{"slug": slug, "category": "dating-chat", "stance": "warn", "names": told}]


@settings(max_examples=25, deadline=None)
@given(
    slug=st.text("abcdefgh-", min_size=1, max_size=80),
    names=st.lists(st.from_regex(r"\A[a-z]{1,60}\.[a-z]{2,6}\Z"), max_size=40, unique=True),
    serial=st.integers(1, 2**31),
    prefix=st.from_regex(r"\A[0-9a-f]{5}\Z"),
)
def test_whatever_is_listed_all_answers_of_a_release_are_equally_long(
    slug: str, names: list[str], serial: int, prefix: str
) -> None:
    prefixes = Prefixes(_dossiers(slug, names))
    asked = [prefix, *(_digest(name)[:5] for name in names)]
    assert len({len(prefixes.answer(one, {"serial": serial})) for one in asked}) == 1


def test_a_prefix_that_many_names_share_has_them_all_and_is_no_longer_than_others() -> None:
    many = [name for name in (f"chat{number}.com" for number in range(200_000)) if _digest(name)[:3] == "abc"]
    shared = max({_digest(name)[:5] for name in many}, key=lambda prefix: sum(_digest(n)[:5] == prefix for n in many))
    names = [name for name in many if _digest(name)[:5] == shared]
    assert len(names) > 1
    prefixes = Prefixes(_dossiers("one", names * 10))
    full, empty = (prefixes.answer(prefix, {}) for prefix in (shared, "00000"))
    assert full.count(b'"slug":"one"') == 10 * len(names)
    assert len(full) == len(empty)


def test_asking_again_tells_no_more(program: TestClient) -> None:
    first, second = (program.get(f"{LOOKUP}/00000") for _ in range(2))
    assert first.content == second.content


def test_nothing_that_fills_up_can_be_taken_for_a_listed_site(program: TestClient) -> None:
    listed = {site["slug"] for site in program.get("/api/v1/sites").json()["sites"]}
    filling = {name["slug"] for name in program.get(f"{LOOKUP}/00000").json()["names"]}
    assert filling
    assert not filling & listed


def test_an_empty_list_answers_like_a_full_one(program: TestClient, tmp_path: Path) -> None:
    found(tmp_path, now()).publish(now())
    with TestClient(Door(Settings(data_dir=tmp_path))) as other:
        assert len(other.get(f"{LOOKUP}/00000").content) == len(program.get(f"{LOOKUP}/00000").content)


@pytest.mark.parametrize(
    "prefix", ["abcd", "abcdef", "ABCDE", "abcdg", "٠١٢٣٤", "abcde%0A", "%20abcde", "-1234", "x" * 10_000, _digest("a")]
)
def test_what_is_no_prefix_is_told_what_one_is(program: TestClient, prefix: str) -> None:
    answer = program.get(f"{LOOKUP}/{prefix}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    (error,) = answer.json()["errors"]
    assert error["problem"].startswith("A prefix is 5 of the characters 0-9 and a-f, in lower case; this is ")
    assert len(error["problem"]) < 250
