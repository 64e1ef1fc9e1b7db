"""What a family decides about a kind of site holds for each of them, whoever asks."""

import pytest

from tests.browser.choosing import choose
from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_open, expect_stopped, expect_text, expect_warning
from tests.browser.passing import GRANT, open_site, running_passes
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser
SHOWN = "(selector) => document.querySelector(selector).checkVisibility()"


def test_a_blocked_kind_of_site_offers_no_pass_and_says_who_decided(tab: Tab, family: Browser, web: Sites) -> None:
    choose(family, categories={"anonymous-chat": "block"})
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")
    tab.click("#more > summary")
    expect_text(tab, "This site stays shut: that is what the family chose.")
    assert not tab.evaluate(SHOWN, "#pass")


def test_the_worker_gives_no_pass_for_a_blocked_kind_that_is_asked_by_hand(
    tab: Tab, family: Browser, web: Sites
) -> None:
    choose(family, categories={"anonymous-chat": "block"})
    tab.visit("http://coco.gg/")
    expect_warning(tab, family, "coco.gg")
    assert tab.evaluate(GRANT, ["coco.gg", 5]) == {"ok": False, "reason": "no-passes"}
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")


def test_another_kind_of_site_still_opens_with_a_pass(tab: Tab, family: Browser) -> None:
    choose(family, categories={"anonymous-chat": "block"})
    tab.visit("http://ome.tv/")
    expect_warning(tab, family, "ome.tv")
    open_site(tab, "ome.tv")


def test_a_pass_that_runs_ends_when_its_kind_is_blocked(tab: Tab, family: Browser, web: Sites) -> None:
    tab.visit("http://bounty.chat/")
    expect_warning(tab, family, "bounty.chat")
    open_site(tab, "bounty.chat")
    web.forget()
    choose(family, categories={"anonymous-chat": "block"})
    expect_stopped(tab, family, web, "bounty.chat")
    assert running_passes(family) == []


def test_a_kind_that_is_off_opens_and_the_others_are_stopped(tab: Tab, family: Browser, web: Sites) -> None:
    choose(family, categories={"random-video-chat": "off"})
    tab.visit("http://ome.tv/")
    expect_open(tab, web, "ome.tv")
    tab.visit("http://coco.gg/")
    expect_stopped(tab, family, web, "coco.gg")
