"""No row is good that the gate would refuse, or that would stop more than it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.intake.lists.entry import Entry
from feeds.intake.lists.judging import Judge
from feeds.intake.lists.verdicts import RowVerdict
from feeds.review import never_list
from feeds.review.never_list import MustNotList, NeedsReasonToList
from tests.intake.lists.reading_of import refusal, rows

LABELS = st.sampled_from(["fr", "3018", "www", "chat", "allo119", "gouv", "com", "google", "coco"])
NAMES = st.lists(LABELS, min_size=2, max_size=4).map(".".join)


@pytest.mark.parametrize(
    ("poison", "verdict"),
    [
        ("com", "not_a_name"),
        ("co.uk", "not_a_name"),
        ("gouv.fr", "not_a_name"),
        ("github.io", "not_a_name"),
        ("*", "not_a_name"),
        ("*.com", "not_a_name"),
        ("127.0.0.1", "not_a_name"),
        ("0x7f.1", "not_a_name"),
        ("[::1]", "not_a_name"),
        ("localhost", "not_a_name"),
        ("coco", "not_a_name"),
        ("coco.zone/room/7", "not_a_name"),
        ("https://coco.zone/?room=7", "not_a_name"),
        ("coco.zone chat.band", "not_a_name"),
        ("x" * 64 + ".com", "not_a_name"),
        ("caf\ufffd.fr", "not_a_name"),
        ("3018.fr", "protected"),
        ("WWW.3018.FR.", "protected"),
        ("tchat.3018.fr", "protected"),
        ("allo119.gouv.fr", "protected"),
        ("google.com", "popular"),
        ("www.google.com", "popular"),
        ("mail.google.com", "popular"),
    ],
)
def test_a_poisoned_row_is_refused_and_says_why(poison: str, verdict: str) -> None:
    (row,) = rows(poison.encode())
    assert (row.verdict, bool(row.reason)) == (verdict, True)
    assert row.written == poison.removeprefix("*").removeprefix(".")


@given(names=st.lists(NAMES, min_size=1, max_size=5), protected=st.lists(NAMES, max_size=4))
def test_a_row_is_good_exactly_when_the_gate_lets_its_name_through(names: list[str], protected: list[str]) -> None:
    judge = Judge(protected)
    for name in names:
        row = judge.judge(Entry(1, name))
        if row.hostname is None:
            continue
        try:
            never_list.check(row.hostname, protected, despite=None)
            expected = RowVerdict.GOOD
        except MustNotList:
            expected = RowVerdict.PROTECTED
        except NeedsReasonToList:
            expected = RowVerdict.POPULAR
        assert row.verdict is expected


def test_www_before_a_name_is_no_name_of_its_own() -> None:
    assert [row.hostname for row in rows(b"www.coco.zone\nwww.chat.coco.zone\nwww.gouv.fr")] == [
        "coco.zone",
        "chat.coco.zone",
        "www.gouv.fr",
    ]


def test_letters_of_other_alphabets_become_a_labels() -> None:
    assert [row.hostname for row in rows("café-rencontre.fr".encode())] == ["xn--caf-rencontre-dhb.fr"]


def test_the_reason_names_the_row_and_is_short() -> None:
    assert "coco.zone/room" in refusal(b"coco.zone/room")
    assert len(refusal(b"a" * 5000)) <= 300
