"""A name that an article tells of is a Proposal ready for review after one paste and at most four clicks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import article, chromium, installation
from tests.browser.installation import Installation
from tests.browser.sites import Sites
from tests.fetching.street import open_street
from tests.intake.sources import newspaper

pytestmark = pytest.mark.browser
MOST_CLICKS = 4
COUNT = "addEventListener('click', (event) => { if (event.isTrusted) counted(); }, { capture: true });"


@dataclass(frozen=True)
class AtAStreet(Installation):
    """An installation whose open web is a street of ours."""

    street: Mapping[str, str]

    @property
    def _environment(self) -> dict[str, str]:
        return {**super()._environment, **self.street}


@pytest.fixture
def served(founded: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A running service that reaches one newspaper, which has an article on Coco."""
    own = installation.copied(founded, tmp_path)
    with open_street() as street:
        newspaper.open_on(street, {"/coco": article.PAGE})
        ways = {
            "VIGIE_RESOLVER": "{}:{}".format(*street.resolver),
            "VIGIE_EGRESS": "socks5://{}:{}".format(*street.egress),
        }
        with AtAStreet(own.folder, own.port, ways).serving() as service:
            yield service


@pytest.fixture
def desk(served: Installation, playwright: Playwright, web: Sites, tmp_path: Path) -> Iterator[Page]:
    """The Desk's first page, where a curator is signed in."""
    link = served.vigie("people", "add", "second-curator")
    with chromium.bare(playwright, profile=tmp_path / "profile", sites=web, locale="fr-FR") as context:
        page = context.new_page()
        page.goto(link)
        page.locator("main button").click()
        page.wait_for_url("**/desk")
        yield page


def test_an_article_is_a_proposal_after_one_paste_and_at_most_four_clicks(desk: Page) -> None:
    clicks: list[None] = []
    desk.context.expose_function("counted", lambda: clicks.append(None))
    desk.context.add_init_script(COUNT)
    desk.reload()

    desk.get_by_label("L’adresse d’un article").click()
    desk.keyboard.insert_text(f"http://{newspaper.HOST}/coco")
    desk.get_by_role("button", name="Lire").click()
    expect(desk.locator("mark")).to_have_text(article.QUOTE)
    desk.get_by_role("button", name="Rédiger la proposition").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text(f"coco.gg became {article.NEW_NAME}")
    expect(desk.get_by_text("par second-curator")).to_be_visible()
    expect(desk.get_by_text("en relecture")).to_be_visible()
    assert 0 < len(clicks) <= MOST_CLICKS
