"""A page that would hold the machine up costs its own reading, and nothing else."""

from collections.abc import Iterator
from datetime import date

import pytest

from api.reader import Reader
from feeds.intake import Unreadable

TODAY = date(2026, 11, 21)
ARTICLE = b"Le site coco.fr est devenu coco.gg en 2022, selon le journal."
FLOOD = (
    b"<html><body><div " + b" ".join(b"a%d=1" % n for n in range(120_000)) + b"><p>Some text.</p></div></body></html>"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=10) as reader:
        yield reader


def test_an_article_is_read(reader: Reader) -> None:
    (claim,) = reader.read(ARTICLE, source="-", today=TODAY).claims
    assert (claim.event, claim.old, claim.new) == ("renamed", "coco.fr", "coco.gg")


def test_what_is_no_article_is_refused_with_its_sentence(reader: Reader) -> None:
    with pytest.raises(Unreadable, match="empty"):
        reader.read(b"", source="-", today=TODAY)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(reader: Reader) -> None:
    with pytest.raises(Unreadable, match="more than 10 seconds"):
        reader.read(FLOOD, source="https://example.org/", today=TODAY)
    assert reader.read(ARTICLE, source="-", today=TODAY).claims
