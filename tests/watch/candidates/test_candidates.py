"""What a list of candidates promises, whatever the name."""

from itertools import islice, pairwise

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.watch.candidates import Candidate, Rule, candidates, shipped

NAMES = [
    "coco.gg",
    "1337x.to",
    "chat-avenue.com",
    "torrent9.co.uk",
    "x.org",
    "xn--caf-dma.fr",
    "chat42.com",
    "ab.ck.com",
]


def _first(name: str, count: int, *formers: str) -> list[Candidate]:
    return list(islice(candidates(parse(name), shipped(), [parse(former) for former in formers]), count))


def _names(found: list[Candidate]) -> list[str]:
    return [candidate.name.ascii for candidate in found]


@pytest.mark.parametrize("name", [*NAMES, f"{'a' * 63}.com", f"{'9' * 63}.com"])
def test_candidates_come_likeliest_first_and_none_twice_and_never_the_name_itself(name: str) -> None:
    found = _first(name, 3000, "old.name.com", "coco.fr")
    assert len(found) == 3000
    assert all(before.probability >= after.probability > 0 for before, after in pairwise(found))
    assert len(set(_names(found))) == len(found)
    assert parse(name).registrable not in _names(found)


@settings(max_examples=15, deadline=None)
@given(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?", fullmatch=True), st.sampled_from(["com", "co.uk", "gg"]))
def test_every_candidate_is_a_name_that_can_be_listed(label: str, ending: str) -> None:
    try:
        parse(f"{label}.{ending}")
    except NotAHostname:
        reject()  # "xn--…" that is no name, and x0.com, under which anybody registers
    for candidate in _first(f"{label}.{ending}", 400):
        assert parse(candidate.name.ascii) == candidate.name
        assert candidate.name.ascii == candidate.name.registrable


def test_the_same_name_gives_the_same_list() -> None:
    assert _first("coco.gg", 500) == _first("coco.gg", 500)


def test_probabilities_are_shares_of_one_whole() -> None:
    assert 0.5 < sum(candidate.probability for candidate in _first("chat42.com", 30_000)) <= 1


def test_a_subdomain_moves_as_its_registrable_name_does() -> None:
    assert _first("www.chat.coco.gg", 100) == _first("coco.gg", 100)


def test_a_counter_goes_on_counting_and_keeps_its_zeros() -> None:
    assert _first("chat42.com", 1)[0].name.ascii == "chat43.com"
    assert "chat08.com" in _names(_first("chat07.com", 3))


def test_the_same_label_under_another_ending_comes_before_rarer_changes() -> None:
    assert {candidate.rule for candidate in _first("coco.gg", 10)} == {Rule.SAME}


def test_a_doubled_letter_makes_room_for_another_before_a_word_does() -> None:
    names = _names(_first("parrotcc.com", 3000))
    assert names.index("parrotvv.com") < names.index("parrotscans.com")


def test_a_hyphen_goes() -> None:
    assert "chatavenue.com" in _names(_first("chat-avenue.com", 100))


def test_a_label_of_one_letter_changes_nothing_but_its_ending() -> None:
    assert {candidate.rule for candidate in _first("x.org", 1000)} == {Rule.SAME}


def test_an_encoded_label_changes_nothing_but_its_ending() -> None:
    assert {candidate.rule for candidate in _first("xn--caf-dma.fr", 1500)} == {Rule.SAME}


def test_a_former_name_is_tried_early_and_its_label_under_other_endings() -> None:
    without, with_former = _names(_first("roulette.com", 245)), _first("roulette.com", 245, "zigzag.fr")
    assert "zigzag.fr" not in without
    assert [c.rule for c in with_former if c.name.ascii == "zigzag.fr"] == [Rule.FORMER]
    assert "zigzag.com" in _names(with_former)


@pytest.mark.parametrize("name", NAMES)
def test_those_wanted_are_the_first_of_all(name: str) -> None:
    wanted = _names(list(candidates(parse(name), shipped(), most=100)))
    assert len(wanted) == 100
    assert (
        len({*wanted} & {*_names(_first(name, 100))}) >= 98
    )  # what many unlikely ways lead to may rank a little lower


def test_a_million_candidates_come_one_by_one() -> None:
    seen: Hostname | None = None
    count = 0
    for candidate in islice(candidates(parse("chatroulette42.com"), shipped()), 1_000_000):
        seen, count = candidate.name, count + 1
    assert count == 1_000_000
    assert seen is not None
