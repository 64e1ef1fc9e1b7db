"""`/static`: what pages load is kept for a year under an address that changes with it, and never for something else."""

import re

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from api import assets
from tests.public.service import Service
from tests.public.visiting import ask, visiting

PAGES = ("/", "/check", "/sites/coco", "/lists", "/status", "/journal", "/docs/families", "/poster")


def test_whatever_a_page_loads_may_be_kept_for_a_year(reader: TestClient) -> None:
    loaded = set()
    for page in PAGES:
        html = reader.get(page, headers={"accept": "text/html"}).text
        loaded |= set(re.findall(r'(?:src|href)="(/static/[^"]*)"', html))
    assert len(loaded) > 6
    for address in loaded:
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, assets.FOR_GOOD), address
        again = reader.get(address, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (304, assets.FOR_GOOD)


@pytest.mark.parametrize("address", ["/static/site.css", "/static/000000000000/site.css", "/static/src/names.js"])
def test_under_another_version_the_file_of_today_is_kept_for_five_minutes(reader: TestClient, address: str) -> None:
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, assets.FOR_NOW)
    current = reader.get(f"/static/{assets.VERSION}/{address.rpartition('static/')[2].rpartition('000/')[2]}")
    assert current.content == answer.content


@pytest.mark.parametrize(
    "path",
    ["nothing.css", "..%2fapp.py", "../app.py", "src/../../package.json", "src/..%2f..%2fpackage.json", "", "check"],
)
def test_nothing_else_is_answered(reader: TestClient, path: str) -> None:
    for place in ("/static/", f"/static/{assets.VERSION}/"):
        assert reader.get(f"{place}{path}").status_code == 404


def test_a_page_that_names_a_file_that_is_not_there_is_not_shown() -> None:
    with pytest.raises(FileNotFoundError):
        assets.address("gone.css")


@pytest.mark.browser
def test_a_check_loads_every_script_under_one_version(chromium: Browser, service: Service) -> None:
    since = len(service.requests())
    with visiting(chromium, service) as page:
        page.goto("/check")
        ask(page, "coco.gg")
    scripts = [one["path"] for one in service.requests(since) if one["path"].endswith(".js")]
    assert f"/static/{assets.VERSION}/src/feed/tuf.js" in scripts
    assert [path for path in scripts if not path.startswith(f"/static/{assets.VERSION}/")] == []
