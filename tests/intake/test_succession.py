"""What no sentence tells, the whole text may: which of its names became which, and how sure that is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import pytest

from feeds.intake import Claim
from feeds.intake.by_sentences import told_by_sentences
from feeds.intake.evidence import Pair, pairs_of
from feeds.intake.lexicon import CUES
from feeds.intake.parsed import parse
from feeds.intake.shown import Move
from feeds.intake.succession import WEIGHTS, stories, successions
from feeds.intake.weighing import LIKELY
from tests.intake.reading_of import TODAY, events_of, reading_of

PASSAGES = Path(__file__).parent / "passages" / "thirteenth"
IN_PIECES = (
    "Lagon change de nom. Adieu lagon.is, un nom usé ; les habitués ont leurs quartiers sur lagon.to aujourd’hui."
)


def pairs_in(text: str) -> list[Pair]:
    return list(pairs_of(told_by_sentences(parse(text.encode(), source="text", today=TODAY))))


def renames_of(text: str) -> list[Claim]:
    return [claim for claim in reading_of(text).claims if claim.event == "renamed"]


@pytest.mark.parametrize(
    "text",
    [
        IN_PIECES,
        "A change of name for Lagoon: lagoon.is belongs to the past, and regulars have their home at lagoon.to now.",
        "Laguna cambia nome. Addio a laguna.is, ormai un ricordo: la comunità ha casa su laguna.to da lunedì.",
        "Laguna cambia de nombre. Atrás queda laguna.is, un recuerdo; la comunidad tiene ahora su casa en laguna.to.",
        "Lagune wechselt den Namen. Von lagune.is bleibt nur die Erinnerung; Heimat der Gemeinde ist nun lagune.to.",
    ],
)
def test_a_change_told_in_pieces_is_a_rename_in_the_direction_of_its_signs(text: str) -> None:
    [rename] = renames_of(text)
    assert (rename.old[-3:], rename.new) == (".is", rename.old.replace(".is", ".to"))


def test_a_way_back_that_is_told_is_as_certain_as_the_way_there() -> None:
    """No story has both: what tells a name's end would take the name before a return for one that was not left."""
    there, back = ("lagoon.to", "lagoon.so"), ("lagoon.so", "lagoon.to")
    pairs = pairs_in("Lagoon moved from lagoon.to to lagoon.so. When lagoon.so was banned, it went back to lagoon.to.")
    certain = [(move.old, move.new) for move in successions(pairs, {there, back}) if move.probability == 1]
    assert sorted(certain) == [back, there]


def test_what_no_sentence_tells_says_that_it_was_weighed_and_quotes_the_sentence_of_the_new_name() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(PASSAGES.glob("*.txt"))]
    weighed = [
        (text, claim)
        for text in texts
        for claim in renames_of(text)
        if claim.why[0].startswith("weighed over the whole")
    ]
    assert weighed
    for text, claim in weighed:
        assert 0.2 < claim.confidence < 0.95
        assert claim.quote == reading_of(text).text[claim.start : claim.end]
        told = told_by_sentences(parse(text.encode(), source="text", today=TODAY)).mentions
        assert any(claim.start <= each.start < claim.end for each in told if each.host == claim.new)


def moved_in(pairs: list[Pair]) -> set[Move]:
    return {(each.old, each.new) for each in successions(pairs, set()) if each.probability >= LIKELY}


def test_names_of_two_brands_that_nothing_ties_are_no_rename() -> None:
    told = "Pupils talk on murmurs.net, a survey says. It asked 900 of them, and some use whisperwall.chat."
    assert moved_in(pairs_in(told)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Mirrors of the forum: lagoon.to, lagoon.is and lagoon.sx. All of them work.",
        "Police shut down lagoon.to. A copy, lagoon.sx, imitates lagoon.to and has nothing to do with it.",
        "The forum lagoon.to denies that it will move to lagoon.sx, as a rumour had it.",
    ],
)
def test_mirrors_copies_and_what_is_denied_are_no_rename(text: str) -> None:
    assert renames_of(text) == []


def pair(first: str, second: str, strength: float) -> Pair:
    """A pair of which all that is known says that the first became the second."""
    whether = {"told_by_sentences": strength / WEIGHTS["whether"]["told_by_sentences"]}
    return Pair(first, second, whether, {"told_by_sentences": strength / WEIGHTS["whither"]["told_by_sentences"]})


def test_a_name_has_one_before_it_and_one_after_it_and_none_comes_back() -> None:
    chain = [pair("a.is", "b.is", 4), pair("b.is", "c.is", 4), pair("c.is", "a.is", 3)]
    assert moved_in(chain) == {("a.is", "b.is"), ("b.is", "c.is")}
    assert moved_in([pair("a.is", "b.is", 2), pair("a.is", "c.is", 2)]) == set()


def test_of_two_moves_that_leave_no_room_for_each_other_the_rest_of_the_story_decides() -> None:
    torn = [pair("a.is", "b.is", 1), pair("a.is", "c.is", 1)]
    assert moved_in(torn) == set()
    assert moved_in([*torn, pair("b.is", "c.is", 4)]) == {("a.is", "b.is"), ("b.is", "c.is")}


@pytest.mark.parametrize(("names", "count"), [(1, 1), (2, 3), (3, 13), (4, 73), (5, 501), (6, 4051)])
def test_all_stories_of_some_names_are_told_once(names: int, count: int) -> None:
    # The sets of lists of n things: https://oeis.org/A000262
    told = list(stories(list(permutations(range(names), 2))))
    assert len(told) == len({frozenset(story) for story in told}) == count


def test_a_chain_of_a_dozen_names_is_one_story() -> None:
    names = [f"{letter}.is" for letter in "abcdefghijkl"]
    assert moved_in([pair(*each, 4) for each in pairwise(names)]) == set(pairwise(names))


def test_no_weight_is_of_a_sign_that_nothing_shows() -> None:
    met: dict[str, set[str]] = {"whether": set(), "whither": set()}
    for file in PASSAGES.glob("*.txt"):
        for each in pairs_in(file.read_text(encoding="utf-8")):
            met["whether"] |= each.whether.keys()
            met["whither"] |= each.whither.keys()
    for part, signs in WEIGHTS.items():
        unmet = {sign for sign in signs if sign not in met[part] and sign.rpartition("_")[0] not in CUES}
        assert unmet == set()


def test_the_order_in_which_a_pair_is_given_does_not_matter() -> None:
    def turned(pairs: list[Pair]) -> Iterator[Pair]:
        for each in pairs:
            whither = {sign: -value for sign, value in each.whither.items()}
            yield replace(each, first=each.second, second=each.first, whither=whither)

    pairs = pairs_in(IN_PIECES)
    assert moved_in(pairs) == moved_in(list(turned(pairs))) != set()


def test_a_list_of_a_thousand_names_is_weighed_in_bounded_time() -> None:
    names = " ".join(f"Then lagoon{number}.to had a new name." for number in range(1000))
    assert len(pairs_in(names)) <= 14 * 13 // 2
    assert isinstance(events_of(reading_of(names)), set)
