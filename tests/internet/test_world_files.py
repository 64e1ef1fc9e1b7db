"""World files: what is refused and how, and what the house's own worlds tell together."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from feeds.hostnames import parse
from tests.internet.conftest import BEGINNING
from tests.internet.reading import WORLDS, WorldError, every_world, read
from tests.internet.standing import of_host, standings
from tests.internet.world import STORIES, Expectation, Happening, Site, World

HOUSE: Final = every_world()


def refusal(folder: Path, text: str) -> str:
    """What is said of a world file with this text."""
    path = folder / "world.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        read(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong", "key", "value"),
    [
        ('host = "ovh"', 'host = "ohv"', "happens.1.host", "ohv"),
        ('kind = "honest rename"', 'kind = "sad rename"', "kind", "sad rename"),
        ('set = "calibration"', 'set = "trial"', "set", "trial"),
        ('template = "chat"', 'template = "chatroom"', "site.chat.template", "chatroom"),
        ('template = "blog"', 'template = "blog"\nlanguage = "de"', "site.blog", "de"),
        ('icon = "chat"', 'trackers = ["XX-1"]', "site.chat.trackers", "XX-1"),
        ('icon = "chat"', "changed = 1.5", "site.chat.changed", "1.5"),
        ('icon = "chat"', 'colour = "red"', "site.chat.colour", "red"),
        ('icon = "chat"', 'like = "caht"', "site.chat.like", "caht"),
        ('shows = "chat"', 'shows = "caht"', "happens.1.shows", "caht"),
        ('shows = "chat"', 'agents = { "Chrome/" = "caht" }', "happens.1.agents.Chrome/", "caht"),
        ('shows = "chat"', 'shows = "chat"\nfails = "404"', "happens.1", "404"),
        ('shows = "chat"', 'by = "301"', "happens.1", "301"),
        ('shows = "chat"', 'redirects = "new.net"', "happens.1.redirects", "new.net"),
        ('shows = "chat"', 'addresses = ["192.0.2.1"]', "happens.1.addresses", "192.0.2.1"),
        ('name = "old.net"', 'name = "Old.net"', "happens.1.name", "Old.net"),
        ("day = 1", "day = 0", "happens.1.day", "0"),
        ('host = "ovh"\n', "", "happens.1.host", "old.net"),
        ('verdict = "renamed"', 'verdict = ["renamed", "moved"]', "expect.1.verdict.2", "moved"),
        ('new = "new.net"', 'new = "old.net"', "expect.1", "old.net"),
        ('old = "old.net"', 'old = "odl.net"', "expect.1.old", "odl.net"),
    ],
)
def test_a_wrong_key_is_named_with_its_file_and_value(
    tmp_path: Path, right: str, wrong: str, key: str, value: str
) -> None:
    assert right in BEGINNING
    said = refusal(tmp_path, BEGINNING.replace(right, wrong, 1))
    assert said.startswith(f"{tmp_path / 'world.toml'}: {key}: ")
    assert value in said


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, BEGINNING.replace("ovh", "ohv").replace("day = 9", "day = -9"))
    assert [line.split(": ")[1] for line in said.splitlines()] == ["happens.1.host", "expect.1.day"]


def test_days_of_a_name_stand_in_order(tmp_path: Path) -> None:
    later = (
        '[[happens]]\nday = 5\nname = "old.net"\nfails = "404"\n[[happens]]\nday = 4\nname = "old.net"\nfails = "500"\n'
    )
    assert "happens.3.day: day 4 stands after day 5" in refusal(tmp_path, BEGINNING + later)


def test_sites_that_are_like_one_another_in_a_circle_are_refused(tmp_path: Path) -> None:
    circle = BEGINNING.replace('icon = "chat"', 'like = "blog"').replace('brand = "Blog"', 'like = "chat"')
    assert "site.blog.like: there is no site 'chat' that it could be like" in refusal(tmp_path, circle)


@pytest.mark.parametrize("text", ["title = ", "[site", "\x00"])
def test_what_is_no_toml_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).startswith(f"{tmp_path / 'world.toml'}: this is not TOML: ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"nowhere\.toml: there is no such file"):
        read(tmp_path / "nowhere.toml")


def test_the_example_of_the_manual_is_a_world_and_every_key_is_explained_there(tmp_path: Path) -> None:
    manual = (WORLDS / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "world.toml"
    path.write_text(manual.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert read(path).site["new"].icon == read(path).site["coco"].icon
    keys = {key for part in (World, Site, Happening, Expectation) for key in part.model_fields}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", manual)] == []


def test_half_of_the_worlds_are_kept_from_tuning_and_both_halves_tell_every_kind_of_story() -> None:
    sets = Counter(world.set for world in HOUSE.values())
    assert abs(sets["calibration"] - sets["held"]) <= 2
    for half in ("calibration", "held"):
        assert {world.kind for world in HOUSE.values() if world.set == half} == set(STORIES)


def test_there_are_enough_renames_and_enough_names_that_did_not_move() -> None:
    verdicts = Counter(expected.verdict[0] for world in HOUSE.values() for expected in world.expect)
    assert len(HOUSE) >= 70
    assert verdicts["renamed"] >= 40
    assert verdicts["unrelated"] + verdicts["parked"] >= 25
    assert {"clone", "seized", "unreachable"} <= set(verdicts)


def test_no_two_worlds_are_told_in_the_same_words() -> None:
    assert (
        len({world.story for world in HOUSE.values()}) == len({world.title for world in HOUSE.values()}) == len(HOUSE)
    )


@pytest.mark.parametrize("world", HOUSE.values(), ids=HOUSE)
def test_what_is_expected_is_about_names_that_are_there_on_that_day(world: World) -> None:
    for expected in world.expect:
        names = standings(world, expected.day)
        assert of_host(names, expected.old), expected
        assert of_host(names, expected.new), expected
        assert all(of_host(standings(world, day), expected.old) for day in expected.history), expected


def test_every_name_that_is_compared_can_be_listed() -> None:
    compared = {name for world in HOUSE.values() for expected in world.expect for name in (expected.old, expected.new)}
    assert {name: parse(name).ascii for name in compared} == {name: name for name in compared}


@pytest.mark.parametrize("world", HOUSE.values(), ids=HOUSE)
def test_every_site_that_is_written_is_shown_some_day(world: World) -> None:
    shown = {site for each in world.happens for site in (each.shows, *(each.agents or {}).values())}
    models = {key for key in world.site if f'like = "{key}"' in _source(world)}
    assert set(world.site) <= shown | models


def _source(world: World) -> str:
    stem = next(stem for stem, other in HOUSE.items() if other is world)
    return (WORLDS / f"{stem}.toml").read_text(encoding="utf-8")
