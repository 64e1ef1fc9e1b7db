"""The privacy policy says the same in each of its languages, and what is said to check it is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "docs" / "privacy.md"
LANGUAGES = sorted(path for path in (ROOT / "docs").glob("privacy.*.md"))


def _code(page: Path) -> list[str]:
    return re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8"))


def _shape(page: Path) -> list[str]:
    """The first sign of each line that begins a heading, a row or an item."""
    return re.findall(r"^(?:#+|\||-)(?= )", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", LANGUAGES, ids=lambda page: page.name)
def test_each_language_names_the_same_things_in_the_same_order(page: Path) -> None:
    assert _code(page) == _code(POLICY)
    assert _shape(page) == _shape(POLICY)


def test_the_tests_that_it_names_are_there() -> None:
    named = [code for code in _code(POLICY) if code.startswith("tests/")]
    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []
