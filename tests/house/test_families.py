"""Families read the same in both languages: the same sections, the same pictures, each in its own language."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "docs" / "families.md", "fr": ROOT / "docs" / "families.fr.md"}


def _text(language: str) -> str:
    return PAGES[language].read_text(encoding="utf-8")


def _pictures(language: str) -> list[str]:
    return re.findall(r"^!\[[^\]]+\]\(pictures/(\S+)\.png\)$", _text(language), re.MULTILINE)


def _sections(language: str) -> list[tuple[int, int, int]]:
    """For each section, how many pictures, items and things that may be said it has."""
    sections = re.split(r"^## ", _text(language), flags=re.MULTILINE)
    return [
        (part.count("!["), len(re.findall(r"^[-0-9]", part, re.MULTILINE)), part.count("\n> ")) for part in sections
    ]


def test_both_languages_have_the_same_sections() -> None:
    assert len(_sections("en")) > 10
    assert _sections("en") == _sections("fr")


@pytest.mark.parametrize("language", PAGES)
def test_every_picture_is_in_the_language_of_its_page(language: str) -> None:
    assert [name for name in _pictures(language) if not name.endswith(f"-{language}")] == []


def test_every_picture_for_families_is_shown() -> None:
    taken = {f"families/{path.stem}" for path in (ROOT / "docs" / "pictures" / "families").iterdir()}
    assert taken <= {*_pictures("en"), *_pictures("fr")}
