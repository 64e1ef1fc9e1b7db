"""One day of a list, in a real browser: somebody contests it, an editor answers, a reviewer decides, an admin holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from api.database import Database
from feeds.review.roles import Role
from tests.browser.waiting import PATIENCE
from tests.desk.proposed import news
from tests.desk.served import ServedDesk, serving
from tests.desk.visiting import comes

pytestmark = pytest.mark.browser

WORDS: Final = "We have asked for an age since May. <b>Look again.</b>"
ANSWER: Final = "Thank you. We look at it this week."
REASON: Final = "Why? Your answer is published."


@pytest.fixture(scope="module")
def served(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A Desk at localhost, with a Proposal by ada that waits for review."""
    with serving(migrated, tmp_path_factory.mktemp("journey")) as desk:
        database = Database(desk.settings.database)
        news(database)
        database.close()
        yield desk


def contests(browser: Browser, desk: ServedDesk) -> Page:
    """Somebody who is named sends a dispute, and keeps the page that it is followed on."""
    page = browser.new_context(locale="en-GB").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{desk.address}/dispute?name=coco.gg")
    page.get_by_label("A removal").check()
    page.get_by_label("Your words", exact=True).fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("waits for a first answer")).to_be_visible()
    return page


def test_a_dispute_is_answered_a_proposal_decided_and_releases_held_by_those_who_may(
    served: ServedDesk, chromium: Browser
) -> None:
    outsider = contests(chromium, served)

    editor = comes(chromium, served, "olga", Role.EDITOR, "/desk")
    editor.get_by_role("link", name="Disputes 1").click()
    editor.get_by_role("link", name="coco.gg").first.click()
    expect(editor.get_by_text(WORDS)).to_be_visible()
    expect(editor.get_by_role("button", name="Uphold")).to_have_count(0)
    editor.get_by_label("Your answer, or the reason").fill(ANSWER)
    editor.get_by_role("button", name="Answer", exact=True).click()
    expect(editor.get_by_text("answered, not yet decided")).to_be_visible()
    outsider.reload()
    expect(outsider.get_by_text(ANSWER)).to_be_visible()

    editor.goto(f"{served.address}/desk/proposals/2")
    expect(editor.get_by_role("button", name="Approve")).to_have_count(0)
    reviewer = comes(chromium, served, "mary", Role.REVIEWER, "/desk/proposals/2")
    reviewer.get_by_label(REASON).first.fill("I read both articles.")
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_role("heading", name="Decided lately")).to_be_visible()
    expect(reviewer.get_by_text("approved").first).to_be_visible()

    reviewer.goto(f"{served.address}/desk/settings")
    expect(reviewer.get_by_text("VIGIE_DATA_DIR")).to_have_count(0)
    admin = comes(chromium, served, "boss", Role.ADMIN, "/desk/settings")
    expect(admin.get_by_text("VIGIE_DATA_DIR")).to_be_visible()
    admin.goto(f"{served.address}/desk/releases")
    admin.get_by_text("Hold every release…").click()
    admin.get_by_label(REASON).last.fill("We look at the dispute first.")
    admin.get_by_role("button", name="Hold every release", exact=True).click()
    editor.goto(f"{served.address}/desk")
    expect(editor.get_by_text("boss has held every release")).to_be_visible()
