"""Small worlds for the tests of the small internet itself."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.internet.reading import read
from tests.internet.running import Internet, running

BEGINNING = """
title = "A world for a test"
kind = "honest rename"
set = "calibration"
story = "Written for one test, and told nowhere else."

[site.chat]
template = "chat"
brand = "Chat"
title = "The chat"
icon = "chat"

[site.blog]
template = "blog"
brand = "Blog"
title = "The blog"

[[expect]]
day = 9
old = "old.net"
new = "new.net"
verdict = "renamed"

[[happens]]
day = 1
name = "old.net"
host = "ovh"
shows = "chat"
"""
"""Two sites, and a name that shows one of them from day 1 on; a test writes the rest."""


class Told(Protocol):
    """Runs a world that goes on as a test writes it, until the test ends."""

    def __call__(self, rest: str = "") -> Internet: ...


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """A world for one test."""
    with ExitStack() as ends:

        def tell(rest: str = "") -> Internet:
            path = tmp_path / "world.toml"
            path.write_text(BEGINNING + rest, encoding="utf-8")
            return ends.enter_context(running(read(path), tmp_path))

        yield tell
