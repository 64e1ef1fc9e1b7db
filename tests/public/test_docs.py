"""`/docs`: every file of docs/ is a page, in the languages in which it is written, and its links lead somewhere."""

import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from api.public.docs import manual
from tests.public.test_readable import VALIDATOR

SPOKEN: Final = ("en", "fr")


def _article(page: str) -> str:
    return re.split(r"<article[^>]*>", page)[1].partition("</article>")[0]


def test_every_file_is_a_page_in_its_language(reader: TestClient) -> None:
    for document in manual().documents.values():
        answer = reader.get(document.address, params={"lang": document.language})
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=300"), document.file
        assert f'<article lang="{document.language}">' in answer.text
        assert document.title in unescape(re.sub(r"<[^>]*>", "", _article(answer.text).partition("</h1>")[0]))


def test_every_link_and_picture_of_every_page_is_answered(reader: TestClient) -> None:
    pages: dict[str, str] = {}

    def read(address: str) -> str:
        if address not in pages:
            answer = reader.get(address)
            assert answer.status_code == 200, address
            pages[address] = answer.text if answer.headers["content-type"].startswith("text/html") else ""
        return pages[address]

    links = 0
    for document in manual().documents.values():
        own = f"{document.address}?lang={document.language}"
        for link in re.findall(r'<(?:a href|img src)="([^"]*)"', _article(read(own))):
            if link.startswith("https://"):
                continue
            address, _, anchor = unescape(link).partition("#")
            assert address.startswith("/") or (anchor and not address), link
            target = read(address or own)
            assert not anchor or f'id="{anchor}"' in target, link
            links += 1
    assert links > 200


@pytest.mark.parametrize(("language", "title"), [("en", "For families"), ("fr", "Pour les familles")])
def test_a_page_that_is_written_in_the_readers_language_is_shown_in_it(
    reader: TestClient, language: str, title: str
) -> None:
    page = reader.get("/docs/families", headers={"accept-language": language}).text
    assert f"<title>{title} – Vigie</title>" in page
    assert all(
        f'hreflang="{other}" href="http://127.0.0.1:8000/docs/families?lang={other}"' in page for other in SPOKEN
    )


def test_a_page_that_is_not_says_so_and_promises_no_translation(reader: TestClient) -> None:
    page = reader.get("/docs/operators?lang=fr").text
    assert "Cette page n’existe qu’en anglais." in page
    assert '<article lang="en">' in page
    assert 'rel="alternate" hreflang' not in page
    assert "Cette page" not in reader.get("/docs/operators?lang=en").text


def test_a_language_that_was_chosen_stays_chosen_until_a_link_says_otherwise(reader: TestClient) -> None:
    page = _article(reader.get("/docs/families?lang=fr", headers={"accept-language": "en"}).text)
    assert 'href="/docs/schools?lang=fr"' in page
    assert 'href="/docs/families?lang=en"' in page  # « In English »
    assert 'href="/docs/schools"' in reader.get("/docs/families").text


def test_a_page_says_where_it_stands_among_the_others(reader: TestClient) -> None:
    page = reader.get("/docs/feed-format").text
    pages = page.partition('<nav id="all-pages"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]*)" aria-current="page">', pages) == ["/docs/feed-format"]
    assert 'href="#layers"' in page.partition("<article")[0]


def test_a_picture_has_its_size_before_it_comes(reader: TestClient) -> None:
    page = reader.get("/docs/families").text
    (tag,) = re.findall(r'<img src="/docs/pictures/popup-en.png"[^>]*>', page)
    width, height = re.findall(r'(?:width|height)="(\d+)"', tag)
    picture = reader.get("/docs/pictures/popup-en.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content[16:24] == int(width).to_bytes(4) + int(height).to_bytes(4)


def test_every_picture_is_sent_as_the_picture_that_it_is(reader: TestClient) -> None:
    kinds = {".png": "image/png", ".svg": "image/svg+xml"}
    pictures = [address for address in manual().files if "/pictures/" in address]
    assert len(pictures) > 20
    for address in pictures:
        answer = reader.get(address)
        assert answer.headers["content-type"] == kinds[manual().files[address].suffix], address
        assert "script-src" not in answer.headers["content-security-policy"]


def test_a_file_beside_the_pages_is_shown_as_it_lies(reader: TestClient) -> None:
    for name in ("dns/unbound.conf", "dns/page/index.html", "nginx/vigie.conf"):
        answer = reader.get(f"/docs/{name}")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.content == manual().files[f"/docs/{name}"].read_bytes()


@pytest.mark.parametrize(
    "path",
    ["/docs/nothing", "/docs/curators.md", "/docs/..%2fpyproject.toml", "/docs/%2e%2e/%2e%2e/etc/passwd"],
)
def test_nothing_else_is_shown(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_every_page_is_valid_html(reader: TestClient, tmp_path: Path) -> None:
    for document in manual().documents.values():
        page = reader.get(document.address, params={"lang": document.language}).text
        (tmp_path / f"{str(document.file).replace('/', '-')}.html").write_text(page, encoding="utf-8")
    command: list[str | Path] = [VALIDATOR, "--preset", "standard", *sorted(tmp_path.glob("*.html"))]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
