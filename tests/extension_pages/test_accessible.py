"""Everybody can use the pages: axe finds nothing, in any language, in light and dark, on a phone."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from tests.extension_pages.family import Family
from tests.extension_pages.places import LANGUAGES, PLACES, unfold

pytestmark = pytest.mark.browser

AXE: Final = Path(__file__).parents[2] / "extension" / "node_modules" / "axe-core" / "axe.min.js"

# Every rule of WCAG 2.2 A and AA that axe knows, and its advice beyond them.
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN: Final = "(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"


def violations(page: Page) -> list[str]:
    """What axe objects to, each with the elements that it means."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)["violations"]
    return [f"{it['id']}: {[node['html'] for node in it['nodes']]}" for it in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_objects_to_nothing_in_any_language(family: Family, language: str) -> None:
    family.choose(language=language, diary=True)
    family.add("own.example", "warn")
    family.warning("coco.gg").close()  # so that the diary holds something
    for name, place in PLACES.items():
        page = family.open(place)
        unfold(page)
        assert violations(page) == [], name
        page.close()


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_axe_objects_to_nothing_at_night_on_a_phone(family: Family, place: str) -> None:
    family.add("own.example", "block")
    page = family.open(place, width=360, color_scheme="dark")
    unfold(page)
    assert violations(page) == []


def test_axe_objects_to_nothing_when_a_pin_is_asked_for(family: Family) -> None:
    family.set_pin("2468")
    page = family.open("options/options.html")
    page.get_by_label("My child’s").check()
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []
