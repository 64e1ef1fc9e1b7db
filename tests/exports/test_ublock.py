"""`adblock.txt` in uBlock Origin's own engine: each name that is blocked, and all below it, and nothing else."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from feeds.release.exports import adblock_txt
from tests.exports.sample import BLOCKED, LEFT_OUT, drawn

MATCH: Final = Path(__file__).with_name("match_ublock.mjs")
EXTENSION: Final = Path(__file__).parents[2] / "extension"
LISTED: Final = [host for name in BLOCKED for host in (name, f"a.{name}")]
OTHERS: Final = ["example.org", "ado.fr", "notbounty.chat", "bounty.chat.example", *(line.name for line in LEFT_OUT)]


def _rules(file: Path, hosts: Sequence[str], kind: str) -> list[str | None]:
    """The rule by which each request is stopped; None where it is let through."""
    asked = [{"url": f"https://{host}/room?seen=bounty.chat", "type": kind} for host in hosts]
    command = ["node", "--input-type=module", "--eval", MATCH.read_text(encoding="utf-8"), str(file)]
    run = subprocess.run(command, cwd=EXTENSION, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    rules: list[str | None] = json.loads(run.stdout)
    return rules


@pytest.mark.parametrize("kind", ["main_frame", "sub_frame", "script", "websocket"])
def test_ublock_stops_each_listed_name_by_its_own_rule_and_lets_every_other_through(kind: str, tmp_path: Path) -> None:
    file = tmp_path / adblock_txt.FILE
    file.write_bytes(drawn()[adblock_txt.FILE])
    rules = _rules(file, [*LISTED, *OTHERS], kind)
    assert rules[: len(LISTED)] == [f"||{name}^" for name in BLOCKED for _ in range(2)]
    assert rules[len(LISTED) :] == [None] * len(OTHERS)
