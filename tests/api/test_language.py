"""Which language a reader gets, and that nothing is missing in it."""

import string

import pytest

from api.language import LANGUAGES, choose, texts
from api.written_dates import in_words


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, None, "en"),
        (None, "fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        (None, "en;q=0.5, fr", "fr"),
        (None, "de, es;q=0.5", "en"),
        (None, "de, fr;q=0.1", "fr"),
        (None, "fr;q=x, en", "en"),
        ("fr", "en", "fr"),
        ("xx", "fr", "fr"),
    ],
)
def test_the_language_asked_for_then_accepted_then_english(asked: str, accepted: str, language: str) -> None:
    assert choose(asked, accepted) == language


def test_every_text_exists_in_every_language_with_the_same_blanks() -> None:
    blanks = [
        {key: {name for _, name, _, _ in string.Formatter().parse(text) if name} for key, text in texts(code).items()}
        for code in LANGUAGES
    ]
    assert all(other == blanks[0] for other in blanks)


@pytest.mark.parametrize(
    ("date", "language", "written"),
    [
        ("2024-06-25", "en", "25 June 2024"),
        ("2024-06-25", "fr", "25 juin 2024"),
        ("2024-08-01", "fr", "1er août 2024"),
        ("2024-06", "fr", "juin 2024"),
        ("2024", "en", "2024"),
        ("2026-11-21T18:00:00Z", "en", "21 November 2026"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(date: str, language: str, written: str) -> None:
    assert in_words(date, language) == written
