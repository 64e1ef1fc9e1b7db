"""What the warning says and allows, by whom it speaks to and what the family chose."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import until
from tests.extension_pages.family import Family

pytestmark = pytest.mark.browser


def more(page: Page) -> Page:
    """The page with "More" open."""
    page.get_by_text("More", exact=True).click()
    return page


def test_a_teenager_and_a_parent_are_spoken_to_as_such(family: Family) -> None:
    family.choose(language="fr", reader="teen")
    expect(family.warning("coco.gg").get_by_text("ne l’ouvre pas")).to_be_visible()
    family.choose(reader="parent")
    expect(family.warning("coco.gg").get_by_text("ne l’ouvrez pas")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "reason", "day", "event"),
    [
        ("it", "Casi di polizia o giudiziari legati a questo sito", "25 giugno 2024", "Sequestro"),
        ("es", "Casos policiales o judiciales relacionados con este sitio", "25 de junio de 2024", "Incautación"),
        ("de", "Bei Polizei- oder Gerichtsfällen rund um diese Seite", "25. Juni 2024", "Beschlagnahmt"),
    ],
)
def test_reasons_and_events_are_told_in_the_language_that_was_chosen(
    family: Family, language: str, reason: str, day: str, event: str
) -> None:
    family.choose(language=language)
    page = family.warning("coco.gg")
    assert page.evaluate("document.documentElement.lang") == language
    expect(page.get_by_text(reason)).to_be_visible()
    page.locator("#all > summary").click()
    seizure = page.locator("#events li").filter(has_text=event)
    expect(seizure.locator("span")).to_contain_text(f"{day} · ")
    expect(seizure.locator("p")).to_have_text(event)  # a sentence would be a foreign one


def test_the_chosen_country_has_its_helplines_shown(family: Family) -> None:
    family.choose(country="IT")
    expect(family.warning("coco.gg").get_by_role("link", name="19696")).to_be_visible()


def test_a_country_without_known_helplines_is_shown_the_european_number(family: Family) -> None:
    family.choose(country="PL")
    expect(family.warning("coco.gg").get_by_role("link", name="116111")).to_be_visible()


def test_a_name_of_the_familys_own_is_said_to_be_so_and_asks_for_no_report(family: Family) -> None:
    family.add("own.example", "warn")
    page = family.warning("own.example")
    expect(page.get_by_text("This address was added by the family.")).to_be_visible()
    expect(page.get_by_text("Why it is on the list")).to_be_hidden()
    expect(more(page).get_by_text("This is a mistake")).to_be_hidden()


def test_a_kind_of_site_that_is_blocked_offers_no_pass_and_says_so(family: Family) -> None:
    family.choose(categories={"anonymous-chat": "block"})
    page = more(family.warning("coco.gg"))
    expect(page.get_by_text("that is what the family chose")).to_be_visible()
    expect(page.locator("#open")).to_be_hidden()


def test_a_kind_of_site_that_is_let_through_is_not_warned_about(family: Family) -> None:
    family.choose(categories={"anonymous-chat": "off"})
    page = family.warning("coco.gg")
    expect(page.get_by_text("The family lets sites of this kind through.")).to_be_visible()
    expect(page.locator("#more")).to_have_count(0)


def test_no_pass_can_be_asked_for_before_the_pause_is_over(family: Family) -> None:
    page = family.warning("coco.gg")
    page.locator("#more > summary").dblclick()  # which opens it and closes it again
    more(page)
    expect(page.locator("#open")).to_be_disabled()
    expect(page.locator("#aloud")).to_have_text("Possible in 5 seconds")
    page.locator("#pass").evaluate("(form) => form.requestSubmit()")
    assert family.ask({"type": "passes"}) == []
    expect(page.locator("#open")).to_be_enabled()
    expect(page.locator("#aloud")).to_have_text("The site can be opened now.")


def test_a_wrong_pin_opens_nothing_and_says_how_long_to_wait(family: Family) -> None:
    family.set_pin("2468")
    page = more(family.warning("coco.gg"))
    expect(page.get_by_label("A parent can type the PIN here.")).to_be_visible()
    for said in ("That is not the PIN.", "That is not the PIN.", "The next one is possible in"):
        expect(page.locator("#open")).to_be_enabled()
        page.get_by_label("A parent can type the PIN here.").fill("1111")
        page.locator("#open").click()
        expect(page.locator("#notice")).to_contain_text(said)
    assert family.ask({"type": "passes"}) == []


@pytest.mark.parametrize("rest", ["", "#", "#javascript:alert(1)", "#https://user:pass@coco.gg", "#x" * 5000])
def test_a_warning_of_nothing_is_calm(family: Family, rest: str) -> None:
    page = family.open(f"warning/warning.html{rest}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing to see here")
    expect(page.get_by_text("Why it is on the list")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(1)


def test_a_page_that_frames_the_warning_gets_nothing_of_it(family: Family) -> None:
    page = family.open("report/report.html")
    page.evaluate("document.body.append(document.createElement('iframe'))")
    page.locator("iframe").evaluate("(frame) => (frame.src = '../warning/warning.html#https://coco.gg')")
    frame = page.locator("iframe")
    until("frame of no page of ours", lambda: frame.evaluate("(it) => it.contentDocument === null"))


def test_the_way_out_is_the_first_thing_that_the_keyboard_reaches(family: Family) -> None:
    page = family.warning("coco.gg")
    page.keyboard.press("Tab")
    expect(page.locator("#leave")).to_be_focused()
    assert page.locator("#leave").evaluate("(it) => getComputedStyle(it).outlineStyle") == "solid"


def test_this_is_a_mistake_leads_to_a_report_that_is_filled_in(family: Family) -> None:
    page = more(family.warning("coco.gg"))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="This is a mistake").click()
    expect(opened.value.get_by_label("The site’s address")).to_have_value("coco.gg")
    expect(opened.value.get_by_label("It should not be listed")).to_be_checked()
