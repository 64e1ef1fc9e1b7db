"""What `read` promises, on whole articles in each language."""

import hashlib
import json

import pytest

from tests.intake.reading_of import ARTICLES, events_of, names_of, reading_of, reading_of_file

MOVED = ("renamed", "coco.fr", "coco.gg")
SEIZED = ("seized", "coco.gg", None)


@pytest.mark.parametrize("language", ["fr", "en", "it", "es", "de"])
def test_an_article_tells_the_rename_and_the_seizure_and_nothing_else(language: str) -> None:
    reading = reading_of_file(f"{language}-coco.txt")
    assert reading.language == language
    assert sorted((claim.event, claim.old, claim.new) for claim in reading.claims) == [MOVED, SEIZED]


@pytest.mark.parametrize("language", ["fr", "en", "es", "de"])
def test_a_weekday_with_its_day_fixes_the_year_and_why_says_so(language: str) -> None:
    seizure = next(claim for claim in reading_of_file(f"{language}-coco.txt").claims if claim.event == "seized")
    assert seizure.date == "2024-06-25"
    assert any("weekday" in reason for reason in seizure.why)


def test_a_weekday_alone_is_no_date() -> None:
    seizure = next(claim for claim in reading_of_file("it-coco.txt").claims if claim.event == "seized")
    assert seizure.date is None


@pytest.mark.parametrize("article", sorted(file.name for file in ARTICLES.iterdir()))
def test_every_quote_is_what_stands_at_its_offsets(article: str) -> None:
    reading = reading_of_file(article)
    assert reading.claims
    for claim in reading.claims:
        assert claim.quote
        assert reading.text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("article", sorted(file.name for file in ARTICLES.iterdir()))
def test_every_claim_says_why_and_how_surely(article: str) -> None:
    for claim in reading_of_file(article).claims:
        assert 0 < claim.confidence < 1
        assert claim.why
        assert all(claim.why)


def test_the_offsets_of_a_text_file_hold_in_the_file_itself() -> None:
    text = "https://journal.fr/x\n# source date: 2024-06\n\nLe site coco.gg a été fermé par la justice, dit-on.\n"
    [claim] = reading_of(text).claims
    assert text[claim.start : claim.end] == claim.quote


def test_the_same_article_twice_on_a_page_gives_one_event_each() -> None:
    once = (ARTICLES / "fr-coco.txt").read_text(encoding="utf-8")
    assert events_of(reading_of(once)) == events_of(reading_of(f"{once}\n\n{once}"))
    assert len(reading_of(f"{once}\n\n{once}").claims) == 2


def test_the_json_is_the_object_of_the_contract() -> None:
    reading = reading_of_file("fr-coco.txt")
    printed = json.loads(json.dumps(reading.as_json()))
    assert printed.keys() >= {"source", "language", "published", "events"}
    assert printed["source"] == "fr-coco.txt"
    keys = {"event", "old", "new", "date", "quote", "start", "end", "confidence", "why"}
    assert all(event.keys() == keys for event in printed["events"])
    assert {event["event"] for event in printed["events"]} == {"renamed", "seized"}


def test_the_digest_is_of_the_bytes_that_were_read() -> None:
    data = (ARTICLES / "fr-coco.txt").read_bytes()
    assert reading_of_file("fr-coco.txt").digest == hashlib.sha256(data).hexdigest()


def test_the_same_bytes_give_the_same_reading() -> None:
    assert reading_of_file("fr-coco.txt") == reading_of_file("fr-coco.txt")


def test_a_header_tells_the_address_and_the_date_and_is_no_claim() -> None:
    text = (
        "https://www.journal.fr/coco-gg-ferme.html\n# copied by hand; source date: 2024-06\n\n"
        "Le site coco.gg a été fermé le 25 juin par la justice, rapporte journal.fr dans son édition du soir.\n"
    )
    reading = reading_of(text)
    assert (reading.publisher, reading.published) == ("journal.fr", "2024-06")
    assert names_of(reading) == {"coco.gg"}
    assert reading.claims[0].date == "2024-06-25"


def test_a_site_with_nothing_said_of_it_is_a_mention() -> None:
    reading = reading_of("Un suspect dit avoir rencontré la victime sur coco.gg, où personne ne demande l’âge.")
    assert [(claim.event, claim.old, claim.quote) for claim in reading.claims] == [("mention", "coco.gg", "coco.gg")]


def test_a_host_that_the_text_names_is_kept_and_www_is_not() -> None:
    reading = reading_of("Il discutait sur www.coco.gg et sur chat.exemple-salon.com, sans contrôle d’âge.")
    assert names_of(reading) == {"coco.gg", "chat.exemple-salon.com"}
