"""A curator reads a change in words, never in the names that the database uses."""

import pytest

from api.language import LANGUAGES, texts
from feeds.registry.words import EventKind, LinkKind, Status


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [*Status, *LinkKind, *EventKind])
def test_every_status_and_kind_has_a_word(language: str, value: str) -> None:
    assert f"word_{value}" in texts(language)
