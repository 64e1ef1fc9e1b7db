"""The warning tells what is known of a site in the reader's language."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import Launch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def english(launch: Launch, extension: Path) -> Chromium:
    """A browser whose person reads English."""
    return launch(extension)


@pytest.fixture(scope="module")
def french(launch: Launch, extension: Path) -> Chromium:
    """A browser whose person reads French."""
    return launch(extension, language="fr")


def warning(browser: Chromium, host: str) -> Page:
    """A new tab with the whole warning for a host, every fold of it open."""
    page = browser.tab(f"http://{host}/")
    for fold in ("all", "more"):
        page.locator(f"#{fold} > summary").click()
    return page


def test_a_reader_of_english_gets_english(english: Chromium) -> None:
    page = warning(english, "coco.gg")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page).to_have_title("Coco (coco.gg) – Vigie")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coco coco.gg")
    expect(page.get_by_text("formerly coco.fr")).to_be_visible()
    expect(page.get_by_text("Closed by the authorities on 25 June 2024.")).to_be_visible()
    expect(page.get_by_role("button", name="Go back")).to_be_visible()


def test_a_reader_of_french_gets_french(french: Chromium) -> None:
    page = warning(french, "coco.gg")
    assert page.evaluate("document.documentElement.lang") == "fr"
    expect(page).to_have_title("Coco (coco.gg) – Vigie")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coco coco.gg")
    expect(page.get_by_text("anciennement coco.fr")).to_be_visible()
    expect(page.get_by_text("Fermé par les autorités le 25 juin 2024.")).to_be_visible()
    expect(page.get_by_text("N’importe qui pouvait y entrer sans prouver son âge.")).to_be_visible()
    expect(page.get_by_role("button", name="Revenir en arrière")).to_be_visible()


def test_the_old_name_says_what_became_of_it(french: Chromium) -> None:
    expect(warning(french, "coco.fr").get_by_text("devenu coco.gg")).to_be_visible()


def test_a_site_that_is_shut_reads_differently_from_one_that_is_open(english: Chromium) -> None:
    shut, still_open = warning(english, "coco.gg"), warning(english, "bounty.chat")
    caution = "This site is shut. Beware of whoever claims to be its successor."
    expect(shut.get_by_text(caution)).to_be_visible()
    expect(shut.get_by_text(re.compile("new address for Coco"))).to_be_visible()
    expect(still_open.get_by_text("Still online")).to_be_visible()
    expect(still_open.get_by_text("is said to follow Coco")).to_be_visible()
    expect(still_open.get_by_text(caution)).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "day"), [("english", "25 June 2024"), ("french", "25 juin 2024")], ids=["English", "French"]
)
def test_sources_are_named_dated_and_linked(request: pytest.FixtureRequest, language: str, day: str) -> None:
    page = warning(request.getfixturevalue(language), "coco.gg")
    sources = page.locator("#sources").get_by_role("listitem")
    numerama = sources.filter(has_text="Numerama")
    expect(numerama).to_contain_text(day)
    expect(numerama.get_by_role("link")).to_have_attribute("href", re.compile("^https://www.numerama.com/"))
    assert sources.count() > 10


def test_help_is_offered_for_the_country(french: Chromium) -> None:
    page = warning(french, "coco.gg")
    expect(page.locator("#helplines").get_by_role("link", name="3018", exact=True)).to_be_visible()
