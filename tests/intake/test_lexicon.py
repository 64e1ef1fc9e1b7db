"""The files that native speakers mend: all alike, and a slip in one is a clear error."""

import tomllib

import pytest

from feeds.intake.language import LANGUAGES
from feeds.intake.lexicon import FOLDER, compile_lexicon, lexicon
from feeds.intake.mention import folded


def sections(language: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_lexicon_that_compiles(language: str) -> None:
    words = lexicon(language)
    assert sorted(words.months.values())[0] == 1
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))
    assert all(stem.endswith("*") for stem in words.stems)


def test_there_is_no_lexicon_for_a_language_we_do_not_detect() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == sorted(LANGUAGES)


def test_a_misspelt_key_is_named() -> None:
    spoilt = sections("fr")
    spoilt["closed"]["hapened"] = spoilt["closed"].pop("happened")
    with pytest.raises(ValueError, match=r"closed\.hapened"):
        compile_lexicon("fr", spoilt)


@pytest.mark.parametrize("wording", ["{site} [fermé", "", "{site fermé", "fermé]"])
def test_a_wording_that_cannot_be_read_is_named(wording: str) -> None:
    spoilt = sections("fr")
    spoilt["closed"]["happened"] = [wording]
    with pytest.raises(ValueError, match="wording"):
        compile_lexicon("fr", spoilt)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rename_wording_names_its_ends(language: str) -> None:
    for rule in ("renamed.happened", "renamed.stated", "renamed.same_brand"):
        for wording in lexicon(language).wordings[rule]:
            assert wording.pattern.groupindex.keys() & {"old", "chain"}, wording.written
            assert wording.pattern.groupindex.keys() & {"new", "chain"}, wording.written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_compiles_and_can_match(language: str) -> None:
    for wordings in lexicon(language).wordings.values():
        for wording in wordings:
            assert wording.pattern.search("") is None
            assert all(wording.needs), wording.written


def test_a_wording_that_calls_a_list_that_is_not_there_is_named() -> None:
    spoilt = sections("fr")
    spoilt["closed"]["happened"] = ["{site} [@vanished]"]
    with pytest.raises(ValueError, match="vanished"):
        compile_lexicon("fr", spoilt)


def test_a_country_with_something_else_than_an_ending_is_named() -> None:
    spoilt = sections("fr")
    spoilt["countries"]["Atlantide"] = "the sea"
    with pytest.raises(ValueError, match="Atlantide"):
        compile_lexicon("fr", spoilt)


@pytest.mark.parametrize(
    ("language", "words", "ending"),
    [("fr", "îles Cocos", "cc"), ("en", "Sint Maarten", "sx"), ("it", "Svezia", "se"), ("es", "Perú", "pe"),
     ("de", "Kokosinseln", "cc"), ("fr", "islandaise", "is"), ("en", "Costa Rican", "cr"), ("en", "Guernsey", "gg")],
)  # fmt: skip
def test_a_country_and_what_is_its_own_have_their_ending(language: str, words: str, ending: str) -> None:
    plain = folded(words)
    [(start, end, found, _)] = lexicon(language).countries.find(plain, 0, len(plain))
    assert (plain[start:end], found) == (plain, ending)


@pytest.mark.parametrize(("language", "words"), [("fr", "France"), ("de", "Deutschland"), ("it", "Italia")])
def test_the_home_of_a_language_is_a_place(language: str, words: str) -> None:
    assert list(lexicon(language).countries.find(folded(words), 0, len(words))) == []
