"""What the stores are told is what the package says, within their limits, and every permission is accounted for."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
STORE = ROOT / "docs" / "store"
LANGUAGES = sorted(folder.name for folder in (EXTENSION / "_locales").iterdir())

LONGEST_NAME = 45
LONGEST_SUMMARY = 132
DESCRIPTION = range(250, 10_001)
SHOWN = (1280, 800)  # pixels
LARGEST_PICTURE = 150_000  # bytes


def _listing(language: str) -> tuple[str, str, str]:
    """Name, summary and description."""
    text = (STORE / f"listing-{language}.md").read_text(encoding="utf-8")
    found = re.fullmatch("# ([^\n]+)\n\n## [^\n]+\n\n([^\n]+)\n\n## [^\n]+\n\n(.+)\n", text, re.DOTALL)
    assert found
    name, summary, description = found.groups()
    return name, summary, description


def _messages(language: str) -> dict[str, str]:
    file: dict[str, dict[str, str]] = json.loads(
        (EXTENSION / "_locales" / language / "messages.json").read_text(encoding="utf-8")
    )
    return {key: message["message"] for key, message in file.items()}


def _manifests() -> list[Any]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXTENSION.glob("manifest.*.json"))]


def _permissions() -> set[str]:
    keys = ("permissions", "host_permissions", "optional_permissions", "optional_host_permissions")
    return {permission for manifest in _manifests() for key in keys for permission in manifest.get(key, [])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_and_summary_are_the_packages_own_and_fit_every_store(language: str) -> None:
    name, summary, _ = _listing(language)
    messages = _messages(language)
    assert (name, summary) == (messages["extensionName"], messages["extensionDescription"])
    assert len(name) <= LONGEST_NAME
    assert len(summary) <= LONGEST_SUMMARY


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_fits_every_store_and_is_plain_text(language: str) -> None:
    _, _, description = _listing(language)
    assert len(description) in DESCRIPTION
    assert re.findall(r"[*`#<>\[\]]|https?:", description) == []


def test_every_listing_has_as_many_parts_as_the_others() -> None:
    parts = {language: _listing(language)[2].count("\n\n") for language in LANGUAGES}
    assert len(set(parts.values())) == 1, parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_picture_of_the_size_that_stores_take(language: str) -> None:
    png = (ROOT / "docs" / "pictures" / "store" / f"warning-{language}.png").read_bytes()
    assert struct.unpack(">II", png[16:24]) == SHOWN


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").rglob("*.png")), ids=lambda path: path.name)
def test_no_picture_is_large(picture: Path) -> None:
    assert picture.stat().st_size <= LARGEST_PICTURE


def test_the_store_is_told_why_of_each_permission_that_is_asked_for_and_of_no_other() -> None:
    text = (STORE / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Why each permission")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(.+?)` \| \w", table, re.MULTILINE)) == _permissions()


def test_firefox_is_told_what_the_store_is_told_of_collected_data() -> None:
    firefox = json.loads((EXTENSION / "manifest.firefox.json").read_text(encoding="utf-8"))
    assert firefox["browser_specific_settings"]["gecko"]["data_collection_permissions"] == {"required": ["none"]}
    assert "`data_collection_permissions` is `none`" in (STORE / "README.md").read_text(encoding="utf-8")
