"""What holds for every public page: caches may keep it, nobody is followed, it speaks two languages."""

import re

import pytest
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from tests.public.conftest import settings_of

PAGES = ("/", "/check", "/sites", "/sites?q=coco", "/sites/coco", "/changes")
SCRIPTED = ("/", "/check")
SHARED = (
    *(page for page in PAGES if "?" not in page),
    *("/lists", "/status", "/method", "/privacy", "/poster", "/report", "/dispute", "/journal"),
    *("/docs", "/docs/families", "/docs/schools", "/docs/curators", "/docs/decisions"),
    "/docs/decisions/0001-rooms-and-laws",  # which begins with a long paragraph
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same_for_everybody_and_may_be_kept(reader: TestClient, page: str) -> None:
    answer = reader.get(page, headers={"cookie": "vigie_desk=x", "user-agent": "somebody"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["vary"] == "Accept-Language, Accept-Encoding"
    assert "set-cookie" not in answer.headers
    assert answer.content == reader.get(page).content


@pytest.mark.parametrize("page", [*PAGES, "/healthz", "/api/v1/sites", "/journal"])
def test_who_asks_for_the_headers_alone_gets_those_of_the_page(reader: TestClient, page: str) -> None:
    whole, head = reader.get(page), reader.head(page)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


def test_asking_for_the_headers_does_nothing_that_asking_for_the_page_does_not(reader: TestClient) -> None:
    assert reader.head("/desk/sign-out").status_code == reader.get("/desk/sign-out").status_code == 405
    assert reader.head("/no-such-page").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_who_has_a_page_is_told_that_it_did_not_change(reader: TestClient, page: str) -> None:
    tag = reader.get(page).headers["etag"]
    again = reader.get(page, headers={"if-none-match": f'W/"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    in_french = reader.get(page, headers={"if-none-match": tag, "accept-language": "fr"})
    assert in_french.status_code == 200


@pytest.mark.parametrize("page", ["/sites", "/docs/curators"])
def test_a_page_is_packed_for_who_can_unpack_it(reader: TestClient, page: str) -> None:
    plain, packed = (reader.get(page, headers={"accept-encoding": coding}) for coding in ("identity", "br, gzip"))
    assert ("content-encoding" in plain.headers, packed.headers["content-encoding"]) == (False, "gzip")
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert (packed.content, packed.headers["etag"]) == (plain.content, plain.headers["etag"])
    assert "content-encoding" not in reader.get(page, headers={"accept-encoding": "gzip;q=0"}).headers


@pytest.mark.parametrize("page", ["/report", "/sites/nothing"])
def test_a_page_that_no_cache_keeps_is_not_packed(reader: TestClient, page: str) -> None:
    answer = reader.get(page, headers={"accept-encoding": "gzip"})
    assert {"content-encoding", "etag"}.isdisjoint(answer.headers)


@pytest.mark.parametrize("page", PAGES)
def test_only_a_page_with_a_script_of_ours_lets_scripts_run(reader: TestClient, page: str) -> None:
    policy = reader.get(page).headers["content-security-policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts.get("script-src", "'none'") == ("'self'" if page in SCRIPTED else "'none'")
    assert parts.get("connect-src", "'none'") == ("'self'" if page in SCRIPTED else "'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_comes_from_elsewhere(reader: TestClient, page: str) -> None:
    html = reader.get(page).text
    loaded = re.findall(r'<(?:script|img|source|iframe)[^>]* src="([^"]*)"', html)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]*)"', html)
    assert loaded
    assert [place for place in loaded if not place.startswith("/static/")] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "heading"), [("en", "Skip to the content"), ("fr", "Aller au contenu")])
def test_a_page_speaks_the_readers_language(reader: TestClient, page: str, language: str, heading: str) -> None:
    answer = reader.get(page, headers={"accept-language": f"de, {language};q=0.8"})
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert heading in answer.text


def test_a_language_that_was_chosen_stays_chosen_from_page_to_page(reader: TestClient) -> None:
    html = reader.get("/sites?q=coco&lang=fr", headers={"accept-language": "en"}).text
    inside = [path for path in re.findall(r'<a [^>]*?href="(/[^"]*)"', html) if not path.startswith("/desk")]
    pages = [path for path in inside if not path.endswith((".json", ".atom"))]
    assert len(pages) > 5
    assert [path for path in pages if "lang=fr" not in path] == []
    assert 'href="?q=coco&amp;lang=en"' in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_that_is_shared_says_what_it_is_in_words_of_its_own(reader: TestClient, language: str) -> None:
    told = {page: _shared(reader, page, language) for page in SHARED}
    for page, said in told.items():
        assert said["title"] == said["og:title"], page
        assert said["description"] == said["og:description"], page
        assert said["og:url"] == said["canonical"] == f"http://127.0.0.1:8000{page}"
        assert said["og:locale"][:2] == language
        assert 40 < len(said["description"]) <= 320, page
        assert said["og:type"] in ("website", "article")
    for part in ("title", "description"):
        assert len({said[part] for said in told.values()}) == len(told), part


def _shared(reader: TestClient, page: str, language: str) -> dict[str, str]:
    """What a page says of itself where somebody shares it."""
    html = reader.get(page, params={"lang": language}, headers={"accept": "text/html"}).text
    said = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]+)">', html))
    (said["title"],) = re.findall(r"<title>(.+) – Vigie</title>", html)
    (said["canonical"],) = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    return said


def test_before_the_first_release_the_pages_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("empty") / "data"
    folder.mkdir()
    settings = settings_of(folder)
    Database(settings.database).migrate()
    with TestClient(Door(settings), base_url="http://vigie.test") as client:
        assert "Nothing was published yet." in client.get("/").text
        assert client.get("/sites").status_code == 200
        assert client.get("/changes").status_code == 200
        assert client.get("/sites/coco").status_code == 404
        assert client.post("/check", data={"address": "coco.gg"}).status_code == 503
