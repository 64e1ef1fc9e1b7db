"""What holds for every answer: caches may keep it, any page may read it, nobody may ask without end."""

import re
from datetime import timedelta

import pytest
import time_machine
from limits import RateLimitItemPerMinute
from starlette.testclient import TestClient

from api.reading import limiting
from tests.api.moments import now

PATHS = ["/api/v1/sites", "/api/v1/sites/coco", "/api/v1/releases", "/api/v1/releases/1", "/api/v1/lookup/00000"]
REFUSED = ["/api/v1/sites/never-was", "/api/v1/sites?page=2", "/api/v1/releases/77", "/api/v1/lookup/x"]


@pytest.mark.parametrize("path", PATHS)
def test_a_cache_may_keep_it_for_everybody(program: TestClient, path: str) -> None:
    answer = program.get(path, headers={"cookie": "session=1", "accept-language": "fr"})
    assert re.match(r"public, max-age=300\b", answer.headers["cache-control"])
    assert not {"set-cookie", "vary"} & set(answer.headers)
    assert program.get(path).headers["etag"] == answer.headers["etag"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', "*"])
def test_whoever_has_it_is_told_so(program: TestClient, path: str, written: str) -> None:
    tag = program.get(path).headers["etag"]
    again = program.get(path, headers={"if-none-match": written.format(tag)})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert program.get(path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", REFUSED)
def test_nobody_keeps_a_refusal(program: TestClient, path: str) -> None:
    assert program.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*PATHS, *REFUSED])
def test_any_page_may_read_it_but_for_no_reader_in_particular(program: TestClient, path: str) -> None:
    answer = program.get(path, headers={"origin": "https://school.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(program: TestClient, method: str) -> None:
    for path in PATHS:
        assert program.request(method, path).status_code == 405


def test_whoever_asks_too_often_is_told_when_to_come_back(program: TestClient) -> None:
    with time_machine.travel(now(), tick=False) as moment:
        answers = [program.get("/api/v1/lookup/x") for _ in range(650)]
        assert [answer.status_code for answer in answers] == [422] * 600 + [429] * 50
        refused = answers[-1]
        assert refused.headers["content-type"] == "application/problem+json"
        assert 0 < int(refused.headers["retry-after"]) <= 60
        assert "more than 600 times in a minute" in refused.json()["detail"]
        assert refused.headers["access-control-allow-origin"] == "*"
        moment.shift(timedelta(seconds=int(refused.headers["retry-after"]) + 1))
        assert program.get("/api/v1/lookup/00000").status_code == 200


def test_one_network_does_not_use_up_what_another_may_ask(program: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(network: str) -> int:
        return program.get("/api/v1/lookup/x", headers={"x-forwarded-for": network}).status_code

    monkeypatch.setattr(limiting, "OF_ONE_NETWORK", RateLimitItemPerMinute(2))
    assert [asked("8.8.4.4"), asked("8.8.4.4"), asked("8.8.4.200")] == [422, 422, 429]
    assert asked("9.9.9.9") == 422


def test_however_many_networks_ask_there_are_only_so_many_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "OF_ONE_NETWORK", RateLimitItemPerMinute(10))
    monkeypatch.setattr(limiting, "COUNTERS", 8)
    with time_machine.travel(now(), tick=False):
        askers = limiting.Askers()
        let_in = [network for network in range(1000) if askers.wait(f"2001:db8:{network:x}::/48") == 0]
    assert len(let_in) == 8 * 10
