"""A report: what is sent is what is shown, and what cannot be sent waits in view."""

import pytest
from playwright.sync_api import expect

from tests.extension_pages.family import Family

pytestmark = pytest.mark.browser


def test_the_page_shows_the_fields_that_would_be_sent_and_no_other(family: Family) -> None:
    page = family.open("report/report.html#mistake/coco.gg")
    shown = page.locator("#sent dd")
    expect(shown).to_have_text(["coco.gg", "It should not be listed, or something said about it is wrong"])
    page.get_by_label("Anything to add?").fill("<b>It closed.</b>")
    page.get_by_label("The site’s address").fill("https://www.coco.gg/room?id=7")
    expect(shown).to_have_text(
        ["www.coco.gg", "It should not be listed, or something said about it is wrong", "<b>It closed.</b>"]
    )


def test_without_a_service_the_report_waits_and_can_be_deleted(family: Family) -> None:
    page = family.open("report/report.html#risky/new-coco.example")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#said")).to_have_text("It could not be sent just now. It waits below, on this device.")
    page.reload()
    page.get_by_role("button", name="Delete the report about new-coco.example").click()
    expect(page.get_by_text("No report waits.")).to_be_visible()
    assert family.ask({"type": "waiting-reports"}) == []


@pytest.mark.parametrize("typed", ["", "not a name", "127.0.0.1"])
def test_what_is_no_address_is_not_sent(family: Family, typed: str) -> None:
    page = family.open("report/report.html")
    page.get_by_label("The site’s address").fill(typed)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#said")).to_contain_text("check the address")
    assert family.ask({"type": "waiting-reports"}) == []


def test_a_link_with_junk_fills_in_nothing(family: Family) -> None:
    page = family.open("report/report.html#mistake/<img src=x>")
    expect(page.get_by_label("The site’s address")).to_have_value("")
