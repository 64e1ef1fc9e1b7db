"""The street that every attack happens on."""

from collections.abc import Iterator

import pytest

from tests.fetching.street import Street, open_street


@pytest.fixture
def street() -> Iterator[Street]:
    """A street without anybody on it yet."""
    with open_street() as opened:
        yield opened
