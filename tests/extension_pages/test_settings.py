"""The settings: every choice is kept, a PIN stands before each, and nothing that is typed wrong is lost or believed."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import until
from tests.extension_pages.family import Family

pytestmark = pytest.mark.browser


def settings(family: Family) -> Any:
    """What is chosen now."""
    return family.ask({"type": "settings"})["settings"]


def test_a_choice_is_kept_and_said_to_be(family: Family) -> None:
    page = family.open("options/options.html")
    page.get_by_role("radiogroup", name="Dating chat").get_by_label("Block").check()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_label("My child’s").check()
    expect(page.get_by_label("My child’s")).to_be_checked()
    until("second choice", lambda: settings(family)["whose"] == "child")
    kept = settings(family)
    assert kept["categories"]["dating-chat"] == "block"
    assert kept["reader"] == "teen"


def test_another_language_is_spoken_at_once(family: Family) -> None:
    page = family.open("options/options.html")
    page.get_by_role("combobox", name="Language", exact=True).select_option(label="Deutsch")
    expect(page.get_by_role("heading", level=1)).to_have_text("Einstellungen")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type an address first."),
        ("127.0.0.1", "This is the number of a computer."),
        ("localhost", "Something is missing after the name"),
        ("co.uk", "Too many sites end like this."),
        ("a" * 300 + ".com", "too long"),
        ("x y.com", "This is not a site’s address."),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason_and_stays_in_the_field(
    family: Family, typed: str, said: str
) -> None:
    page = family.open("options/options.html")
    page.get_by_label("Address").fill(typed)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#said")).to_contain_text(said)
    expect(page.get_by_label("Address")).to_have_value(typed)
    assert settings(family)["own"] == {"added": [], "trusted": []}


def test_a_name_is_added_from_a_whole_address_and_removing_it_can_be_undone(family: Family) -> None:
    page = family.open("options/options.html")
    page.get_by_label("Address").fill("https://www.münchen-chat.example/rooms?x=1")
    page.get_by_label("What to do").select_option(label="Never stop")
    page.get_by_role("button", name="Add", exact=True).click()
    name = "xn--mnchen-chat-thb.example"
    page.get_by_role("button", name=f"Remove {name}").click()
    expect(page.get_by_text("No name of the family’s own yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    assert settings(family)["own"]["trusted"] == [name]


def set_pin(page: Page, pin: str, again: str) -> None:
    """Fill in the two fields and press the button."""
    page.get_by_label("New PIN").fill(pin)
    page.get_by_label("The same once more").fill(again)
    page.get_by_role("button", name="the PIN").first.click()


def test_a_pin_must_be_typed_twice_the_same_and_be_digits(family: Family) -> None:
    page = family.open("options/options.html")
    set_pin(page, "2468", "2469")
    expect(page.locator("#said")).to_have_text("The two are not the same.")
    set_pin(page, "abcd", "abcd")
    expect(page.locator("#said")).to_have_text("A PIN has 4 to 8 digits.")
    set_pin(page, "2468", "2468")
    expect(page.locator("#pin").get_by_text("A PIN is set.")).to_be_visible()


def test_with_a_pin_nothing_changes_for_who_does_not_know_it(family: Family) -> None:
    family.set_pin("2468")
    page = family.open("options/options.html")
    page.get_by_label("My child’s").check()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("The family’s PIN").fill("1111")
    dialog.get_by_role("button", name="Confirm").click()
    expect(dialog.get_by_role("status")).to_contain_text("That is not the PIN.")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Mine, and I am a teenager")).to_be_checked()
    assert settings(family)["whose"] == "mine"


def test_with_the_pin_it_changes_and_the_page_need_not_ask_again(family: Family) -> None:
    family.set_pin("2468")
    page = family.open("options/options.html")
    page.get_by_label("My child’s").check()
    page.get_by_role("dialog").get_by_label("The family’s PIN").fill("2468")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Saved")
    page.get_by_role("button", name="Remove the PIN").click()
    expect(page.get_by_text("No PIN is set.")).to_be_visible()


def test_the_diary_is_off_and_shows_all_it_holds_once_it_is_on(family: Family) -> None:
    page = family.open("options/options.html")
    expect(page.get_by_label("Keep the diary")).not_to_be_checked()
    page.get_by_label("Keep the diary").check()
    expect(page.get_by_text("Nothing was noted yet.")).to_be_visible()
    family.warning("coco.gg")
    page.reload()
    expect(page.get_by_role("cell", name="coco")).to_be_visible()
    page.get_by_role("button", name="Erase the diary now").click()
    expect(page.get_by_text("Nothing was noted yet.")).to_be_visible()


def test_what_is_saved_to_a_file_can_be_read_again(family: Family, tmp_path: Path) -> None:
    family.choose(language="fr", reader="parent")
    family.add("own.example", "block")
    page = family.open("options/options.html")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Enregistrer dans un fichier").click()
    saved.value.save_as(tmp_path / "settings.json")
    family.forget()
    page = family.open("options/options.html")
    page.get_by_label("Read from a file").set_input_files(tmp_path / "settings.json")
    expect(page.locator("#said")).to_contain_text("0")
    kept = settings(family)
    assert (kept["language"], kept["reader"]) == ("fr", "parent")
    assert kept["own"]["added"] == [{"name": "own.example", "action": "block"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This file does not hold settings of Vigie."),
        ('{"vigie": "settings", "version": 99}', "This file comes from a newer Vigie."),
        (json.dumps({"vigie": "settings", "version": 1, "x": "y" * 1_000_001}), "This file is too large"),
    ],
    ids=["malformed", "newer", "huge"],
)
def test_a_file_that_cannot_be_read_changes_nothing(family: Family, tmp_path: Path, text: str, said: str) -> None:
    family.choose(reader="parent")
    (tmp_path / "settings.json").write_text(text)
    page = family.open("options/options.html")
    page.get_by_label("Read from a file").set_input_files(tmp_path / "settings.json")
    expect(page.locator("#said")).to_contain_text(said)
    assert settings(family)["reader"] == "parent"
