"""Bad input gets one clear sentence, at once."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.intake import Unreadable, read
from tests.intake.reading_of import TODAY, events_of

FRENCH = "Le site coco.gg a été fermé par la justice française, après des années de plaintes déposées."


def refusal_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(data, source="pasted", today=TODAY)
    return str(refusal.value)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\r\n" * 1000])
def test_an_empty_article(data: bytes) -> None:
    assert "empty" in refusal_of(data)


def test_fifty_megabytes_are_refused_at_once() -> None:
    data = b"a" * 50_000_000
    before = time.perf_counter()
    assert "too large" in refusal_of(data)
    assert time.perf_counter() - before < 1


def test_a_book_is_no_article() -> None:
    assert "too long" in refusal_of((FRENCH + "\n").encode() * 10_000)


@pytest.mark.parametrize("data", [bytes(range(256)) * 100, b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04" + b"x" * 100])
def test_binary_data(data: bytes) -> None:
    assert "not an article" in refusal_of(data)


def test_what_only_begins_like_a_pdf_says_what_to_do_instead() -> None:
    assert "paste its text" in refusal_of(b"%PDF-1.7\n" + FRENCH.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Tämä on suomenkielinen artikkeli sivustosta coco.gg, joka suljettiin viime vuonna poliisin toimesta.",
        "法国司法部门关闭了聊天网站。该网站没有年龄验证，也没有审核。许多未成年人受到伤害。",
        "تم إغلاق موقع coco.gg من قبل السلطات الفرنسية بعد سنوات من الشكاوى المتكررة",
    ],
)
def test_a_language_we_do_not_read(text: str) -> None:
    assert "language" in refusal_of(text.encode())


@pytest.mark.parametrize("text", ["coco.gg", "123 456 789 " * 1000, "!!! ??? ...", "coco.gg fermé"])
def test_too_little_text_to_tell_the_language(text: str) -> None:
    assert "too little text" in refusal_of(text.encode())


def test_a_page_that_holds_no_article() -> None:
    assert "no article" in refusal_of(b"<html><head><title>x</title></head><body></body></html>")


def test_deeply_nested_markup_is_read_or_refused() -> None:
    data = b"<html><body>" + b"<div>" * 20_000 + FRENCH.encode() + b"</div>" * 20_000
    assert refusal_of(data).endswith(".")


def test_a_page_of_half_a_million_elements_is_refused() -> None:
    assert "elements" in refusal_of(b"<html><body>" + b"<p>a</p>" * 500_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_the_usual_encodings_are_read_alike(encoding: str) -> None:
    reading = read(FRENCH.encode(encoding), source="pasted", today=TODAY)
    assert events_of(reading) == {("seized", "coco.gg", None)}
    assert "été" in reading.text


@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(
            st.sampled_from(
                ["coco.fr", "coco.gg", "Coco", ".gg", "a été fermé", "est devenu", "par la justice", "le site", "(",
                 ")", ",", ".", "\n", "\ue000", "anciennement", "was seized", "has become", "mardi 25 juin", "é", "«"]
            ),
            max_size=60,
        ).map(" ".join),
    )
)  # fmt: skip
@settings(deadline=None)
def test_any_text_is_unreadable_or_every_quote_matches_its_offsets(text: str) -> None:
    try:
        reading = read(text.encode(), source="pasted", today=TODAY)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
    else:
        assert all(reading.text[claim.start : claim.end] == claim.quote for claim in reading.claims)
        keys = [(claim.event, claim.old, claim.new) for claim in reading.claims]
        assert len(keys) == len(set(keys))


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        read(data, source="pasted", today=TODAY)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")


def test_an_article_of_a_thousand_sites_that_moved_and_closed_tells_each_move() -> None:
    of_one = "The site lagoon{0}x.com became marsh{0}y.com. The site was closed for good. Police shut tide{0}.com. "
    text = "".join(of_one.format(number) for number in range(1000))
    told = events_of(read(text.encode(), source="pasted", today=TODAY))
    assert {("renamed", f"lagoon{each}x.com", f"marsh{each}y.com") for each in range(1000)} <= told


def test_an_article_of_ten_thousand_names_is_read_and_says_nothing_of_them() -> None:
    names = ", ".join(f"exemple{number}.fr" for number in range(10_000))
    reading = read(f"Voici la liste des sites que nous avons vus cette année en France : {names}.".encode(),
                   source="pasted", today=TODAY)  # fmt: skip
    assert events_of(reading) == set()
    assert len(reading.claims) == 10_000


def test_an_article_in_capitals_is_read() -> None:
    assert events_of(read(FRENCH.upper().encode(), source="pasted", today=TODAY)) == {("seized", "coco.gg", None)}
