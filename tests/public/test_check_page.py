"""The check box: what is typed stays in the browser, and each answer is one that a family can use."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from starlette.testclient import TestClient

from api.settings import Settings
from tests.public.service import Service
from tests.public.visiting import ask, visiting

pytestmark = pytest.mark.browser


def _asked(service: Service, since: int) -> list[str]:
    return sorted(f"{one['method']} {one['path']}" for one in service.requests(since))


@pytest.mark.parametrize("page_path", ["/check", "/"])
def test_what_is_typed_never_leaves_the_browser(chromium: Browser, service: Service, page_path: str) -> None:
    typed = "https://someone:secret@chat.coco.gg/room-of-my-child?token=4711"
    since = len(service.requests())
    with visiting(chromium, service) as page:
        page.goto(page_path)
        assert "chat.coco.gg is on the list, and closed" in ask(page, typed)
        page.get_by_role("link", name="Read the dossier: ").click()
        page.wait_for_url("**/sites/coco")
    log = service.requests(since)
    assert {"/feed/timestamp.json", "/sites/coco"} <= {one["path"] for one in log}
    assert {one["method"] for one in log} == {"GET"}
    written = str([[one["path"], one["query"], one["body"], one["headers"]] for one in log])
    for part in ("coco.gg", "coco%2Egg", "someone", "secret", "room-of-my-child", "4711", quote(typed, safe="")):
        assert part not in written
    assert [one for one in log if "referer" in one["headers"] or "cookie" in one["headers"]] == []


def test_the_service_cannot_tell_a_listed_name_from_another(chromium: Browser, service: Service) -> None:
    asked = []
    for typed in ("coco.gg", "wikipedia.org", "coco.zone"):
        since = len(service.requests())
        with visiting(chromium, service) as page:
            page.goto("/check")
            ask(page, typed)
        asked.append(_asked(service, since))
    assert asked[0] == asked[1] == asked[2]


def test_a_second_question_asks_the_service_nothing(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service) as page:
        page.goto("/check")
        ask(page, "coco.gg")
        since = len(service.requests())
        assert "ome.tv is on the list" in ask(page, "ome.tv")
        assert service.requests(since) == []


@pytest.fixture(scope="module")
def page(chromium: Browser, service: Service) -> Iterator[Page]:
    """The page, with the list in it."""
    with visiting(chromium, service) as page:
        page.goto("/check")
        ask(page, "coco.gg")
        yield page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("www.ome.tv", ["www.ome.tv is on the list", "ome.tv is a name of this site", "OmeTV", "Random video chat"]),
        ("coco.gg", ["closed", "Beware of any site that claims to follow it", "Coco", "closed by the authorities"]),
        ("coco.zone", ["not on the list, but it looks like", "coco.fr, coco.gg", "do not take one for the other"]),
        ("wikipedia.org", ["not on the list", "Not listed is not safe", "strangers write to one another"]),
        ("сосо.gg", ["xn--n1aahb.gg", "look twice", "another alphabet"]),
        ("sarahah.com", ["on the list", "more than five years old"]),
    ],
)
def test_each_answer_says_what_it_means(page: Page, typed: str, said: list[str]) -> None:
    answer = ask(page, typed)
    assert [part for part in said if part not in answer] == []


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_without_a_script_the_same_is_answered(chromium: Browser, service: Service, language: str) -> None:
    typed = ["coco.gg", "ome.tv", "sarahah.com", "coco.zone", "wikipedia.org", "сосо.gg", "a b", "1.2.3.4", ""]
    with visiting(chromium, service, language) as page:
        page.goto("/check")
        scripted = [ask(page, text) for text in typed]
    with visiting(chromium, service, language, java_script_enabled=False) as page:
        page.goto("/check")
        sent = [_send(page, text) for text in typed]
    assert [" ".join(answer.split()) for answer in sent] == [" ".join(answer.split()) for answer in scripted]


def _send(page: Page, text: str) -> str:
    page.locator("#address").fill(text)
    with page.expect_navigation():
        page.locator("form.check button").click()
    return page.locator("[data-part=answer]").inner_text()


def test_without_a_script_the_page_says_before_that_it_sends(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service, java_script_enabled=False) as page:
        page.goto("/check")
        expect(page.get_by_text("will be sent to this service")).to_be_visible()
        expect(page.get_by_text("stays on this device")).to_be_hidden()
    with visiting(chromium, service) as page:
        page.goto("/check")
        expect(page.get_by_text("stays on this device")).to_be_visible()
        expect(page.get_by_text("will be sent to this service")).to_be_hidden()


def test_an_address_that_is_sent_is_kept_nowhere(chromium: Browser, service: Service, starter: Settings) -> None:
    since = len(service.requests())
    with visiting(chromium, service, java_script_enabled=False) as page:
        page.goto("/check")
        page.locator("#address").fill("kept-nowhere.coco.gg")
        with page.expect_response("**/check") as sent:
            page.locator("form.check button").click()
        assert sent.value.headers["cache-control"] == "no-store"
        assert "etag" not in sent.value.headers
        assert "kept-nowhere" not in page.request.get("/metrics").text()
    assert [one["body"] for one in service.requests(since) if one["body"]] == ["address=kept-nowhere.coco.gg"]
    assert "kept-nowhere" not in service.printed.read_text()
    files = [path for path in starter.data_dir.rglob("*") if path.is_file()]
    assert [path for path in files if b"kept-nowhere" in path.read_bytes()] == []


def test_a_form_that_is_too_long_is_refused(reader: TestClient) -> None:
    assert reader.post("/check", data={"address": "a" * 70_000}).status_code == 413
    assert "too long to be an address" in reader.post("/check", data={"address": "a" * 10_000}).text
    assert "paste an address first" in reader.post("/check", data={"other": "x"}).text


def _break(route: Route) -> None:
    route.abort()


def _other_bytes(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body().replace(b"vigie-names", b"vigie-nemas"))


@pytest.mark.parametrize(
    ("broken", "how", "why"),
    [
        ("**/feed/timestamp.json", _break, "could not be fetched"),
        ("**/feed/targets/*.names", _other_bytes, "not whole or not genuine"),
        ("**/src/feed/tuf.js", _break, "too old"),
    ],
)
def test_a_page_that_cannot_look_says_why_and_asks_before_it_sends(
    chromium: Browser, service: Service, broken: str, how: Any, why: str
) -> None:
    with visiting(chromium, service) as page:
        page.route(broken, how)
        page.goto("/check")
        since = len(service.requests())
        assert why in ask(page, "coco.gg")
        assert "POST /check" not in _asked(service, since)
        page.get_by_role("button", name="Send it").click()
        expect(page.get_by_role("heading", name="coco.gg is on the list, and closed")).to_be_visible()
    assert "POST /check" in _asked(service, since)


def test_a_list_that_ran_out_is_not_used(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service) as page:
        page.clock.set_fixed_time("2036-01-01")
        page.goto("/check")
        assert "out of date" in ask(page, "coco.gg")


def test_a_list_that_came_late_does_not_answer_an_older_question(chromium: Browser, service: Service) -> None:
    held: list[Route] = []
    with visiting(chromium, service) as page:
        page.route("**/feed/targets/*.names", lambda route: _hold(held, route))
        page.goto("/check")
        with page.expect_request("**/feed/targets/*.names"):
            page.locator("#address").fill("coco.gg")
            page.keyboard.press("Enter")
        page.locator("#address").fill("two words")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="These are words, not an address")).to_be_visible()
        _until_held(page, held)
        with page.expect_response("**/feed/targets/*.sites"):
            held[0].continue_()
        expect(page.get_by_role("heading", name="These are words, not an address")).to_be_visible()
        expect(page.locator("[data-part=answer] [data-verdict]")).to_have_attribute("data-verdict", "no_phrase")


def _hold(held: list[Route], route: Route) -> None:
    held.append(route)


def _until_held(page: Page, held: list[Route]) -> None:
    while not held:
        page.evaluate("new Promise(requestAnimationFrame)")
