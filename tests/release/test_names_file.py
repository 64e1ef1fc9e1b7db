"""The names file: one encoding of a list, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.registry.taxonomy import categories
from feeds.registry.words import Stance, Status
from feeds.release import json_files
from feeds.release.names_file import BadNamesFile, decode, encode
from feeds.release.snapshot import ListedName
from tests.release.feeds_for_tests import listed

LABEL = st.text("abcxyz019-", min_size=1, max_size=63).filter(lambda label: label.strip("-") == label)
HOSTNAME = st.lists(LABEL, min_size=1, max_size=4).map(lambda labels: ".".join([*labels, "gg"]))
LISTED = st.builds(
    ListedName, HOSTNAME, st.sampled_from(sorted(categories())), st.sampled_from(Status), st.sampled_from(Stance)
)


@given(st.lists(LISTED, unique_by=lambda line: line.name))
def test_what_is_written_is_read_back(names: list[ListedName]) -> None:
    data = encode(names)
    assert sorted(decode(data)) == sorted(names)
    json_files.check("names", [line._asdict() for line in decode(data)])


def test_the_order_given_does_not_matter() -> None:
    names = [listed("coco.gg"), listed("coco.fr"), listed("chat.coco.gg")]
    assert encode(names) == encode(reversed(names))


def test_the_bytes_are_those_of_the_written_format() -> None:
    facts = bytes([0b0_0000_000, 0b1_0000_011])
    lines = [listed("coco.gg"), listed("cocoa.gg", Status.CLOSED_BY_AUTHORITY, Stance.INFORM)]
    assert encode(lines) == b"vigie-names/1 2\n" + facts + b"\x80gg.coco\x87a"


def test_a_long_shared_beginning_is_cut_at_127() -> None:
    parent = ".".join(["x" * 60, "y" * 60, "z" * 20, "gg"])
    names = [listed(f"a.{parent}"), listed(f"b.{parent}")]
    assert decode(encode(names)) == names


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        encode([listed("coco.gg"), listed("coco.gg", Status.CLOSED)])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"vigie-names/1 1",
        b"vigie-names/2 0\n",
        b"vigie-names/1 x\n",
        b"vigie-names/1 9\n\x00",
        b"vigie-names/1 1\n\x00",
        b"vigie-names/1 2\n\x00\x00\x80gg.coco",
        b"vigie-names/1 1\n\x00gg.coco",
        b"vigie-names/1 1\n\x00\x81gg.coco",
        b"vigie-names/1 1\n\x07\x80gg.coco",
        b"vigie-names/1 1\n\x78\x80gg.coco",
        b"vigie-names/1 2\n\x00\x00\x80gg.coco\x80gg.cocoa",
        b"vigie-names/1 2\n\x00\x00\x80gg.coco\x80fr.coco",
        b"vigie-names/1 2\n\x00\x00\x80gg.coco\x87",
        b"vigie-names/01 0\n",
        b"vigie-names/1 00\n",
    ],
)
def test_anything_but_the_one_encoding_is_refused(data: bytes) -> None:
    with pytest.raises((BadNamesFile, ValueError)):
        decode(data)


@given(st.binary(max_size=300), st.integers(0, 40))
def test_any_bytes_are_a_list_or_a_clear_refusal(noise: bytes, count: int) -> None:
    for data in (noise, b"vigie-names/1 %d\n" % count + noise):
        try:
            names = decode(data)
        except BadNamesFile as refusal:
            assert str(refusal).endswith(".")
        else:
            assert encode(names) == data
