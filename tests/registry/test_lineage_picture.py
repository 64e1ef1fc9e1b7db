"""The picture of a Lineage: what it shows, where, and that no text of a stranger's gets out of it."""

import re
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest

from feeds.registry.lineage_picture import NameLine, Tie, Words, drawn
from feeds.registry.words import LinkKind, Status

TODAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("The names", lambda name: [name.status], lambda tie: f"{tie.kind} {tie.old}")

FR = NameLine("coco.fr", Status.CLOSED, "2003", "2021-12")
GG = NameLine("coco.gg", Status.CLOSED_BY_AUTHORITY, "2021-12", "2024-06-25")
COPY = NameLine("coco01.gg", Status.ACTIVE, "2024-08")
MOVED = Tie("coco.fr", "coco.gg", LinkKind.RENAMED_TO, "2021-12")
COPIED = Tie("coco.gg", "coco01.gg", LinkKind.CLONE_OF, "2024-08")


def _picture(names: list[NameLine], ties: list[Tie], words: Words = WORDS) -> Element:
    text = drawn(names, ties, TODAY, words)
    return fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _share(element: Element, key: str) -> float:
    return float(element.attrib[key].removesuffix("%"))


def _bars(picture: Element) -> list[Element]:
    return [each for each in picture.iter(f"{SVG}rect") if "bar" in each.attrib["class"]]


def _of_class(picture: Element, name: str) -> list[Element]:
    return [each for each in picture.iter() if name in each.attrib.get("class", "").split()]


def test_each_name_has_its_time_on_a_line_of_its_own() -> None:
    first, second, third = _bars(_picture([FR, GG, COPY], [MOVED, COPIED]))
    assert float(first.attrib["y"]) < float(second.attrib["y"]) < float(third.attrib["y"])
    assert _share(first, "x") + _share(first, "width") == pytest.approx(_share(second, "x"), abs=0.1)
    assert _share(second, "x") + _share(second, "width") < _share(third, "x")


def test_a_name_that_is_in_use_goes_on_until_today() -> None:
    bar = _bars(_picture([FR, COPY], []))[1]
    assert _share(bar, "x") + _share(bar, "width") == pytest.approx(97, abs=0.1)


def test_a_link_leads_from_the_older_name_to_the_newer_when_it_is_dated() -> None:
    picture = _picture([FR, GG], [MOVED])
    line = next(each for each in _of_class(picture, "renamed_to") if each.tag == f"{SVG}line")
    old, new = _bars(picture)
    assert _share(line, "x1") == pytest.approx(_share(new, "x"), abs=0.1)
    assert float(old.attrib["y"]) < float(line.attrib["y1"]) < float(line.attrib["y2"]) == float(new.attrib["y"])
    (head,) = _of_class(picture, "head")
    assert head.attrib["points"] == "-5,-8 5,-8 0,0"  # it points down, to where it is put


def test_a_site_that_came_back_is_drawn_upwards() -> None:
    back = Tie("coco.gg", "coco.fr", LinkKind.RENAMED_TO, "2023")
    lines = [
        each for each in _of_class(_picture([FR, GG], [MOVED, back]), "tie") if each.attrib["x1"] == each.attrib["x2"]
    ]
    assert [float(line.attrib["y1"]) < float(line.attrib["y2"]) for line in lines] == [True, False]


def test_what_nobody_knows_is_drawn_as_unsure() -> None:
    unknown = NameLine("coco.chat", Status.CLOSED)
    kinds = [bar.attrib["class"] for bar in _bars(_picture([unknown, GG], []))]
    assert ["unsure" in kind for kind in kinds] == [True, False]


def test_what_is_proposed_is_told_apart() -> None:
    new = NameLine("coco.zone", Status.ACTIVE, "2026-11-20", proposed=True)
    tie = Tie("coco.gg", "coco.zone", LinkKind.RENAMED_TO, "2026-11-20", proposed=True)
    picture = _picture([GG, new], [tie])
    assert {each.tag for each in _of_class(picture, "proposed")} == {f"{SVG}rect", f"{SVG}line"}


def test_who_cannot_see_it_is_told_the_same() -> None:
    told = _picture([FR, GG], [MOVED]).findtext(f"{SVG}desc")
    assert told == "coco.fr: closed; coco.gg: closed_by_authority; renamed_to coco.fr"


def test_a_link_to_a_name_that_is_not_drawn_is_left_out() -> None:
    assert _of_class(_picture([FR], [MOVED]), "tie") == []


@pytest.mark.parametrize("since", ["1990", "2003", "2024", "2026-06", "2026-11-20"])
def test_the_axis_has_few_dates_and_all_of_them_on_it(since: str) -> None:
    ticks = _of_class(_picture([NameLine("coco.fr", Status.ACTIVE, since)], []), "year")
    assert 1 <= len(ticks) <= 4
    assert all(2 <= _share(tick, "x") <= 97 for tick in ticks)


def test_a_very_long_name_is_shortened_and_told_whole_to_who_cannot_see() -> None:
    name = NameLine(f"{'a' * 60}.{'b' * 60}.example", Status.ACTIVE)
    picture = _picture([name], [])
    assert len(_of_class(picture, "host")[0].text or "") <= 34
    assert name.hostname in (picture.findtext(f"{SVG}desc") or "")


def test_words_stay_words() -> None:
    hostile = '</text><script>alert("1")</script>&'
    picture = _picture([FR, GG], [MOVED], Words(hostile, lambda name: [hostile], lambda tie: hostile))
    assert not list(picture.iter(f"{SVG}script"))
    assert [each.text for each in _of_class(picture, "said")] == [hostile] * 3


def test_it_needs_no_style_and_no_script_of_its_own() -> None:
    text = drawn([FR, GG, COPY], [MOVED, COPIED], TODAY, WORDS)
    assert not re.search(r"style=|<style|<script|\son\w+=|href=", text)
