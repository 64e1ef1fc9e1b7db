"""The files that native speakers mend: all alike, and a slip in one is a clear error."""

import tomllib

import pytest

from feeds.intake.language import LANGUAGES
from feeds.intake.lexicon import FOLDER, compile_lexicon, lexicon


def sections(language: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_lexicon_that_compiles(language: str) -> None:
    words = lexicon(language)
    assert sorted(words.months.values())[0] == 1
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))
    assert all(len(ending) == 2 for ending in words.countries.values())


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
        for wording, pattern in lexicon(language).wordings[rule]:
            assert {"old", "new"} <= pattern.groupindex.keys(), wording
