"""`adblock.txt`, read by the two programs that ad blockers are made of: AdGuard's parser, and Brave's engine."""

import json
import subprocess
from pathlib import Path
from typing import Any

import adblock
import pytest

from feeds.release.exports import adblock_txt
from tests.exports.sample import BLOCKED, HOMEPAGE, LEFT_OUT, drawn

PARSER = Path(__file__).with_name("parse_adblock.mjs")
EXTENSION = Path(__file__).parents[2] / "extension"


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What AdGuard's parser understood of each line."""
    file = tmp_path_factory.mktemp("adblock") / adblock_txt.FILE
    file.write_bytes(drawn()[adblock_txt.FILE])
    command = ["node", "--input-type=module", "--eval", PARSER.read_text(encoding="utf-8"), str(file)]
    parsed = subprocess.run(command, cwd=EXTENSION, capture_output=True, text=True, check=False)
    assert parsed.returncode == 0, parsed.stderr
    understood: list[dict[str, Any]] = json.loads(parsed.stdout)
    return understood


@pytest.fixture(scope="module")
def engine() -> adblock.Engine:
    """Brave's engine with the list in it."""
    rules = adblock.FilterSet()
    rules.add_filter_list(drawn()[adblock_txt.FILE].decode())
    return adblock.Engine(rules)


def _blocks(engine: adblock.Engine, url: str, kind: str = "document") -> bool:
    return engine.check_network_urls(url, "https://elsewhere.example/", kind).matched


def test_adguard_reads_a_rule_for_each_name_and_comments_and_nothing_else(lines: list[dict[str, Any]]) -> None:
    rules = [line for line in lines if line["category"] == "Network"]
    assert [rule["pattern"] for rule in rules] == [f"||{name}^" for name in BLOCKED]
    assert not [rule for rule in rules if rule["exception"] or rule["modifiers"]]
    assert {line["category"] for line in lines} == {"Network", "Comment", "Empty"}


def test_adguard_knows_title_version_age_licence_and_homepage(lines: list[dict[str, Any]]) -> None:
    told = {line["header"]: line["value"] for line in lines if line["type"] == "MetadataCommentRule"}
    assert told == {
        "Title": "Vigie: chat sites that put minors at risk",
        "Version": "7",
        "Expires": "6 hours",
        "Licence": "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
        "Homepage": HOMEPAGE,
    }


@pytest.mark.parametrize("kind", ["document", "sub_frame", "script", "websocket"])
def test_a_listed_name_and_all_below_it_are_blocked(engine: adblock.Engine, kind: str) -> None:
    hosts = [host for name in BLOCKED for host in (name, f"a.{name}")]
    assert [host for host in hosts if not _blocks(engine, f"https://{host}/room?x=1", kind)] == []


def test_every_other_name_is_left_alone(engine: adblock.Engine) -> None:
    hosts = ["example.org", "ado.fr", "notbounty.chat", "bounty.chat.example", *(line.name for line in LEFT_OUT)]
    assert [host for host in hosts if _blocks(engine, f"https://{host}/bounty.chat")] == []
