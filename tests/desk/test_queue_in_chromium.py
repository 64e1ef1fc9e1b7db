"""The pages of a Desk in use, in a real browser: read by everybody, as narrow as a phone, with figures that follow."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from api.database import Database
from api.settings import Settings
from feeds.review import holding, people, proposals, protecting
from feeds.review.roles import Role
from feeds.review.tables import Proposal
from tests.bench import desk
from tests.desk.served import ServedDesk, serving
from tests.desk.test_in_chromium import Person
from tests.extension_pages.axe import violations

pytestmark = pytest.mark.browser

COUNT = 200
PAGES = (
    "/desk?age=1&order=oldest",
    "/desk?words=nothing+says+this",
    "/desk/releases",
    "/desk/never-list?name=site-3.fr",
    "/desk/settings",
    "/desk/journal?q=proposal",
    "/desk/journal?q=nothing+says+this",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A Desk after a year, where somebody holds Releases and protected a name."""
    folder: Path = tmp_path_factory.mktemp("year")
    path, at = folder / "vigie.db", datetime.now(UTC)
    database = Database(f"sqlite:///{path}")
    settings = Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{path}"))
    desk.worked_a_year(database, settings, sites=10, proposals=COUNT, journal=100)
    with database.write() as session:
        grace = people.get(session, "grace")
        holding.hold(session, by=grace, reason="A school is on it.", at=at)
        source = "https://help.example.org/"
        protecting.protect(session, "3018.fr", by=grace, reason="Young people call it.", source=source, at=at)
    database.close()
    with serving(path, tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="module")
def page(served: ServedDesk, chromium: Browser) -> Page:
    """A tab in which an admin is signed in."""
    mary = Person(chromium, viewport={"width": 320, "height": 700})
    mary.enrol(served.invite("mary", Role.ADMIN), "Laptop")
    return mary.page


@pytest.mark.parametrize(("language", "scheme"), [("fr", "dark"), ("en", "light")])
def test_axe_objects_to_nothing_and_nothing_is_wider_than_a_phone(
    served: ServedDesk, page: Page, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in PAGES:
        page.goto(f"{served.address}{path}{'&' if '?' in path else '?'}lang={language}")
        page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
        assert violations(page.evaluate) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_the_figures_follow_while_the_page_is_open(served: ServedDesk, page: Page) -> None:
    page.clock.install()
    page.goto(f"{served.address}/desk?lang=en")
    figure = page.get_by_role("link", name="Proposals").locator("strong")
    before = int(figure.inner_text())
    database = Database(served.settings.database)
    with database.write() as session:
        waiting = session.get_one(Proposal, COUNT)
        proposals.withdraw(session, waiting, by=people.get(session, "ada"), reason="-", at=datetime.now(UTC))
    database.close()
    page.clock.fast_forward(60_000)
    expect(figure).to_have_text(str(before - 1))


def test_the_queue_is_narrowed_with_the_keyboard_alone(served: ServedDesk, page: Page) -> None:
    page.goto(f"{served.address}/desk?lang=en")
    page.get_by_text("Show some of them").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("nothing says this")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No proposal waits that fits this.")).to_be_visible()
    assert "words=nothing+says+this" in page.url
