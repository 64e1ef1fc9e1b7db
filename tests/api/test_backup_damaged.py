"""A file that is no whole backup restores nothing, and says why in one sentence."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api import backup
from api.backup import AlreadyThere, BadBackup
from api.backup.rows import tables
from api.database import Database
from api.settings import Settings
from tests.api.moments import now

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def whole(founded_on_sqlite: Path) -> bytes:
    """A backup of a founded installation."""
    file, settings = io.BytesIO(), Settings(data_dir=founded_on_sqlite)
    database = Database(settings.database)
    backup.take(database, settings, now(), file, lambda _table: None)
    database.close()
    return file.getvalue()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[Database, Settings]]:
    """A place to restore to."""
    settings = Settings(data_dir=tmp_path)
    database = Database(settings.database)
    yield database, settings
    database.close()


def restore(place: tuple[Database, Settings], data: bytes) -> None:
    """Restore what is given."""
    backup.restore(*place, io.BytesIO(data), now(), lambda _table: None)


def is_empty(place: tuple[Database, Settings]) -> bool:
    """Whether a restore could be tried again at once."""
    database, settings = place
    with database.read() as session:
        return not tables(session.connection()) and {path.name for path in settings.data_dir.iterdir()} <= {
            "vigie.db",
            "vigie.db-wal",
            "vigie.db-shm",
        }


def rewritten(data: bytes, change: Callable[[Parts], object]) -> bytes:
    """The backup after somebody changed its parts."""
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        parts = {entry.name: content.read() for entry in tar if (content := tar.extractfile(entry))}
    change(parts)
    return packed(*parts.items())


def packed(*parts: tuple[str | tarfile.TarInfo, bytes]) -> bytes:
    """A gzipped tar of these parts."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as tar:
        for name, content in parts:
            entry = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return file.getvalue()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_one_that_was_cut_short_restores_nothing(empty: tuple[Database, Settings], whole: bytes, share: float) -> None:
    with pytest.raises(BadBackup):
        restore(empty, whole[: int(len(whole) * share)])
    assert is_empty(empty)


@pytest.mark.parametrize("share", [0.001, 0.2, 0.6, 0.9])
def test_one_with_a_byte_changed_restores_nothing(empty: tuple[Database, Settings], whole: bytes, share: float) -> None:
    damaged = bytearray(whole)
    damaged[int(len(whole) * share)] ^= 0x55
    with pytest.raises(BadBackup):
        restore(empty, bytes(damaged))
    assert is_empty(empty)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.update({"keys/targets.pem": b"another key"}),
        lambda parts: parts.update({"tables/person.jsonl": parts["tables/person.jsonl"] * 2}),
        lambda parts: parts.pop("tables/journal.jsonl"),
        lambda parts: parts.update({"tables/added.jsonl": b""}),
        lambda parts: parts.pop("feed/timestamp.json"),
    ],
)
def test_one_whose_parts_are_others_restores_nothing(
    empty: tuple[Database, Settings], whole: bytes, change: Callable[[Parts], object]
) -> None:
    with pytest.raises(BadBackup, match="damaged"):
        restore(empty, rewritten(whole, change))
    assert is_empty(empty)


def link(name: str) -> tarfile.TarInfo:
    """A link that leads out of the folder."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return entry


# By name: a packed text holds the second in which it was packed.
NO_BACKUP = {
    "nothing": b"",
    "another archive": b"PK\x03\x04 something else",
    "no archive": gzip.compress(b"no tar in it" * 100),
    "a way out": packed(("../outside", b"x")),
    "a place of its own": packed(("/outside", b"x")),
    "a way out behind a folder": packed(("feed/../../outside", b"x")),
    "a root key": packed(("keys/root-1.pem", b"x")),
    "a link": packed((link("feed/timestamp.json"), b"")),
    "an empty manifest": packed(("manifest.json", b"{}")),
    "a deep manifest": packed(("manifest.json", b"[" * 100_000)),
    "a part twice": packed(("feed/timestamp.json", b"1"), ("feed/timestamp.json", b"2")),
}


@pytest.mark.parametrize("data", NO_BACKUP.values(), ids=NO_BACKUP)
def test_what_is_no_backup_is_refused(empty: tuple[Database, Settings], data: bytes) -> None:
    with pytest.raises(BadBackup):
        restore(empty, data)
    assert is_empty(empty)


@pytest.mark.parametrize(
    ("said", "sentence"), [({"format": 2}, "format 2"), ({"schema_revision": "9999"}, "newer version of Vigie")]
)
def test_one_of_a_newer_version_is_refused(
    empty: tuple[Database, Settings], whole: bytes, said: dict[str, object], sentence: str
) -> None:
    def change(parts: Parts) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | said).encode()

    with pytest.raises(BadBackup, match=sentence):
        restore(empty, rewritten(whole, change))
    assert is_empty(empty)


def test_nothing_is_restored_over_an_installation(empty: tuple[Database, Settings], whole: bytes) -> None:
    restore(empty, whole)
    before = (empty[1].feed_dir / "timestamp.json").read_bytes()
    with pytest.raises(AlreadyThere, match="empty"):
        restore(empty, whole)
    assert (empty[1].feed_dir / "timestamp.json").read_bytes() == before


def test_nothing_is_restored_beside_keys_that_are_there(empty: tuple[Database, Settings], whole: bytes) -> None:
    empty[1].online_keys_dir.mkdir()
    with pytest.raises(AlreadyThere, match="keys"):
        restore(empty, whole)
