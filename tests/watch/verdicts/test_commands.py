"""`vigie probe` and `vigie compare`, run in the small internet as a person runs them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app
from feeds.watch.observing import from_json
from feeds.watch.verdicts import SIGNS
from tests.internet.reading import WORLDS, read
from tests.internet.running import Internet, running


@pytest.fixture(scope="module")
def internet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Internet]:
    with running(read(WORLDS / "rename-announced.toml"), tmp_path_factory.mktemp("internet")) as internet:
        internet.on(25)
        yield internet


@pytest.fixture
def vigie(internet: Internet, tmp_path: Path) -> "Vigie":
    return Vigie({**internet.environment, "VIGIE_DATA_DIR": str(tmp_path / "no-installation")})


class Vigie:
    """The command line, with the settings of the world."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, env=self.environment)


def test_probe_prints_what_is_at_a_name(vigie: Vigie) -> None:
    printed = vigie("probe", "https://bavardo.net/")
    assert printed.exit_code == 0
    assert "200  https://bavardo.net/" in printed.stdout
    assert "says it moved bavardo.live" in printed.stdout


def test_probe_prints_the_observation_as_it_is_stored(vigie: Vigie) -> None:
    assert from_json(json.loads(vigie("probe", "bavardo.live", "--json").stdout)).name == "bavardo.live"


def test_compare_prints_the_verdict_and_its_evidence_for_and_against(vigie: Vigie) -> None:
    lines = vigie("compare", "bavardo.net", "bavardo.live").stdout.splitlines()
    assert lines[0].startswith("bavardo.net -> bavardo.live: renamed (")
    assert lines.index("  for:") < lines.index("  against:")
    assert "    against  bavardo.net still shows the site itself." in lines


def test_compare_keeps_to_the_contract(vigie: Vigie) -> None:
    document = json.loads(vigie("compare", "bavardo.net", "bavardo.live", "--json").stdout)
    assert document["verdict"] == "renamed"
    assert 0 <= document["score"] <= 1
    assert {each["sign"] for each in document["evidence"]} <= set(SIGNS)
    assert all(each["sentence"] for each in document["evidence"])


def test_a_name_that_is_none_is_refused_with_its_own_exit_code(vigie: Vigie) -> None:
    for arguments in (["probe", "127.0.0.1"], ["compare", "bavardo.net", "co.uk"], ["compare", "localhost", "a.fr"]):
        refused = vigie(*arguments)
        assert refused.exit_code == 2
        assert refused.stdout == ""
        assert refused.stderr.startswith("vigie: ")


def test_a_name_that_does_not_exist_is_unreachable(vigie: Vigie) -> None:
    assert json.loads(vigie("compare", "bavardo.net", "nobody.fr", "--json").stdout)["verdict"] == "unreachable"
