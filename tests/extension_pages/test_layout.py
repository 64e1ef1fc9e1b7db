"""Nothing is cut off: not on the narrowest phone, not in a language with long words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Playwright

from tests.extension_pages.conftest import at_home
from tests.extension_pages.family import Family
from tests.extension_pages.fitting import cut_off
from tests.extension_pages.places import LANGUAGES, each_place
from tests.extension_pages.pseudo import pseudo, pseudo_localised

pytestmark = pytest.mark.browser

NARROW: Final = 320  # WCAG 2.2, 1.4.10: no scrolling in two directions at this width; 1280 enlarged fourfold
WIDE: Final = 1280


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_on_the_narrowest_phone(family: Family, language: str) -> None:
    family.choose(language=language, diary=True)
    family.add("a-rather-long-name-that-has-no-place-to-break.example", "warn")
    for name, page in each_place(family, width=NARROW):
        assert cut_off(page) == [], name


# Where the cells of a row begin, for each row of a table.
COLUMNS: Final = (
    "table => [...table.rows].map((row) => [...row.cells].map((cell) => cell.getBoundingClientRect().left))"
)


def test_what_the_diary_holds_stands_under_its_heads(family: Family) -> None:
    family.choose(diary=True)
    family.warning("coco.gg").close()
    heads, *rows = family.open("options/options.html").locator("table").evaluate(COLUMNS)
    assert rows == [heads]


@pytest.fixture(scope="module")
def elsewhere(playwright: Playwright, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Family]:
    """A family whose language is longer than any of ours."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with at_home(playwright, pseudo_localised(built, folder), folder) as family:
        yield family


def test_a_language_of_long_words_fits(elsewhere: Family) -> None:
    for name, page in each_place(elsewhere, width=NARROW):
        assert cut_off(page) == [], name
        page.set_viewport_size({"width": WIDE, "height": 800})
        assert cut_off(page) == [], name
        page.set_viewport_size({"width": NARROW, "height": 800})


def test_a_pseudo_localised_message_is_longer_accented_and_keeps_its_placeholders() -> None:
    told = pseudo("$NAME$ stays shut until tomorrow")
    assert told.startswith("$NAME$ štàÿš šhüt üñtîl tömörröw ")
    assert len(told) >= len("$NAME$") + 1.35 * len(" stays shut until tomorrow")
