"""A packed extension can be built again and compared: the same files make the same zip."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

PACK: Final = Path(__file__).parents[2] / "extension" / "pack.py"
FILES: Final = {"manifest.json": b"{}", "src/background.js": b"// listeners only\n", "icons/16.png": bytes(range(256))}


def packed(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PACK, folder, folder.with_suffix(".zip"), *more], capture_output=True, text=True, check=False
    )


def built(folder: Path, *, names: list[str], mode: int, at: int) -> Path:
    """The files written in some order, with some permissions, at some moment."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(FILES[name])
        file.chmod(mode)
        os.utime(file, (at, at))
    return folder


def test_the_same_files_are_the_same_bytes_whenever_and_however_they_were_written(tmp_path: Path) -> None:
    first = built(tmp_path / "first", names=list(FILES), mode=0o644, at=1_000_000_000)
    second = built(tmp_path / "second", names=list(FILES)[::-1], mode=0o775, at=1_700_000_000)
    assert [packed(folder).returncode for folder in (first, second)] == [0, 0]
    assert first.with_suffix(".zip").read_bytes() == second.with_suffix(".zip").read_bytes()


def test_the_zip_holds_every_file_of_the_folder_and_the_manifest_at_its_top(tmp_path: Path) -> None:
    folder = built(tmp_path / "chrome", names=list(FILES), mode=0o600, at=1_000_000_000)
    packed(folder)
    with ZipFile(folder.with_suffix(".zip")) as content:
        assert {entry.filename: content.read(entry) for entry in content.infolist()} == FILES
        assert content.namelist() == sorted(FILES)
        assert {entry.external_attr >> 16 for entry in content.infolist()} == {0o100644}


def test_an_older_zip_is_replaced_whole(tmp_path: Path) -> None:
    folder = built(tmp_path / "chrome", names=list(FILES), mode=0o644, at=1_000_000_000)
    packed(folder)
    (folder / "icons/16.png").unlink()
    packed(folder)
    with ZipFile(folder.with_suffix(".zip")) as content:
        assert sorted(content.namelist()) == ["manifest.json", "src/background.js"]


@pytest.mark.parametrize("more", [[], ["too", "many"]])
def test_a_folder_that_is_not_there_or_a_word_too_many_is_told_in_one_line(tmp_path: Path, more: list[str]) -> None:
    folder = tmp_path / "nothing"
    if more:
        folder.mkdir()
    told = packed(folder, *more)
    assert told.returncode != 0
    assert told.stderr.splitlines() == ["usage: python3 pack.py FOLDER ZIP"]
    assert not folder.with_suffix(".zip").exists()
