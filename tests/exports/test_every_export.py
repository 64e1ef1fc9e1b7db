"""What holds for every export, and who is in it."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from feeds.release import contents, names_file
from feeds.release.exports import BLOCKLISTS, MEDIA_TYPES, rpz_zone
from feeds.release.exports.heading import LICENCE_URL, TITLE
from tests.exports.sample import BLOCKED, EDITION, HOMEPAGE, LEFT_OUT, LONGEST_NAME, drawn, snapshot

DRAWN = drawn()
COMMENT = {"adblock.txt": "!", "rpz.zone": ";"}
BLOCKERS = ["domains.txt", "hosts.txt", "adblock.txt", "dnsmasq.conf", "rpz.zone", "wildcard.txt"]
OF_NAME: dict[str, Callable[[str], str]] = {
    "domains.txt": lambda name: name,
    "hosts.txt": lambda name: f"0.0.0.0 {name}",
    "adblock.txt": lambda name: f"||{name}^",
    "dnsmasq.conf": lambda name: f"local=/{name}/",
    "rpz.zone": lambda name: f"{name} CNAME .",
    "wildcard.txt": lambda name: f"*.{name}",
}


def _heading(file: str) -> list[str]:
    sign = COMMENT.get(file, "#")
    return [line.removeprefix(sign).strip() for line in DRAWN[file].decode().splitlines() if line.startswith(sign)]


def _turned(said: Any) -> Any:
    """The same, its keys in the opposite order."""
    if isinstance(said, Mapping):
        return {key: _turned(value) for key, value in reversed(list(said.items()))}
    return [_turned(value) for value in said] if isinstance(said, list) else said


def test_a_release_has_eight_formats_and_the_changes() -> None:
    assert [form.FILE for form in BLOCKLISTS] == BLOCKERS
    assert set(DRAWN) == set(MEDIA_TYPES) == {*BLOCKERS, "names.csv", "feed.json", "changes.atom"}


@pytest.mark.parametrize("file", DRAWN)
def test_the_same_release_gives_the_same_bytes_in_whatever_order_it_was_read(file: str) -> None:
    turned = dataclasses.replace(snapshot(), sites=_turned(snapshot().sites))
    assert drawn(turned)[file] == DRAWN[file]


@pytest.mark.parametrize("file", DRAWN)
def test_another_serial_gives_other_bytes(file: str) -> None:
    later = dataclasses.replace(EDITION, serial=8, released=EDITION.released + timedelta(hours=1))
    assert drawn(edition=later)[file] != DRAWN[file]


@pytest.mark.parametrize("file", [*BLOCKERS, "names.csv"])
def test_the_heading_says_what_it_is_how_new_and_whose(file: str) -> None:
    heading = _heading(file)
    assert {
        f"Title: {TITLE}",
        "Serial: 7",
        "Date: 2026-11-21T18:00:00Z",
        f"Licence: CC BY 4.0 {LICENCE_URL}",
        f"Homepage: {HOMEPAGE}",
    } < set(heading)


@pytest.mark.parametrize("file", BLOCKERS)
def test_the_heading_of_a_blocker_says_that_closed_names_are_left_out(file: str) -> None:
    assert any(line.startswith("Scope: open names only; closed ones") for line in _heading(file))


@pytest.mark.parametrize("file", BLOCKERS)
def test_a_blocker_gets_every_open_name_that_warns_and_no_other(file: str) -> None:
    lines = DRAWN[file].decode().splitlines()
    expected = [name for name in BLOCKED if file != rpz_zone.FILE or name != LONGEST_NAME]
    assert [line for line in lines if line in {OF_NAME[file](name) for name in BLOCKED}] == [
        OF_NAME[file](name) for name in expected
    ]
    assert f"Names: {len(expected)}" in _heading(file)
    assert not [line for line in lines for left_out in LEFT_OUT if left_out.name in line]


def test_whoever_wants_everything_gets_it_with_status_and_stance() -> None:
    told = json.loads(DRAWN["feed.json"])
    everything = {(line.name, line.status, line.stance) for line in snapshot().names}
    assert {(line["name"], line["status"], line["stance"]) for line in told["names"]} == everything
    for name, status, stance in everything:
        assert f'"{name}","{status}","{stance}"' in DRAWN["names.csv"].decode()
    assert "Names: 10" in _heading("names.csv")


@pytest.mark.parametrize("file", DRAWN)
def test_an_empty_release_is_written_too(file: str) -> None:
    empty = drawn(snapshot([]), dataclasses.replace(EDITION, names=0))
    assert empty[file].endswith(b"\n")


def test_every_export_carries_the_names_of_the_signed_file() -> None:
    signed = {line.name for line in names_file.decode(contents.of(snapshot()).said["names"])}
    assert signed == {line["name"] for line in json.loads(DRAWN["feed.json"])["names"]}
