"""What lies beside a published file: the same file, compressed."""

import gzip
import os
from datetime import timedelta
from pathlib import Path

import brotli
import pytest

from feeds.release import upkeep
from feeds.release.folder import FeedFolder, FolderUnusable
from tests.conftest import NOON
from tests.release.feeds_for_tests import found

TEXT = b"coco.gg is listed, and so is coco.fr. " * 200


def test_both_forms_of_a_published_file_decode_to_it(tmp_path: Path) -> None:
    feed = found(tmp_path, NOON)
    feed.publish(NOON, *(f"chat{number}.example.com" for number in range(500)))
    names = next((feed.folder.path / "targets").glob("*.names"))
    plain = names.read_bytes()
    forms = {suffix: names.with_name(names.name + suffix).read_bytes() for suffix in (".br", ".gz")}
    assert brotli.decompress(forms[".br"]) == gzip.decompress(forms[".gz"]) == plain
    assert len(forms[".br"]) < len(forms[".gz"]) < len(plain)


@pytest.mark.parametrize("name", ["timestamp.json", "root.json"])
def test_what_changes_in_place_lies_plain_alone(tmp_path: Path, name: str) -> None:
    FeedFolder(tmp_path).write(name, TEXT)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("data", [b"", b"{}", os.urandom(3000)], ids=["empty", "short", "random"])
def test_what_compression_does_not_help_lies_plain_alone(tmp_path: Path, data: bytes) -> None:
    FeedFolder(tmp_path).write("targets/some.names", data)
    assert [path.name for path in (tmp_path / "targets").iterdir()] == ["some.names"]


def test_a_file_written_anew_takes_its_forms_with_it(tmp_path: Path) -> None:
    folder = FeedFolder(tmp_path)
    folder.write("7.targets.json", TEXT)
    folder.write("7.targets.json", TEXT + b"2")
    assert brotli.decompress(folder.read("7.targets.json.br")) == TEXT + b"2"
    folder.write("7.targets.json", b"{}")
    assert [path.name for path in tmp_path.iterdir()] == ["7.targets.json"]


def test_a_file_of_a_folder_made_before_there_were_forms_gets_them(tmp_path: Path) -> None:
    (tmp_path / "7.targets.json").write_bytes(TEXT)
    FeedFolder(tmp_path).write("7.targets.json", TEXT)
    assert {path.name for path in tmp_path.iterdir()} == {"7.targets.json", "7.targets.json.br", "7.targets.json.gz"}


def test_the_same_file_is_not_compressed_again(tmp_path: Path) -> None:
    folder = FeedFolder(tmp_path)
    folder.write("7.targets.json", TEXT)
    first = (tmp_path / "7.targets.json.br").stat()
    folder.write("7.targets.json", TEXT)
    again = (tmp_path / "7.targets.json.br").stat()
    assert (again.st_ino, again.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_the_forms_are_there_before_the_file_that_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = []
    replace = Path.replace

    def note(self: Path, target: Path) -> Path:
        moved.append(Path(target).name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", note)
    FeedFolder(tmp_path).write("7.targets.json", TEXT)
    assert moved == ["7.targets.json.br", "7.targets.json.gz", "7.targets.json"]


def test_a_file_replaced_within_a_second_is_a_second_younger(tmp_path: Path) -> None:
    folder = FeedFolder(tmp_path)
    seconds = []
    for number in range(3):
        folder.write("timestamp.json", b"%d" % number)
        seconds.append(int((tmp_path / "timestamp.json").stat().st_mtime))
    assert sorted(set(seconds)) == seconds


def test_a_release_of_the_same_values_leaves_the_forms_alone(tmp_path: Path) -> None:
    feed = found(tmp_path, NOON)
    feed.publish(NOON, *(f"chat{number}.example.com" for number in range(500)))
    before = {path: path.stat().st_ino for path in feed.folder.path.rglob("*.br")}
    feed.publish(NOON + timedelta(hours=1), *(f"chat{number}.example.com" for number in range(500)))
    assert before == {path: path.stat().st_ino for path in feed.folder.path.rglob("*.br")} != {}


def test_dense_forms_take_the_place_of_quick_ones_and_decode_to_the_same(tmp_path: Path) -> None:
    feed = found(tmp_path, NOON)
    feed.publish(NOON, *(f"chat{number}.example.com" for number in range(500)))
    quick = {path: path.read_bytes() for suffix in ("br", "gz") for path in feed.folder.path.rglob(f"*.txt.{suffix}")}
    upkeep.condense(feed.folder)
    for path, form in quick.items():
        decode = brotli.decompress if path.suffix == ".br" else gzip.decompress
        assert len(path.read_bytes()) < len(form)
        assert decode(path.read_bytes()) == decode(form) == path.with_suffix("").read_bytes()
    assert len(quick) == 8


def test_condensing_again_writes_nothing(tmp_path: Path) -> None:
    feed = found(tmp_path, NOON)
    upkeep.condense(feed.folder)  # nothing is out yet
    feed.publish(NOON, *(f"chat{number}.example.com" for number in range(500)))
    upkeep.condense(feed.folder)
    before = {path: path.stat().st_ino for path in feed.folder.path.rglob("*")}
    upkeep.condense(feed.folder)
    assert {path: path.stat().st_ino for path in feed.folder.path.rglob("*")} == before


def test_what_is_polled_and_short_is_dense_from_the_start(tmp_path: Path) -> None:
    feed = found(tmp_path, NOON)
    feed.publish(NOON, *(f"chat{number}.example.com" for number in range(500)))
    forms = [*feed.folder.path.rglob("*.names.br"), *feed.folder.path.rglob("*.sites.br")]
    before = [path.stat().st_ino for path in forms]
    upkeep.condense(feed.folder)
    assert [path.stat().st_ino for path in forms] == before
    assert len(before) == 2


def test_a_file_that_is_not_there_cannot_be_condensed_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderUnusable, match=r"hosts\.txt cannot be read"):
        FeedFolder(tmp_path).condense("targets/hosts.txt")
