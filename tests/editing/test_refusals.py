"""What cannot be done is told as a problem: the status, a sentence, and the field that is wrong."""

from typing import Any

import pytest

from api.editing import paging
from feeds.review.roles import Role
from tests.editing.programs import API, LISTS_A_NAME, PROBLEM, House

JSON = "application/json"


@pytest.mark.parametrize(
    ("body", "content_type", "status", "said"),
    [
        (b"{", JSON, 400, "not JSON"),
        (b'{"title": NaN}', JSON, 400, "not JSON"),
        (b'{"title": "\xff"}', JSON, 400, "not JSON"),
        (b'{"\\ud800": 1}', JSON, 400, "not JSON"),
        (b"[" * 100_000, JSON, 400, "not JSON"),
        (b"[]", JSON, 422, "Some fields"),
        (b"null", JSON, 422, "Some fields"),
        (b"", JSON, 422, "Some fields"),
        (b"{}", "text/plain", 415, "application/json"),
        (b"{}", "application/x-www-form-urlencoded", 415, "application/json"),
        (b"{}", "", 415, "application/json"),
        (b'"' + b"x" * 1_000_001 + b'"', JSON, 413, "1000000 bytes"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_clear_problem(
    house: House, body: bytes, content_type: str, status: int, said: str
) -> None:
    ada = house.program("ada")
    headers = {"authorization": f"Bearer {ada.token}", "accept": "text/html"}
    headers |= {"content-type": content_type} if content_type else {}
    answer = ada.browser.post(f"{API}/proposals", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    assert said in answer.json()["detail"]


def test_each_field_that_is_wrong_is_named_with_where_it_is(house: House) -> None:
    wrong = {"op": "add_site", "slug": "A B", "name": "", "category": "anonymous-chat", "status": "open"}
    body: dict[str, Any] = {**LISTS_A_NAME, "operations": [wrong, {"op": "no_such"}, {"op": "retract_name"}]}
    errors = house.program("ada").post("/proposals", body).json()["errors"]
    assert {error["pointer"]: error["field"] for error in errors} == {
        "#/operations/0/slug": "body.operations.0.slug",
        "#/operations/0/name": "body.operations.0.name",
        "#/operations/0/status": "body.operations.0.status",
        "#/operations/1": "body.operations.1",
        "#/operations/2/name": "body.operations.2.name",
        "#/operations/2/reason": "body.operations.2.reason",
    }
    assert all(error["problem"] for error in errors)


def test_an_address_or_a_method_that_is_not_there_says_so(house: House) -> None:
    stranger = house.stranger()
    nothing = stranger.get(f"{API}/no-such", headers={"accept": "text/html"})
    assert (nothing.status_code, nothing.headers["content-type"]) == (404, PROBLEM)
    assert nothing.json()["detail"] == f"There is nothing at {API}/no-such."
    for path, allowed in {
        "/proposals": "GET, HEAD, POST",
        "/proposals/1": "GET, HEAD, PUT",
        "/proposals/1/approve": "POST",
        "/reports": "GET, HEAD, POST, OPTIONS",
        "/sites/coco": "GET, HEAD",
    }.items():
        answer = stranger.request("PATCH", API + path)
        assert (answer.status_code, answer.headers["allow"], answer.headers["content-type"]) == (405, allowed, PROBLEM)


def test_refusals_have_the_headers_that_pages_have_and_no_cache_keeps_them(house: House) -> None:
    ada = house.program("ada")
    for answer in (ada.get("/proposals/999"), ada.post("/proposals", {}), ada.get("/proposals?page=2")):
        assert answer.headers["content-type"] == PROBLEM
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


def test_what_comes_in_between_moves_no_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "A_PAGE", 2)
    ada = house.program("ada", Role.EDITOR)
    numbers = [ada.writes(draft=True) for _ in range(5)]
    seen, address = list[int](), "/proposals?state=draft"
    while address:
        answer = ada.get(address)
        seen += [row["number"] for row in answer.json()["proposals"]]
        address = (answer.json()["next"] or "").removeprefix(API)
        assert answer.headers.get("link", "") == (f'<{API}{address}>; rel="next"' if address else "")
        ada.writes(draft=True)
    assert seen == numbers[::-1]
