"""One table of what people paste: the page's scripts, and the service where no script runs, give its answers."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from api import lists
from api.cli.main import app as vigie
from api.public import checking
from api.public.directory import Directory
from api.reading.published import Out
from api.settings import Settings
from feeds.release import names_file
from feeds.release.exports import changes_atom
from feeds.release.folder import FeedFolder, target_path

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
LISTED: Final = ("listed", "shut")
REMOVED: Final = "Added: new.example.org.\nRemoved: gone.example.org, other.example.org.\nNames in this release: 27."
TABLE: Final[list[dict[str, Any]]] = [
    *json.loads((HERE / "addresses.json").read_text(encoding="utf-8")),
    {"typed": "a" * 10_000, "verdict": "no_long"},
    {"typed": "é" * 4097, "verdict": "no_long"},
    {"typed": f"{'a' * 64}.gg", "verdict": "no_invalid"},
    {"typed": f"{'a.' * 126}gg", "verdict": "no_invalid"},
    {"typed": f"https://coco.gg/{'x' * 3000}", "verdict": "shut", "host": "coco.gg", "names": ["coco.gg"]},
]


@pytest.fixture(scope="module")
def changes(starter: Settings) -> bytes:
    """The `changes.atom` of a Release after the first, which took two names off."""
    written = lists.published(FeedFolder(starter.feed_dir), changes_atom.FILE).decode()
    first = written[written.index("<entry>") : written.index("</entry>") + len("</entry>")]
    content = first[first.index('<content type="text">') :]
    second = first.replace(content, f'<content type="text">{REMOVED}</content>\n</entry>')
    return written.replace(first, f"{second}\n{first}").encode()


def test_the_service_answers_as_the_table_says(starter: Settings, changes: bytes) -> None:
    published = Out(starter.feed_dir).now()
    assert published is not None
    directory = Directory(published, changes)
    found = [checking.found(row["typed"], directory) for row in TABLE]
    told = [{"verdict": one["verdict"], "host": one["host"], "names": list(one["names"])} for one in found]
    assert [_in_short(row["typed"], one) for row, one in zip(TABLE, told, strict=True)] == _expected()


def test_the_pages_scripts_answer_as_the_table_says(starter: Settings, changes: bytes, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "api" / "static" / "check", tmp_path / "check")
    shutil.copytree(ROOT / "extension" / "src", tmp_path / "src")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    asked = {
        "modules": str(tmp_path),
        "listed": _listed(starter),
        "changes": changes.decode(),
        "typed": [row["typed"] for row in TABLE],
    }
    run = subprocess.run(
        ["node", HERE / "answer_all.mjs"], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert [_in_short(row["typed"], one) for row, one in zip(TABLE, told, strict=True)] == _expected()


def test_the_command_takes_the_same_names_for_listed(starter: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row for row in TABLE if "host" in row]
    monkeypatch.setenv("VIGIE_DATA_DIR", str(starter.data_dir))
    run = CliRunner().invoke(vigie, ["check", "--json", *(row["host"] for row in rows)])
    told = [(one["name"], one.get("listed_name")) for one in json.loads(run.stdout)]
    assert told == [(row["host"], row["names"][0] if row["verdict"] in LISTED else None) for row in rows]


def _expected() -> list[dict[str, Any]]:
    return [_in_short(row["typed"], row) for row in TABLE]


def _in_short(typed: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "typed": typed[:60],
        "verdict": one["verdict"],
        "host": one.get("host", ""),
        "names": one.get("names", []),
    }


def _listed(settings: Settings) -> list[dict[str, str]]:
    """The rows of the signed `names` file that is out."""
    folder = FeedFolder(settings.feed_dir)
    out = folder.out()
    assert out is not None
    data = folder.read(target_path("names", out.targets.targets["names"].hashes["sha256"]))
    return [{"name": one.name, "status": one.status} for one in names_file.listed(names_file.read_rows(data))]
