"""An installation from before there were roles: who may do what after the upgrade."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from api.database import MIGRATIONS, Database
from tests.conftest import fresh_postgresql

BEFORE = "0008"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database as it was, with two parts of Vigie, two curators, and one of them signed in."""
    if request.param == "sqlite":
        yield _filled(f"sqlite:///{tmp_path / 'old.db'}")
        return
    with fresh_postgresql(request.getfixturevalue("postgresql"), "template1") as url:
        yield _filled(url)


def _filled(url: str) -> str:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        for handle, kind in (("starter", "machine"), ("ada", "person"), ("watch", "machine"), ("grace", "person")):
            connection.execute(text(f"INSERT INTO person (handle, kind) VALUES ('{handle}', '{kind}')"))
        at = "'2026-11-21 12:00:00'"
        connection.execute(
            text(f"INSERT INTO desk_session (digest, person_id, expires_at) VALUES ('{'a' * 64}', 2, {at})")
        )
    engine.dispose()
    return url


def test_curators_become_reviewers_the_first_an_admin_and_everybody_signs_in_anew(old: str) -> None:
    database = Database(old)
    database.migrate()
    with database.read() as session:
        assert session.execute(text("SELECT handle, role FROM person ORDER BY id")).all() == [
            ("starter", "editor"),
            ("ada", "admin"),
            ("watch", "editor"),
            ("grace", "reviewer"),
        ]
        assert session.execute(text("SELECT count(*) FROM desk_session")).scalar_one() == 0
    database.close()
