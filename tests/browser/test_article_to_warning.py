"""The whole way of one change: an article, a draft, a decision, a release, an open browser that refuses the name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import article, installation
from tests.browser.conftest import Launch
from tests.browser.installation import Installation
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture
def served(founded: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation of this test's own, with its service and schedule running."""
    with installation.copied(founded, tmp_path).serving() as own:
        yield own


def test_what_a_curator_approves_is_refused_by_an_open_browser(
    served: Installation, launch: Launch, web: Sites, tmp_path: Path
) -> None:
    browser = launch(served.build_extension("served", f"{served.address}/feed/"))
    said = served.vigie("intake", article.write(tmp_path), "--propose")
    assert f"coco.gg -> {article.NEW_NAME}" in said

    family = browser.tab(f"https://{article.NEW_NAME}/")
    expect(family.get_by_role("heading")).to_have_text(f"This is {article.NEW_NAME}")  # drafted is not decided

    approve_newest(browser.tab(served.vigie("people", "add", "second-curator")))
    until("second release", lambda: browser.checked().get_by_text("serial 2, verified").count() == 1)

    web.forget()
    family.goto(f"https://www.{article.NEW_NAME}/room")
    expect(family).to_have_url(browser.warning_at(f"www.{article.NEW_NAME}", "https"))
    expect(family.get_by_role("heading", level=1)).to_have_text(f"Coco {article.NEW_NAME}")
    expect(family.get_by_text("formerly coco.gg, coco.fr")).to_be_visible()
    assert web.asked(article.NEW_NAME) == []
    served.vigie("journal", "verify")


def approve_newest(desk: Page) -> None:
    """Sign in with the one-time link that the page is on, and approve what waits."""
    desk.get_by_role("button", name="Sign in").click()
    desk.locator(".cards").get_by_role("link").click()
    expect(desk.get_by_text(article.QUOTE)).to_be_visible()
    desk.get_by_role("textbox", name="Why?").fill("The article names both addresses.")
    desk.get_by_role("button", name="Approve").click()
    expect(desk.get_by_role("heading", name="Waiting for a decision")).to_be_visible()
