"""Press releases come as PDF files."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from feeds.intake import Reading, Unreadable, read
from feeds.intake.pdf import MOST_PAGES
from tests.intake.pdf_of import pdf_of
from tests.intake.reading_of import TODAY, events_of

RELEASE = """Communiqué de presse
Opération judiciaire contre une plateforme de discussion en ligne
Ce mardi 25 juin, les gendarmes ont procédé à la mise hors ligne du site salon-
exemple.chat et à la saisie de ses serveurs, sur commission rogatoire d’un juge d’ins-
truction. Toute personne qui s’y connecte est désormais dirigée vers une page d’information."""


def reading_of_pdf(data: bytes) -> Reading:
    return read(data, source="release.pdf", today=TODAY)


def refusal_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        reading_of_pdf(data)
    return str(refusal.value)


def test_a_press_release_is_read_with_the_date_of_its_file() -> None:
    reading = reading_of_pdf(pdf_of(RELEASE))
    assert events_of(reading) == {("seized", "salon-exemple.chat", None)}
    assert reading.published == "2024-06-25"
    assert next(claim.date for claim in reading.claims) == "2024-06-25"


def test_words_broken_at_the_end_of_a_line_are_joined_and_names_keep_their_hyphen() -> None:
    text = reading_of_pdf(pdf_of(RELEASE)).text
    assert "salon-exemple.chat" in text
    assert "juge d’instruction" in text


def test_the_author_of_a_file_is_not_read() -> None:
    assert "Somebody Private" not in str(reading_of_pdf(pdf_of(RELEASE)))


def test_the_title_is_the_files_own_or_its_first_line() -> None:
    assert reading_of_pdf(pdf_of(RELEASE, title="Saisie d'un site")).title == "Saisie d'un site"
    assert reading_of_pdf(pdf_of(RELEASE)).title == "Communiqué de presse"


@pytest.mark.parametrize("made", [None, "D:20990101000000Z", "yesterday"])
def test_a_file_without_a_date_that_can_be_is_of_no_date(made: str | None) -> None:
    assert reading_of_pdf(pdf_of(RELEASE, made=made)).published is None


def test_pages_are_bounded() -> None:
    assert f"the limit is {MOST_PAGES}" in refusal_of(pdf_of(*[RELEASE] * (MOST_PAGES + 1)))
    assert reading_of_pdf(pdf_of(RELEASE, "Le service de presse répond à toutes vos questions.")).claims


def test_a_locked_file_says_what_to_do_instead() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf_of(RELEASE)))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    assert "password" in refusal_of(locked.getvalue())


@pytest.mark.parametrize("kept", [9, 40, 200, 600, 900])
def test_a_file_cut_short_is_refused_with_a_sentence(kept: int) -> None:
    assert refusal_of(pdf_of(RELEASE)[:kept]).endswith(".")


def test_a_picture_of_a_text_says_what_to_do_instead() -> None:
    assert "no text" in refusal_of(pdf_of(""))


def test_a_page_that_swells_when_it_is_unpacked_is_refused() -> None:
    assert refusal_of(pdf_of("coco " * 16_000_000)).endswith(".")
