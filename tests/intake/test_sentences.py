"""Where a sentence ends, and where a full stop ends none."""

import pytest

from feeds.intake.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "The site moved to St. Martin in May.",
        "Der Betreiber, Dr. Lagune, schloss die Seite am 19. Januar.",
        "Art. 8 der Satzung nennt lagune.to.",
    ],
)
def test_an_abbreviation_before_a_name_ends_no_sentence(text: str) -> None:
    assert sentences(f"{text} Then it closed.", 0, []) == [
        (0, len(text)),
        (len(text), len(text) + len(" Then it closed.")),
    ]
