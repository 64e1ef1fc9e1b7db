"""What a person can run, set, ask for or follow is written down, and what is written down is there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from api.app import pages
from api.cli.main import app as vigie
from api.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
FOLDERS = ("", "api/**/", "docs/**/", "extension/", "extension/[!n]*/**/", "feeds/**/", "tests/**/")  # no node_modules
PAGES = sorted(page for folder in FOLDERS for page in ROOT.glob(f"{folder}*.md"))
MANUAL = [path for path in PAGES if path.parent in (ROOT, ROOT / "docs")]

_FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ENDPOINT = re.compile(r"`(GET|POST|PUT|DELETE|OPTIONS) (/[^`…]*)…?`")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _code(paths: Iterable[Path]) -> str:
    return "\n".join(found for path in paths for found in _CODE.findall(_text(path)))


def _commands(group: Any, name: str = "vigie") -> Iterator[str]:
    for part, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {part}")
        else:
            yield f"{name} {part}"


def _endpoints(routes: Iterable[Any]) -> Iterator[str]:
    for route in routes:
        if (nested := getattr(route, "original_router", None)) is not None:
            yield from _endpoints(nested.routes)
        else:
            methods = getattr(route, "methods", {"GET"})  # a mounted folder names none, and is read
            yield from (f"{method} {route.path.rstrip('/')}" for method in methods - {"HEAD"})


def _targets() -> list[str]:
    return re.findall(r"^([a-z-]+):.*## ", _text(ROOT / "Makefile"), re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", _text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


COMMANDS = sorted(_commands(typer.main.get_command(vigie)))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"\b{command}\b", _code(MANUAL))


def test_every_command_that_is_documented_exists() -> None:
    groups = {command.split()[1] for command in COMMANDS if command.count(" ") == 2}
    for first, second in re.findall(r"(?<![\w/-])vigie ([a-z]+)(?: ([a-z]+(?:-[a-z]+)*))?", _code(MANUAL)):
        assert f"vigie {first} {second}" in COMMANDS if first in groups else f"vigie {first}" in COMMANDS


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_in_the_operators_table_with_its_default(field: str) -> None:
    name = PREFIX + field.upper()
    row = re.search(rf"^\| `{name}` \| (.*?) \|", _text(ROOT / "docs" / "operators.md"), re.MULTILINE)
    assert row
    default = Settings.model_fields[field].default
    assert default is None or f"`{default}`" in row[1]


def test_every_setting_that_is_documented_exists() -> None:
    made_by_make = set(re.findall(r"^(VIGIE_\w+) \?=", _text(ROOT / "Makefile"), re.MULTILINE))
    known = {PREFIX + field.upper() for field in Settings.model_fields} | made_by_make
    assert set(re.findall(rf"\b{PREFIX}[A-Z]+(?:_[A-Z]+)*\b", _code(MANUAL))) <= known


def test_the_endpoints_that_are_documented_are_those_that_answer(tmp_path: Path) -> None:
    app = pages(Settings(data_dir=tmp_path))
    answering = set(_endpoints(app.routes))
    app.state.database.close()
    written = {f"{method} {path.rstrip('/')}" for method, path in _ENDPOINT.findall(_text(ROOT / "docs" / "api.md"))}
    assert written == answering


@pytest.mark.parametrize("target", _targets())
def test_every_make_target_is_documented(target: str) -> None:
    assert re.search(rf"\bmake {target}\b", _code(MANUAL))


def test_every_make_target_that_is_documented_exists() -> None:
    named = set(re.findall(r"(?<![\w-])make ([a-z]+)", _code(PAGES)))
    assert {"run", "test"} <= named <= set(_targets())


def test_the_readme_asks_for_nothing_but_make() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", _text(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert lines
    assert [line for line in lines if not line.startswith("make ")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_is_broken(page: Path) -> None:
    prose = _CODE.sub("", _text(page))
    broken = []
    for link in _LINK.findall(prose):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = (page.parent / target).resolve() if target else page
        if not place.exists() or (anchor and anchor not in _anchors(place)):
            broken.append(link)
    assert broken == []
