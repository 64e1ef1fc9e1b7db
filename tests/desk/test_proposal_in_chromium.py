"""Two browsers edit one Proposal, one of them without scripts; and the warning that a family would see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from api.database import Database
from feeds.review.roles import Role
from tests.desk.proposed import news
from tests.desk.served import ServedDesk, serving
from tests.desk.visiting import comes
from tests.extension_pages.axe import violations

pytestmark = pytest.mark.browser

PHONE: Final = ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def served(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A Desk at localhost, with a Proposal by ada that waits for review."""
    with serving(migrated, tmp_path_factory.mktemp("proposal")) as desk:
        database = Database(desk.settings.database)
        news(database)
        database.close()
        yield desk


def at_the_proposal(browser: Browser, desk: ServedDesk, handle: str, role: Role, *, scripts: bool = True) -> Page:
    """A phone in which somebody is signed in, at the Proposal."""
    return comes(browser, desk, handle, role, "/desk/proposals/2", viewport=PHONE, java_script_enabled=scripts)


def accessible(page: Page) -> list[str]:
    """What axe objects to on a page that fits the phone, by day and by night."""
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], page.url
    found = violations(page.evaluate)
    page.emulate_media(color_scheme="dark")
    found += violations(page.evaluate)
    page.emulate_media(color_scheme="light")
    return [f"{page.url}: {each}" for each in found]


def test_two_browsers_edit_one_proposal_and_neither_loses_what_it_wrote(served: ServedDesk, chromium: Browser) -> None:
    mary = at_the_proposal(chromium, served, "mary", Role.REVIEWER)
    olga = at_the_proposal(chromium, served, "olga", Role.EDITOR, scripts=False)
    problems = accessible(mary)
    mary.get_by_label("Why? Your answer is published.").first.fill("Which date?")
    mary.get_by_role("button", name="Ask for changes").click()

    olga.reload()
    olga.get_by_role("link", name="Edit title, reason and note").click()
    mary.goto(f"{served.address}/desk/proposals/2")
    problems += accessible(mary)
    mary.get_by_role("link", name="Edit change 3: Record an event").click()
    mary.get_by_label("Date").fill("2026-11-21")
    olga.get_by_label("Title").fill("Coco is back")
    olga.get_by_role("button", name="Save").click()
    expect(olga.get_by_role("heading", name="Coco is back", level=1)).to_be_visible()

    mary.get_by_role("button", name="Save").click()
    expect(mary.get_by_text("olga edited it")).to_be_visible()
    expect(mary.get_by_label("Date")).to_have_value("2026-11-21")
    problems += accessible(mary)
    mary.get_by_role("button", name="Save").click()
    expect(mary.get_by_text("21 November 2026").first).to_be_visible()
    expect(mary.get_by_role("heading", name="Coco is back", level=1)).to_be_visible()

    olga.get_by_role("button", name="Hand in for review").click()
    expect(olga.get_by_role("alert")).to_contain_text("was changed after you read it")
    olga.get_by_role("button", name="Hand in for review").click()
    expect(olga.get_by_text("in review", exact=True)).to_be_visible()
    assert problems == []


def test_the_warning_is_seen_as_a_teen_and_as_a_parent_in_each_language_without_a_mouse(
    served: ServedDesk, chromium: Browser
) -> None:
    rita = at_the_proposal(chromium, served, "rita", Role.READER)
    heard: list[str] = []
    rita.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    rita.on("pageerror", lambda error: heard.append(str(error)))
    rita.get_by_role("link", name="as a teen cocochat.chat").press("Enter")
    expect(rita.get_by_role("heading", level=1)).to_have_text("Coco cocochat.chat")
    expect(rita.get_by_text("No age check")).to_be_visible()
    teen = rita.locator("#action").inner_text()

    rita.get_by_role("link", name="as a parent").press("Enter")
    expect(rita.locator("#action")).not_to_have_text(teen)
    rita.get_by_role("link", name="Français").press("Enter")
    expect(rita.get_by_text("Pourquoi ce site est sur la liste")).to_be_visible()
    assert heard == []  # before axe, whose own styles the policy keeps out
    problems = accessible(rita)
    rita.get_by_role("button", name="Revenir en arrière").press("Enter")
    expect(rita).to_have_url(f"{served.address}/desk/proposals/2")  # past the other warnings, as in a family's browser

    rita.goto(f"{served.address}/desk/proposals/2/effect")
    problems += accessible(rita)
    assert problems == []
