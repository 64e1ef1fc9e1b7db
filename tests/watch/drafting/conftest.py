"""Worlds with the Watch in them."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from api.database import Database
from tests.watch.watching import Watching, watching


class Told(Protocol):
    """Runs a world of the house by its name, or one that a test writes, with the Watch in it."""

    def __call__(self, world: str, **settings: object) -> Watching: ...


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """The Watch in a world, on SQLite, until the test ends."""
    with ExitStack() as ends:

        def tell(world: str, **settings: object) -> Watching:
            database = Database(f"sqlite:///{tmp_path / 'vigie.db'}")
            ends.callback(database.close)
            database.migrate()
            file = tmp_path / "world.toml"
            if "\n" in world:
                file.write_text(world, encoding="utf-8")
            return ends.enter_context(watching(file if "\n" in world else world, tmp_path, database, **settings))

        yield tell
