"""Which of many names have addresses."""

import asyncio
from pathlib import Path

from feeds.fetching import Place, Sweeper
from tests.fetching.street import Street
from tests.internet.reading import find, read
from tests.internet.running import running


def _sweep(place: Place, *names: str) -> dict[str, tuple[str, ...]]:
    return asyncio.run(Sweeper(place, seconds=1).addresses(names))


def test_those_that_have_addresses_are_told_and_the_others_left_out(street: Street) -> None:
    street.names.says("coco.gg", ["93.184.216.35", "93.184.216.34"])
    street.names.says("coco.live", ["2606:4700::1111"], kind="AAAA")
    street.names.says("coco.org", ["10 mail.example.net."], kind="MX")
    found = _sweep(street.resolver, "coco.gg", "coco.live", "coco.org", "coco.net")
    assert found == {"coco.gg": ("93.184.216.34", "93.184.216.35"), "coco.live": ("2606:4700::1111",)}


def test_a_name_is_not_looked_for_in_the_machines_own_domain(street: Street) -> None:
    assert _sweep(street.resolver, "coco.net") == {}
    assert {name for name, _ in street.names.asked} == {"coco.net"}


def test_nothing_is_asked_about_no_names() -> None:
    assert _sweep(Place("127.0.0.1", 9)) == {}


def test_a_resolver_that_is_not_there_finds_nothing() -> None:
    assert _sweep(Place("127.0.0.1", 9), "coco.gg", "coco.live") == {}


def test_a_failure_that_comes_and_goes_is_asked_again(tmp_path: Path) -> None:
    world = read(find("servfail-new-flaky"))
    expected = world.expect[0]
    with running(world, tmp_path) as internet:
        internet.on(expected.day)
        assert expected.new in _sweep(Place(*internet.resolver), expected.new)


def test_two_thousand_names_are_asked_about_at_once(street: Street) -> None:
    names = [f"name-{number}.example.com" for number in range(2000)]
    for name in names[::100]:
        street.names.says(name, ["93.184.216.34"])
    assert list(_sweep(street.resolver, *names)) == names[::100]
