"""`/lists` names the lists of others that are handed on, with their licences, apart from our own."""

from html import unescape
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.app import Door
from api.cli.main import app as vigie
from api.database import Database
from api.jobs import tier
from api.settings import Settings
from tests.api.moments import now

LISTS: Final = {"ut1-dating": "CC-BY-SA-4.0", "a-school": "LicenseRef-asked", "unpublished": "MIT"}


@pytest.fixture
def published(settings: Settings, founded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of an installation that hands two of three lists on."""
    monkeypatch.setenv("VIGIE_DATA_DIR", str(settings.data_dir))
    for number, (source, licence) in enumerate(LISTS.items()):
        file = tmp_path / f"list-{number}.txt"
        file.write_text("\n".join(f"example-{number}-{count}.chat" for count in range(30)), encoding="utf-8")
        words = ["import", str(file), "--format", "domains", "--source", source, "--licence", licence]
        run = CliRunner().invoke(vigie, words)
        assert run.exit_code == 0, run.output
    handed_on = settings.model_copy(update={"publish_lists": ("ut1-dating", "a-school")})
    assert tier.write(founded, handed_on, now()) == 2
    return handed_on


def test_each_file_is_named_with_its_licence_and_whose_names_it_has(published: Settings) -> None:
    with TestClient(Door(published), base_url="http://vigie.test") as client:
        page = unescape(client.get("/lists", params={"lang": "en"}).text)
        section = page.partition('<section id="imported">')[2].partition("</section>")[0]
        assert client.get("/lists/imported-cc-by-sa-4.0.txt").status_code == 200
    assert '<a href="/lists/imported-cc-by-sa-4.0.txt">' in section
    assert '<a rel="license" href="https://spdx.org/licenses/CC-BY-SA-4.0">CC-BY-SA-4.0</a>' in section
    assert "<bdi>ut1-dating</bdi>: 30 names, read on " in section
    assert "Licence: LicenseRef-asked</p>" in section  # its text is nobody's but its giver's
    assert "unpublished" not in page


def test_without_such_lists_nothing_is_said_of_them(reader: TestClient) -> None:
    assert 'id="imported"' not in reader.get("/lists").text
