"""Everybody can use the pages: axe finds nothing in another language, and in a dialog.

In English it looks at them in both browsers (`tests/browser/test_accessible.py`), in the dark in `test_display.py`.
"""

import pytest

from tests.extension_pages.axe import violations
from tests.extension_pages.family import Family
from tests.extension_pages.places import PLACES, unfold

pytestmark = pytest.mark.browser


def test_axe_objects_to_nothing_in_another_language(family: Family) -> None:
    family.choose(language="fr", diary=True)
    family.add("own.example", "warn")
    family.warning("coco.gg").close()  # so that the diary holds something
    for name, place in PLACES.items():
        page = family.open(place)
        unfold(page)
        assert violations(page.evaluate) == [], name
        page.close()


def test_axe_objects_to_nothing_when_a_pin_is_asked_for(family: Family) -> None:
    family.set_pin("2468")
    page = family.open("options/options.html")
    page.get_by_label("My child’s").check()
    page.get_by_role("dialog").wait_for()
    assert violations(page.evaluate) == []
