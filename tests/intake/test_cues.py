"""Words that tell little alone: which of them a text has, and where they stand around its names."""

import pytest

from feeds.intake.around import Around
from feeds.intake.cues import YEAR, cues_of
from feeds.intake.language import LANGUAGES
from feeds.intake.lexicon import CUES, lexicon
from feeds.intake.mention import folded
from feeds.intake.parsed import parse
from tests.intake.reading_of import TODAY


def cues_in(text: str, section: dict[str, list[str]]) -> list[tuple[str, str]]:
    words = folded(text).split()
    cues = cues_of(section)
    return [(words[place], cue) for place in range(len(words)) for cue in cues.at(words, place)]


def around(text: str) -> Around:
    text = f"{text} This is the news of the forum that everybody in the city had been waiting for since last week."
    parsed = parse(text.encode(), source="text", today=TODAY)
    return Around(text, parsed.article.body, parsed.mentions, parsed.sentences, parsed.words.cues)


def test_a_cue_is_a_word_a_beginning_of_words_or_several_words_whatever_their_accents() -> None:
    section = {"moving": ["déménag*", "a filé"], "now": ["désormais"]}
    assert cues_in("il a demenage desormais", section) == [("demenage", "moving"), ("desormais", "now")]
    assert cues_in("il a filé", section) == [("a", "moving")]
    assert cues_in("il a", section) == cues_in("file", section) == []


def test_a_year_is_a_cue_in_every_language() -> None:
    assert cues_in("2019 1066 20190 2101", {}) == [("2019", YEAR)]


@pytest.mark.parametrize("entry", ["", "…", "mo*", "left ab*"])
def test_an_entry_without_a_word_or_with_too_short_a_beginning_is_named(entry: str) -> None:
    with pytest.raises(ValueError, match=r"cues\.moving"):
        cues_of({"moving": [entry]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_cue(language: str) -> None:
    cues = lexicon(language).cues
    words = [phrase for phrases in cues.words.values() for phrase in phrases]
    assert {cue for _, cue in words} == set(CUES)


def test_a_cue_counts_less_the_farther_it_stands_and_less_past_another_name() -> None:
    near = around("It moved to lagoon.sx.").beside("lagoon.sx")["moving_before"]
    far = around("It moved last summer, quietly and by night, to lagoon.sx.").beside("lagoon.sx")["moving_before"]
    past = around("It moved from lagoon.is to lagoon.sx.").beside("lagoon.sx")["moving_before"]
    assert 1 > near > far > past > 0


def test_only_the_sentence_of_a_name_counts_around_it_and_the_whole_text_for_all() -> None:
    text = around("The team has moved. Its address is lagoon.sx.")
    assert "moving_before" not in text.beside("lagoon.sx")
    assert text.told["moving"] == 1


def test_what_stands_between_two_names_has_the_side_of_the_one_that_comes_first() -> None:
    text = around("The forum left lagoon.is behind and moved to lagoon.sx.")
    ahead, side = text.between("lagoon.is", "lagoon.sx")
    behind, other_side = text.between("lagoon.sx", "lagoon.is")
    assert ahead == behind
    assert ahead["moving_between"] == 1
    assert (side, other_side) == (1, -1)


def test_names_far_apart_have_nothing_between_them() -> None:
    filler = " ".join(["word"] * 60)
    assert around(f"The forum left lagoon.is, {filler}, for lagoon.sx.").between("lagoon.is", "lagoon.sx")[0] == {}
