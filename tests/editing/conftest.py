"""An installation with the starter registry, on which programs work for curators."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from tests.editing.programs import House


@pytest.fixture(scope="module")
def town(starter: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A copy of it for all tests of a module, each of which is about something of its own."""
    with House.at(Path(shutil.copytree(starter.data_dir, tmp_path_factory.mktemp("town") / "data"))) as house:
        yield house


@pytest.fixture
def house(starter: Settings, tmp_path: Path) -> Iterator[House]:
    """A copy of it, which a test may change."""
    with House.at(Path(shutil.copytree(starter.data_dir, tmp_path / "data"))) as house:
        yield house
