"""An installation with the starter registry, and programs that work on a copy of it for curators."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.database import Database
from api.jobs import founding
from api.settings import Settings
from tests.api.moments import now
from tests.editing.programs import House


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation as `vigie init` leaves it, which no test changes."""
    folder = tmp_path_factory.mktemp("starter") / "data"
    folder.mkdir()
    settings = Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'vigie.db'}"))
    database = Database(settings.database)
    founding.run(database, settings, now())
    database.close()
    return folder


@pytest.fixture
def house(starter: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it, which a test may change."""
    folder = Path(shutil.copytree(starter, tmp_path / "data"))
    with House.at(folder) as house:
        yield house
