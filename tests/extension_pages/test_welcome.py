"""The welcome: four steps, each of them kept as it is chosen, and no need to take any."""

import pytest
from playwright.sync_api import expect

from tests.extension_pages.family import Family

pytestmark = pytest.mark.browser


def test_four_steps_lead_through_and_what_was_chosen_is_kept(family: Family) -> None:
    page = family.open("welcome/welcome.html")
    page.get_by_label("My child’s").check()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Step 2 of 4")).to_be_focused()
    page.get_by_label("Country").select_option(label="Italy")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("radiogroup", name="Random video chat").get_by_label("Block").check()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("link", name="Show a warning")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Vigie is on watch. This page can be closed.")).to_be_visible()
    kept = family.ask({"type": "settings"})["settings"]
    assert (kept["whose"], kept["country"], kept["welcomed"]) == ("child", "IT", True)
    assert kept["categories"]["random-video-chat"] == "block"


def test_back_goes_one_step_back_by_the_pages_link_and_by_the_browsers_button(family: Family) -> None:
    page = family.open("welcome/welcome.html")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("Step 2 of 4")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Step 3 of 4")).to_be_visible()


def test_all_of_it_can_be_skipped(family: Family) -> None:
    page = family.open("welcome/welcome.html")
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_text("Vigie is on watch. This page can be closed.")).to_be_visible()
    assert family.ask({"type": "settings"})["settings"]["welcomed"] is True


def test_the_example_is_a_real_warning(family: Family) -> None:
    page = family.open("welcome/welcome.html#4")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Show a warning").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Coco coco.gg")
