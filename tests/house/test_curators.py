"""The page for curators says of every Signal what it needs, with an example that names nobody's site."""

import re
from pathlib import Path
from typing import Final

import pytest

from feeds.registry import taxonomy

PAGE: Final = (Path(__file__).parents[2] / "docs" / "curators.md").read_text(encoding="utf-8")
ROWS: Final = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \| “([^|]+)” \|$", PAGE, re.MULTILINE)


def test_every_signal_has_an_example_in_the_order_of_the_taxonomy() -> None:
    assert [signal for signal, _, _ in ROWS] == list(taxonomy.signals())


@pytest.mark.parametrize(("signal", "needs", "example"), ROWS)
def test_an_example_is_a_sentence_about_a_site_that_there_is_not(signal: str, needs: str, example: str) -> None:
    assert len(needs.split()) > 4
    assert len(example.split()) > 6
    assert example.endswith(".")
    assert not re.search(r"[\w-]+\.[a-z]{2,}", example), "an address"
