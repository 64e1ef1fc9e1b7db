"""A delta: from one names file to the other and to nothing else."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.registry.words import Status
from feeds.release.delta import BadDelta, apply, encode
from feeds.release.names_file import BadNamesFile
from feeds.release.names_file import encode as names_file
from tests.release.feeds_for_tests import listed
from tests.release.test_names_file import LISTED

LISTS = st.lists(LISTED, unique_by=lambda line: line.name).map(names_file)
LETTERS = st.text("ab", min_size=1, max_size=3)
CLOSE = st.builds(lambda label, status: listed(f"{label}.gg", status), LETTERS, st.sampled_from(Status))
CLOSE_LISTS = st.lists(CLOSE, unique_by=lambda line: line.name).map(names_file)
COCO = names_file([listed("coco.fr"), listed("coco.gg"), listed("omegle.com")])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@given(st.one_of(st.tuples(LISTS, LISTS), st.tuples(CLOSE_LISTS, CLOSE_LISTS)))
def test_any_list_leads_to_any_other(pair: tuple[bytes, bytes]) -> None:
    before, after = pair
    assert apply(before, encode(before, after), _digest(after)) == after


@pytest.mark.parametrize("before", [COCO, names_file([])])
def test_no_change_is_two_zeros(before: bytes) -> None:
    assert encode(before, before) == b"\x00\x00"


def test_the_bytes_are_those_of_the_written_format() -> None:
    after = names_file([listed("coco.gg", Status.CLOSED), listed("cocoa.gg"), listed("omegle.com")])
    # Rows before: com.omegle, fr.coco, gg.coco. The second goes; the third is set, and after it a name like it.
    assert encode(COCO, after) == b"\x01\x02" + b"\x02" + b"\x03\x00" + b"\x02\x00" + b"\x87" + b"\x87a"


def test_a_name_whose_facts_changed_costs_three_bytes_and_is_not_spelt_again() -> None:
    after = names_file([listed("coco.fr"), listed("coco.gg", Status.CLOSED), listed("omegle.com")])
    assert len(encode(COCO, after)) == len(b"\x00\x01") + 3


def test_a_name_longer_than_an_entry_can_share_can_change_its_facts() -> None:
    name = ".".join(["x" * 63, "y" * 63, "gg"])
    before, after = names_file([listed(name)]), names_file([listed(name, Status.CLOSED)])
    assert apply(before, encode(before, after), _digest(after)) == after


def test_a_new_name_is_written_against_the_neighbour_that_shares_more() -> None:
    before = names_file([listed("aaaa.gg"), listed("cocoland.gg")])
    after = names_file([listed("aaaa.gg"), listed("cocoa.gg"), listed("cocoland.gg")])
    assert encode(before, after).endswith(b"\x87a")


@pytest.mark.parametrize(
    ("step", "spelt"),
    [(223, "df"), (224, "e0 00"), (255, "ff 00"), (256, "e0 01"), (7_391, "ff df"), (7_392, "e0 e0 00")],
)
def test_a_step_is_spelt_as_documented(step: int, spelt: str) -> None:
    names = [listed(f"x{number:04}.gg") for number in range(step)]
    assert encode(names_file(names), names_file(names[:-1])) == bytes.fromhex(f"01 00 {spelt}")


def test_steps_longer_than_one_byte_are_written() -> None:
    names = [listed(f"x{number:04}.gg") for number in range(20_000)]
    before, after = names_file(names), names_file([*names[:300], *names[301:19_999], listed("zz.gg")])
    assert apply(before, encode(before, after), _digest(after)) == after


@pytest.mark.parametrize("other", [[], ["coco.fr"], ["coco.fr", "coco.gg", "omegle.net"], ["a.gg", "b.gg", "c.gg"]])
def test_a_delta_for_another_file_is_refused(other: list[str]) -> None:
    after = names_file([listed("coco.gg"), listed("coco.com")])
    with pytest.raises(BadDelta):
        apply(names_file([listed(name) for name in other]), encode(COCO, after), _digest(after))


def test_a_delta_that_leads_elsewhere_is_refused() -> None:
    one, other = names_file([listed("coco.gg")]), names_file([listed("coco.fr")])
    with pytest.raises(BadDelta, match="another names file"):
        apply(COCO, encode(COCO, one), _digest(other))


@pytest.mark.parametrize(
    ("delta", "why"),
    [
        (b"", "breaks off"),
        (b"\x00", "breaks off"),
        (b"\x05\x00\x01", "breaks off"),
        (b"\xff\xff\xff\xff\xff\xff\xff\xff\x01", "too long"),
        (b"\xff\xff\xff\x7f\x00", "breaks off"),
        (b"\x01\x00\x09", "does not fit"),
        (b"\x02\x00\x01\x00", "does not fit"),
        (b"\x00\x01\x09\x00\x80gg.x", "does not fit"),
        (b"\x00\x01\x01\x00", "does not fit"),
        (b"\x00\x01\x01\x00gg.x", "does not begin"),
        (b"\x00\x01\x00\x00\x81gg.x", "shares 1"),
        (b"\x00\x01\x00\x00\x80", "twice"),
        (b"\x00\x00\x80gg.x", "does not fit"),
    ],
)
def test_what_does_not_fit_says_why(delta: bytes, why: str) -> None:
    with pytest.raises(BadDelta, match=why):
        apply(COCO, delta, _digest(COCO))


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_in_a_sentence(noise: bytes) -> None:
    after = names_file([listed("nobody.example")])
    with pytest.raises(BadDelta) as refusal:
        apply(COCO, noise, _digest(after))
    assert str(refusal.value).endswith(".")


@given(st.data())
def test_a_delta_with_a_spoilt_byte_never_leads_to_another_list(data: st.DataObject) -> None:
    after = names_file([listed("coco.gg"), listed("cocoa.gg", Status.CLOSED), listed("x.tv")])
    good = encode(COCO, after)
    place = data.draw(st.integers(0, len(good) - 1))
    spoilt = good[:place] + bytes([data.draw(st.integers(0, 255))]) + good[place + 1 :]
    try:
        assert apply(COCO, spoilt, _digest(after)) == after
    except BadDelta:
        assert spoilt != good


def test_what_is_no_names_file_has_no_delta() -> None:
    with pytest.raises(BadNamesFile):
        encode(b"vigie-names/1 1\n", COCO)
    with pytest.raises(BadNamesFile):
        apply(b"", b"\x00\x00", _digest(COCO))
