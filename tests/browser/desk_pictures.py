"""`python -m tests.browser.desk_pictures`: take the pictures of the Desk anew, from a running installation."""

import re
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, Playwright, ViewportSize, expect, sync_playwright

from tests.browser import article, installation
from tests.browser.chromium import CHROMIUM, QUIET
from tests.browser.installation import Installation
from tests.browser.photograph import photograph_view

PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH: Final = 1000  # pixels
SAID: Final = "The article says since when, and the quote is exact."
HELD: Final = "We wait until the school has answered."


def take(playwright: Playwright, folder: Path) -> None:
    """Take each of them, in the order in which a curator comes by."""
    founded = installation.found(folder)
    link = founded.vigie("people", "add", "second-curator")
    with founded.serving() as service:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(base_url=service.address, locale="en-GB").new_page()
        page.goto(link)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk")
        for name, (prepare, height) in PREPARED.items():
            page.set_viewport_size(ViewportSize(width=WIDTH, height=height))
            prepare(page, service)
            photograph_view(page, PICTURES / f"desk-{name}.png")
        browser.close()


def reading(page: Page, _: Installation) -> None:
    """What the Desk read in an article that was pasted."""
    page.goto("/desk/paste")
    page.locator("#what").fill(re.sub(r"<[^>]*>", "", article.PAGE.partition("<article>")[2]))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/desk/readings/*")


def queue(page: Page, service: Installation) -> None:
    """What waits for a decision: a Proposal, and what two families said."""
    service.vigie("intake", article.write(service.folder), "--propose")
    for name in ("chat-for-teens.band", "bounty.chat"):
        kind = "mistake" if name == "bounty.chat" else "risky"
        sent = page.request.post(f"{service.address}/api/v1/reports", data={"name": name, "kind": kind})
        assert sent.ok, sent.text()
    page.goto("/desk")


def proposal(page: Page, service: Installation) -> None:
    """A Proposal beside its quote."""
    page.goto(f"/desk/proposals/{_open(service)}")
    expect(page.get_by_text(article.QUOTE).first).to_be_visible()


def site(page: Page, _: Installation) -> None:
    """A Site, with its lineage drawn."""
    page.goto("/desk/sites/coco")


def release(page: Page, service: Installation) -> None:
    """What goes out next, while somebody holds it."""
    service.vigie("release", "--hold", "--as", "first-curator", "--reason", HELD)
    service.vigie("proposals", "approve", _open(service), "--as", "second-curator", "--reason", SAID)
    page.goto("/desk/releases")


def _open(service: Installation) -> str:
    """The number of the one Proposal that waits."""
    return service.vigie("proposals", "list").split()[0]


PREPARED: Final = {
    "paste": (reading, 1360),
    "queue": (queue, 1180),
    "proposal": (proposal, 1700),
    "site": (site, 880),
    "release": (release, 1320),
}
"""What each shows, and how much of it: so many pixels from the top of the page."""


def main() -> None:
    """Take the pictures of the Desk alone."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        take(playwright, Path(name))


if __name__ == "__main__":
    main()
