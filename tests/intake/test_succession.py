"""What no sentence tells, the whole text may: which of its names became which, and how sure that is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feeds.intake import Claim
from feeds.intake.claims import told_by_sentences
from feeds.intake.evidence import Pair, pairs_of
from feeds.intake.parsed import parse
from feeds.intake.succession import LIKELY, WEIGHTS, successions
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
        assert LIKELY <= claim.confidence < 1
        assert claim.quote == reading_of(text).text[claim.start : claim.end]
        assert (claim.new or "").partition(".")[0] in claim.quote


def test_names_of_two_brands_are_weighed_only_where_a_change_is_told() -> None:
    told = "Pupils talk on murmurs.net, a survey says. {} It asked 900 of them, and some use whisperwall.chat."
    assert pairs_in(told.format("")) == []
    assert len(pairs_in(told.format("The site has a new name."))) == 1


def test_names_side_by_side_and_copies_are_not_weighed() -> None:
    assert pairs_in("Mirrors of the forum: lagoon.to, lagoon.is and lagoon.sx. It has a new name.") == []
    copied = "Police shut down lagoon.to. A copy, lagoon.sx, imitates lagoon.to and has nothing to do with it."
    assert not {each.event for each in reading_of(copied).claims} & {"renamed"}
    assert pairs_in(copied) == []


def test_a_name_has_one_before_it_and_one_after_it_and_none_comes_back() -> None:
    likely = dict.fromkeys(WEIGHTS["whether"], 0.0)
    one_way = dict.fromkeys(WEIGHTS["whither"], 0.0)

    def pair(first: str, second: str, strength: float) -> Pair:
        sided = strength / WEIGHTS["whither"]["told_by_sentences"]
        return Pair(
            first,
            second,
            likely | {"told_by_sentences": strength / WEIGHTS["whether"]["told_by_sentences"]},
            one_way | {"told_by_sentences": sided},
        )

    chain = [pair("a.is", "b.is", 4), pair("b.is", "c.is", 4), pair("c.is", "a.is", 3)]
    assert {(each.old, each.new) for each in successions(chain, [])} == {("a.is", "b.is"), ("b.is", "c.is")}
    assert successions([pair("a.is", "b.is", 2), pair("a.is", "c.is", 2)], []) == []
    assert successions([pair("a.is", "b.is", 4)], [("a.is", "z.is")]) == []


def test_every_sign_has_its_weight_and_every_weight_its_sign() -> None:
    [pair] = pairs_in("Lagoon has a new name: lagoon.is was replaced in May. It is lagoon.to these days.")
    assert {"whether": {*pair.whether}, "whither": {*pair.whither}} == {
        part: {*signs} for part, signs in WEIGHTS.items()
    }


def test_the_order_in_which_a_pair_is_given_does_not_matter() -> None:
    def turned(pairs: list[Pair]) -> Iterator[Pair]:
        for each in pairs:
            whither = {sign: -value for sign, value in each.whither.items()}
            yield replace(each, first=each.second, second=each.first, whither=whither)

    pairs = pairs_in(IN_PIECES)
    one, other = successions(pairs, []), successions(turned(pairs), [])
    assert [(each.old, each.new) for each in one] == [(each.old, each.new) for each in other] != []


def test_a_list_of_a_thousand_names_is_weighed_in_bounded_time() -> None:
    names = " ".join(f"Then lagoon{number}.to had a new name." for number in range(1000))
    assert len(pairs_in(names)) <= 14 * 13 // 2
    assert isinstance(events_of(reading_of(names)), set)
