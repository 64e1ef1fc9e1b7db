"""Everybody can use the pages: axe finds nothing in a dialog either.

In French it looks at every page in both browsers (`tests/browser/test_accessible.py`), in English in `test_display.py`.
"""

import pytest

from tests.extension_pages.axe import violations
from tests.extension_pages.family import Family

pytestmark = pytest.mark.browser


def test_axe_objects_to_nothing_when_a_pin_is_asked_for(family: Family) -> None:
    family.set_pin("2468")
    page = family.open("options/options.html")
    page.get_by_label("My child’s").check()
    page.get_by_role("dialog").wait_for()
    assert violations(page.evaluate) == []
