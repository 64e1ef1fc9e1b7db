"""What a person set for all of their computer holds on the pages: their own colours, no motion, the dark, the size."""

from collections.abc import Iterator
from typing import Final, Literal

import pytest
from playwright.sync_api import Page

from tests.extension_pages.axe import violations
from tests.extension_pages.family import Family
from tests.extension_pages.fitting import cut_off
from tests.extension_pages.places import PLACES, unfold

pytestmark = pytest.mark.browser

ENLARGED: Final = 640  # pixels; 1280 enlarged twice
PHONE: Final = 360

# Of what can be pressed, what has neither an edge nor an underline where no background is painted.
EDGELESS: Final = """() => [...document.querySelectorAll('button, .button, input, select, textarea')]
  .filter((it) => it.checkVisibility() && !['radio', 'checkbox', 'file'].includes(it.type))
  .filter((it) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, textDecorationLine } = getComputedStyle(it);
    const edge = borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0 && borderTopColor !== 'rgba(0, 0, 0, 0)';
    return !edge && textDecorationLine === 'none';
  })
  .map((it) => it.outerHTML.slice(0, 120))"""
# What is drawn, and has the colour of the ground in front of which it stands.
UNSEEN: Final = """() => {
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const seen = ({ stroke, fill }) => [stroke, fill].some((colour) => colour !== 'none' && colour !== ground);
  return [...document.querySelectorAll('svg .rail, svg .dot')].filter((it) => !seen(getComputedStyle(it))).length;
}"""
MOVING: Final = """() => [...document.querySelectorAll('*')]
  .filter((it) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(it);
    const still = transitionDuration.split(', ').every((time) => parseFloat(time) === 0);
    return !still || animationName !== 'none' || scrollBehavior === 'smooth';
  })
  .map((it) => it.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def opened(household: Family) -> Iterator[dict[str, Page]]:
    """Every page once, with every fold open, for a family that has something to see on each."""
    household.forget()
    household.choose(diary=True)
    household.add("own.example", "block")
    household.warning("coco.gg").close()  # so that the diary holds something
    pages = {name: household.open(place) for name, place in PLACES.items()}
    for page in pages.values():
        unfold(page)
    yield pages
    household.close_tabs()


@pytest.fixture
def pages(opened: dict[str, Page]) -> dict[str, Page]:
    """These pages as a desktop shows them to who set nothing."""
    for page in opened.values():
        page.emulate_media(forced_colors="none", color_scheme="light", reduced_motion="no-preference")
        page.set_viewport_size({"width": 1000, "height": 800})
    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_persons_own_colours_everything_that_can_be_pressed_has_an_edge(
    pages: dict[str, Page], scheme: Literal["light", "dark"]
) -> None:
    for name, page in pages.items():
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert page.evaluate(EDGELESS) == [], name
        assert page.evaluate(UNSEEN) == 0, name


def test_for_who_wants_no_motion_nothing_moves(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(MOVING) == [], name


def test_nothing_is_cut_off_at_twice_the_size(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        page.set_viewport_size({"width": ENLARGED, "height": 360})
        assert cut_off(page) == [], name


@pytest.mark.parametrize("place", PLACES)
def test_axe_objects_to_nothing_at_night_on_a_phone(pages: dict[str, Page], place: str) -> None:
    page = pages[place]
    page.bring_to_front()
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # else a colour may be on its way to another
    assert violations(page.evaluate) == []
