"""The laws that an import contract cannot say: see docs/house.md."""

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "feeds").rglob("*.py"), *(ROOT / "api").rglob("*.py")])
PURE_CONTRACT = "importlinter:contract:4"


def _pure_modules() -> Iterator[Path]:
    """The modules that the import contract names as pure, and the intake but for its drafting."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    for name in contracts[PURE_CONTRACT]["source_modules"].split():
        place = ROOT.joinpath(*name.split("."))
        yield from place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    yield from (path for path in (ROOT / "feeds" / "intake").glob("*.py") if path.name != "proposing.py")


PURE = sorted(_pure_modules())


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_pure_module_reads_no_clock(path: Path) -> None:
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "time.monotonic"}
    assert not clocks & set(_calls(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _goes_out(path: Path) -> bool:
    clients = (
        "aiodns",
        "aiohttp",
        "aiosmtplib",
        "anyio",
        "dns",
        "ftplib",
        "http.client",
        "httpcore2",
        "httpx2",
        "pycares",
        "requests",
        "smtplib",
        "socket",
        "ssl",
        "tuf.ngclient",
        "urllib.request",
        "urllib3",
    )
    imported = any(f"{name}.".startswith(f"{client}.") for name in _imports(path) for client in clients)
    return imported or any(call.endswith(("open_connection", "create_connection")) for call in _calls(path))


def test_one_room_goes_to_the_open_web() -> None:
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in MODULES if _goes_out(path)}
    # Two places are no stranger's, but where an operator says: the feed that verifying.py reads, and the mail server.
    assert rooms == {"feeds/fetching", "feeds/release", "api/outbox"}
    own = [path.name for path in MODULES if "fetching" not in path.parts and _goes_out(path)]
    assert sorted(own) == ["smtp.py", "verifying.py"]


def test_one_function_connects_to_the_open_web() -> None:
    assert [path.name for path in MODULES if any(call.endswith("AnyIOBackend") for call in _calls(path))] == [
        "connecting.py"
    ]


def test_one_module_opens_the_database() -> None:
    openers = {"create_engine", "sqlalchemy.create_engine", "sqlite3.connect", "psycopg.connect"}
    assert [path.name for path in MODULES if openers & set(_calls(path))] == ["database.py"]


def test_nothing_commits_but_the_edge() -> None:
    assert [path.name for path in MODULES if any(call.endswith(".commit") for call in _calls(path))] == []


@pytest.mark.parametrize(
    "vague", ["utils", "util", "helpers", "common", "core", "services", "managers", "repositories"]
)
def test_no_room_is_named_for_nothing(vague: str) -> None:
    assert not [path for path in MODULES if vague in path.relative_to(ROOT).with_suffix("").parts]
