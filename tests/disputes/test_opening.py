"""Opening a Dispute: about what is listed and in words that every page can show."""

import pytest
from pydantic import ValidationError
from sqlmodel import col, select

from api.database import Database
from feeds.review.disputes import opening, proving, reading
from feeds.review.disputes.asking import Asked
from feeds.review.disputes.opening import NotListed
from feeds.review.disputes.reading import NoSuchDispute
from feeds.review.tables import JournalEntry
from tests.conftest import NOON
from tests.disputes.disputing import ON_BOTH, REPLY, journal_of, opened


@ON_BOTH
def test_a_dispute_is_about_the_listed_name_that_covers_an_address(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session, REPLY | {"name": "https://www.Coco.GG/room?id=7"})
        assert (dispute.name, dispute.site_slug, dispute.state) == ("coco.gg", "coco", "open")
        assert journal_of(session, dispute) == [("the opener", "open")]


def test_only_its_secret_finds_it_and_the_secret_is_not_kept(coco: Database) -> None:
    with coco.write() as session:
        new = opening.open_dispute(session, Asked.model_validate(REPLY), NOON)
        assert reading.by_secret(session, new.secret) == new.dispute
        assert new.secret not in repr(new.dispute)
        for wrong in ("", new.secret[:-1], new.dispute.secret):
            with pytest.raises(NoSuchDispute):
                reading.by_secret(session, wrong)


def test_what_was_to_be_published_before_it_was_opened_is_its_proof(coco: Database) -> None:
    secret = opening.new_secret()
    with coco.write() as session:
        asked = Asked.model_validate(REPLY)
        assert opening.opened_with(session, secret) is None
        new = opening.open_dispute(session, asked, NOON, secret=secret)
        assert proving.place_of(new.dispute) == proving.place_at("coco.gg", opening.code_of(secret))
        assert opening.opened_with(session, secret) == new.dispute
        assert secret not in proving.place_of(new.dispute).text


def test_the_journal_has_digests_of_what_was_written_and_nothing_of_it(coco: Database) -> None:
    with coco.write() as session:
        opened(session)
        entry = session.exec(select(JournalEntry).order_by(col(JournalEntry.sequence).desc())).first()
        assert entry is not None
        assert entry.body.keys() == {"name", "site", "asks", "words_sha256", "address_sha256"}
        assert "May" not in str(entry.body)
        assert "press" not in str(entry.body)


def test_what_is_not_listed_cannot_be_disputed(coco: Database) -> None:
    with coco.write() as session, pytest.raises(NotListed, match=r"notcoco\.gg is not on the list"):
        opened(session, REPLY | {"name": "notcoco.gg"})


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "a phrase of words", "not a host name"),
        ("name", "x" * 5000, "4096"),
        ("asks", "money", "correction"),
        ("words", "", "at least 1"),
        ("words", " \n ", "at least 1"),
        ("words", "x" * 1001, "at most 1000"),
        ("words", "a\x00b", "U+0000"),
        ("words", "safe \u202eetis", "U+202E"),
        ("words", "a\u2066b", "U+2066"),
        ("words", "\ud800", "valid string"),
        ("language", "french", "[a-z]"),
        ("address", "not an address", "match pattern"),
        ("address", "a@b\ncc: everybody@example.org", "match pattern"),
        ("address", "a\x00@b.org", "match pattern"),
        ("address", f"{'a' * 250}@b.org", "at most 254"),
        ("admin", "1", "Extra inputs"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_field(field: str, value: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Asked.model_validate(REPLY | {field: value})
    (error,) = refusal.value.errors()
    assert error["loc"] == (field,)
    assert said in error["msg"]


def test_markup_and_line_ends_stay_as_text_and_count_as_a_browser_counts_them() -> None:
    asked = Asked.model_validate(REPLY | {"words": "<b>1</b>\r\n2\r3", "address": ""})
    assert (asked.words, asked.address) == ("<b>1</b>\n2\n3", None)
    assert len(Asked.model_validate(REPLY | {"words": "a" + "\r\n" * 998 + "b"}).words) == 1000
