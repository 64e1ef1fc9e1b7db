"""Every piece of evidence has its words, in every language of the Desk."""

import json
import string
from pathlib import Path

import pytest

from feeds.watch.verdicts import SIGNS, Evidence, wording
from feeds.watch.verdicts.wording import LANGUAGES, sentence

FOLDER = Path(wording.__file__).with_name("words")


def facts_in(sign: str, language: str) -> set[str]:
    words = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))[sign]
    return {fact for _, fact, _, _ in string.Formatter().parse(words) if fact}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_said_in_a_sentence(sign: str, language: str) -> None:
    said = sentence(Evidence(sign, dict.fromkeys(facts_in(sign, language), "dusk.fr")), language)
    assert len(said) > len("dusk.fr")
    assert not {"{", "}"} & set(said)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_tells_the_same_facts_in_every_language(sign: str) -> None:
    assert len({frozenset(facts_in(sign, language)) for language in LANGUAGES}) == 1


def test_no_words_are_left_over_or_missing() -> None:
    keys = [json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")).keys() for language in LANGUAGES]
    assert all(each == keys[0] for each in keys)
    assert {key for key in keys[0] if "." not in key} == set(SIGNS)


def test_a_fact_that_has_a_name_is_named() -> None:
    assert "Google Analytics UA-1" in sentence(Evidence("same-tracker", {"kind": "google-analytics", "id": "UA-1"}))


def test_what_a_stranger_wrote_is_no_pattern() -> None:
    assert "{old} {0} {x.y}" in sentence(Evidence("new-claims", {"old": "dusk.fr", "quote": "{old} {0} {x.y}"}))
