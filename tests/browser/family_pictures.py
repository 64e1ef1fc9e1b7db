"""The pictures in the pages for families: the same ones in each of these pages' languages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.photograph import photograph_part
from tests.extension_pages.family import Family

WIDTH: Final = 760  # pixels; as wide as a column of text
NO_PIN: Final = "0000"


@dataclass(frozen=True, slots=True)
class Picture:
    """What has to be done before it is taken, and the part of the page that it shows."""

    prepare: Callable[[Family], Page]
    part: str


def take(family: Family, folder: Path, language: str) -> None:
    """Write `<name>-<language>.png` for each of `PICTURES`. The family's browser speaks that language, and is new."""
    for name, picture in PICTURES.items():
        photograph_part(picture.prepare(family).locator(picture.part), folder / f"{name}-{language}.png")


def first_step(family: Family) -> Page:
    """The first question of the welcome."""
    return family.open("welcome/welcome.html", width=WIDTH)


def diary(family: Family) -> Page:
    """A day on which two listed sites were stopped, one of them twice."""
    family.choose(diary=True)
    for host in ("coco.gg", "bounty.chat", "coco.gg"):
        family.warning(host)
    return family.open("options/options.html", width=WIDTH)


def own_names(family: Family) -> Page:
    """A name that the family added, and one that it trusts."""
    family.add("games.example", "block")
    assert family.ask({"type": "add-name", "list": "trusted", "text": "school.example"})["ok"]
    return family.open("options/options.html", width=WIDTH)


def mistake(family: Family) -> Page:
    """A report as the warning page fills it in."""
    return family.open("report/report.html#mistake/coco.gg", width=WIDTH)


def settings(family: Family) -> Page:
    """The settings as they are."""
    return family.open("options/options.html", width=WIDTH)


def going_on(family: Family) -> Page:
    """What lies behind More, where a PIN is set and the pause is over."""
    family.set_pin(NO_PIN)
    page = family.warning("bounty.chat")
    page.locator("#more summary").click()
    expect(page.locator("#open")).to_be_enabled(timeout=10_000)
    return page


PICTURES: Final = {
    "welcome": Picture(first_step, "body"),
    "pin": Picture(settings, ".card:has(#pin)"),
    "sees": Picture(settings, ".card:has([data-message=seesTitle])"),
    "diary": Picture(diary, "#diary"),
    "names": Picture(own_names, ".card:has(#names)"),
    "report": Picture(mistake, "#report"),
    "pass": Picture(going_on, "#more"),
}
"""In the order in which they are taken: the later ones leave something behind, and a PIN stands before all."""
