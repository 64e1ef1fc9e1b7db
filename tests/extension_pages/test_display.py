"""What a person set for all of their computer holds on the pages: colours of their own, and no motion."""

from typing import Final

import pytest

from tests.extension_pages.family import Family
from tests.extension_pages.places import PLACES, unfold

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_persons_own_colours_everything_that_can_be_pressed_has_an_edge(family: Family, scheme: str) -> None:
    family.choose(diary=True)
    family.add("own.example", "warn")
    for name, place in PLACES.items():
        page = family.open(place, forced_colors="active", color_scheme=scheme)
        unfold(page)
        assert page.evaluate(EDGELESS) == [], name
        assert page.evaluate(UNSEEN) == 0, name
        page.close()


def test_for_who_wants_no_motion_nothing_moves(family: Family) -> None:
    for name, place in PLACES.items():
        page = family.open(place, reduced_motion="reduce")
        unfold(page)
        assert page.evaluate(MOVING) == [], name
        page.close()
