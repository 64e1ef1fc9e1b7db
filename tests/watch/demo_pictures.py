"""Photographs the Desk's pages on a past day. No service runs: the application answers the browser in this process."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import time_machine
from playwright.sync_api import Browser, Page, Route, sync_playwright
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.desk import signing_in
from api.settings import Settings
from feeds.review import people
from tests.browser.photograph import photograph

CHROMIUM: Final = Path("/usr/bin/chromium")
ORIGIN: Final = "http://desk.test"


def take(settings: Settings, folder: Path, findings: Sequence[int], at: datetime) -> list[Path]:
    """Photograph each finding's page and the Site's, as curators see them at a moment; nothing without Chromium."""
    if not CHROMIUM.exists():
        return []
    pages = {f"finding-{number}": f"/desk/findings/{number}" for number in findings} | {"site": "/desk/sites/coco"}
    folder.mkdir(parents=True, exist_ok=True)
    with time_machine.travel(at, tick=True), _desk(settings, at) as desk, _chromium() as browser:
        page = browser.new_context(viewport={"width": 1200, "height": 800}, locale="en-GB").new_page()
        page.route("**/*", lambda route: _answer(route, desk))
        return [_photographed(page, f"{ORIGIN}{address}", folder / f"{name}.png") for name, address in pages.items()]


def _photographed(page: Page, address: str, path: Path) -> Path:
    page.goto(address)
    photograph(page, path)
    return path


def _answer(route: Route, desk: TestClient) -> None:
    """Hand a request of the browser's to the application, as whoever is signed in there."""
    answer = desk.get(route.request.url, headers={"accept": "text/html", "accept-language": "en"})
    route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)


@contextmanager
def _desk(settings: Settings, at: datetime) -> Iterator[TestClient]:
    database = Database(settings.database)
    with database.write() as session:
        link = signing_in.invite(session, people.get(session, "grace"), settings, at)
    database.close()
    with TestClient(Door(settings), base_url=ORIGIN, follow_redirects=False) as desk:
        desk.post(f"/desk/sign-in/{link.rpartition('/')[2]}")
        yield desk


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium refuses to run as root in its sandbox.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
        try:
            yield browser
        finally:
            browser.close()
