"""Everybody can use the pages in either browser: axe finds nothing, with every fold open."""

from typing import Final

import pytest

from tests.browser.choosing import add, choose
from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_complete
from tests.extension_pages.axe import violations
from tests.extension_pages.places import PLACES

pytestmark = pytest.mark.browser

UNFOLD: Final = "() => document.querySelectorAll('details').forEach((fold) => (fold.open = true))"


def test_axe_objects_to_nothing(family: Browser, tab: Tab) -> None:
    choose(family, diary=True, language="fr")
    add(family, "own.example", "warn")
    for name, place in PLACES.items():
        page = family.open(f"{family.origin}/pages/{place}")
        expect_complete(page)
        page.evaluate(UNFOLD)
        assert violations(page.evaluate) == [], name
        page.close()
