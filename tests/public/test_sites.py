"""`/sites`: whoever knows one name of a site, a former one too, finds its dossier, among five thousand as among few."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import Door
from tests.public import many
from tests.public.conftest import settings_of
from tests.statements import counted


def found(html: str) -> list[str]:
    """The slugs of the dossiers that a page leads to, in its order."""
    return re.findall(r'<h3><a href="/sites/([a-z0-9-]+)"', html)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reader of a Release of 5,000 Sites."""
    settings = settings_of(tmp_path_factory.mktemp("crowd") / "data")
    many.founded(settings)
    with TestClient(Door(settings), base_url="http://vigie.test", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    "sought",
    ["Coco", "cocoland", "coco.gg", "COCO.FR", "https://www.coco.gg/room?id=7", "  coco   chat ", "chat.coco.fr"],
)
def test_a_site_is_found_by_any_of_its_names_and_addresses(reader: TestClient, sought: str) -> None:
    assert found(reader.get("/sites", params={"q": sought}).text)[0] == "coco"


def test_the_nearest_name_comes_first(crowd: TestClient) -> None:
    assert found(crowd.get("/sites?q=site+0100").text)[0] == "site-0100"
    assert found(crowd.get("/sites?q=alias+4999").text) == ["site-4999"]
    assert found(crowd.get("/sites?q=old0042.example.org").text) == ["site-0042"]


def test_an_ending_finds_no_site(reader: TestClient) -> None:
    assert found(reader.get("/sites?q=com").text) == []
    assert found(reader.get("/sites?q=coc").text) == ["coco"]


def test_kind_and_state_narrow_what_is_found(reader: TestClient) -> None:
    every = reader.get("/sites").text
    closed = reader.get("/sites?status=closed_by_authority").text
    assert found(closed) == ["coco"]
    assert "coco" in found(reader.get("/sites?category=anonymous-chat").text)
    assert "coco" not in found(reader.get("/sites?category=dating-chat").text)
    assert found(reader.get("/sites?category=nonsense&status=nonsense&page=zz").text) == found(every)


def test_who_finds_nothing_is_told_what_to_do(reader: TestClient) -> None:
    html = reader.get("/sites?q=zzzz&status=closed").text
    assert "No site of the list is called so" in html
    assert 'href="/check"' in html
    assert 'href="/sites?q=zzzz&amp;page=1"' in html
    assert 'href="/sites?q=zzzz&amp;page=1&amp;lang=fr"' in reader.get("/sites?q=zzzz&status=closed&lang=fr").text


def test_what_is_sought_stays_a_text(reader: TestClient) -> None:
    html = reader.get("/sites", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("hostile", ["%00", "%F0%9F%98%80", "a" * 10_000, "%25", "..%2F..", "%FF%FE"])
def test_no_search_breaks_the_page(reader: TestClient, hostile: str) -> None:
    assert reader.get(f"/sites?q={hostile}").status_code == 200


def test_all_of_five_thousand_sites_are_reached_page_by_page(crowd: TestClient) -> None:
    first, last = crowd.get("/sites").text, crowd.get("/sites?page=100").text
    assert "5000 sites" in first
    assert found(first) == [f"site-{number:04}" for number in range(50)]
    assert found(last) == [f"site-{number:04}" for number in range(4950, 5000)]
    assert [re.findall(r'rel="(prev|next)"', html) for html in (first, last)] == [["next"], ["prev"]]
    assert found(crowd.get("/sites?page=999999999999999999999").text) == found(last)


@pytest.mark.parametrize(
    ("page", "most"),
    [("/", 0), ("/sites", 0), ("/sites?q=old&page=7", 0), ("/sites/site-2500", 1), ("/changes", 0), ("/sites/x", 1)],
)
def test_a_page_about_five_thousand_sites_costs_no_query_or_one(crowd: TestClient, page: str, most: int) -> None:
    with counted() as statements:
        crowd.get(page)
    assert len([one for one in statements if one.upper().startswith("SELECT")]) == most


def test_a_page_about_five_thousand_sites_is_no_longer_than_about_fifty(crowd: TestClient) -> None:
    assert len(crowd.get("/sites").content) < 40_000
    assert len(crowd.get("/").content) < 20_000
