"""An installation of its own for each test, on SQLite and on PostgreSQL in turn.

Founding one takes a second or two, so it is done once for each kind of database; a test gets a copy.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import Door
from api.cli import main
from api.database import Database
from api.jobs import founding
from api.settings import Settings
from tests.api.moments import now
from tests.conftest import fresh_postgresql

Run = Callable[..., tuple[int, str, str]]


def _settings(folder: Path, url: str) -> Settings:
    return Settings(data_dir=folder, database_url=SecretStr(url))


def _found(settings: Settings) -> None:
    database = Database(settings.database)
    founding.run(database, settings, now())
    database.close()


@pytest.fixture(scope="session")
def founded_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation, its database in it."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    folder.mkdir()
    _found(_settings(folder, f"sqlite:///{folder / 'vigie.db'}"))
    return folder


@pytest.fixture(scope="session")
def founded_on_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The data folder of an installation, and its database's name on the server."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    folder.mkdir()
    with fresh_postgresql(postgresql, "template_vigie") as url:
        _found(_settings(folder, url))
        yield folder, url.partition("?")[0].rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The settings of a founded installation (release 1 is out), also in the environment for commands."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VIGIE_DATA_DIR", str(folder))
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("founded_on_sqlite"), folder)
        monkeypatch.setenv("VIGIE_DATABASE_URL", f"sqlite:///{folder / 'vigie.db'}")
        yield _settings(folder, f"sqlite:///{folder / 'vigie.db'}")
        return
    original, template = request.getfixturevalue("founded_on_postgresql")
    shutil.copytree(original, folder)
    with fresh_postgresql(request.getfixturevalue("postgresql"), template) as url:
        monkeypatch.setenv("VIGIE_DATABASE_URL", url)
        yield _settings(folder, url)


@pytest.fixture
def founded(settings: Settings) -> Iterator[Database]:
    """The database of the founded installation."""
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A browser's view of the founded installation."""
    with TestClient(Door(settings), base_url="http://vigie.test", follow_redirects=False) as client:
        yield client


@pytest.fixture
def vigie(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in that installation: `vigie("check", "coco.gg")` gives exit code, output, errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["vigie", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        code = end.value.code
        if isinstance(code, str):  # what Python itself does with a sentence
            return 1, said.out, code
        return int(code or 0), said.out, said.err

    return run
