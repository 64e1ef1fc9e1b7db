"""A family's own list is held like the feed's: a name it added is stopped, a name it trusts opens."""

import pytest

from tests.browser.choosing import add, forget, trust
from tests.browser.driving import Browser, Tab, warning_at
from tests.browser.expecting import expect_at, expect_open, expect_stopped
from tests.browser.passing import GRANT
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("host", ["forum.example", "www.forum.example", "a.b.forum.example", "forum.example."])
def test_a_name_that_the_family_added_is_stopped(tab: Tab, family: Browser, web: Sites, host: str) -> None:
    add(family, "https://www.forum.example/room", "warn")
    tab.visit(f"http://{host}/")
    expect_stopped(tab, family, web, host)


def test_a_name_that_was_typed_in_unicode_is_stopped(tab: Tab, family: Browser, web: Sites) -> None:
    understood = add(family, "Tchat-Été.example", "warn")
    assert understood == "xn--tchat-t-gyab.example"
    tab.visit("https://tchat-été.example/")
    expect_at(tab, warning_at(family, understood, "https"))
    assert web.asked(understood) == []


def test_a_name_that_the_family_blocks_gets_no_pass(tab: Tab, family: Browser, web: Sites) -> None:
    add(family, "forum.example", "block")
    tab.visit("http://forum.example/")
    expect_stopped(tab, family, web, "forum.example")
    assert tab.evaluate(GRANT, ["forum.example", 5]) == {"ok": False, "reason": "no-passes"}


def test_a_listed_name_that_the_family_trusts_opens_until_it_is_removed(tab: Tab, family: Browser, web: Sites) -> None:
    trust(family, "coco.gg")
    tab.visit("http://www.coco.gg/")
    expect_open(tab, web, "www.coco.gg")
    forget(family)
    web.forget()
    tab.visit("http://www.coco.gg/next")
    expect_stopped(tab, family, web, "www.coco.gg")
