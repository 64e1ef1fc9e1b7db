"""What a school may lay down is documented, in both languages, in forms that browsers take."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import validate

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "extension" / "managed_schema.json").read_text(encoding="utf-8"))
PAGES = [ROOT / "docs" / name for name in ("schools.md", "schools.fr.md")]
FIREFOX = json.loads((ROOT / "extension" / "manifest.firefox.json").read_text(encoding="utf-8"))
ID = FIREFOX["browser_specific_settings"]["gecko"]["id"]

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def _examples(page: Path) -> list[Any]:
    found = re.findall(r"^```json\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [json.loads(text) for text in found]


def _policies(page: Path) -> Iterator[Any]:
    """The policy in each of a page's examples: Chrome's, Firefox's, and one account's."""
    chrome, firefox, account = _examples(page)
    yield chrome["3rdparty"]["extensions"]["ID"]
    yield firefox["policies"]["3rdparty"]["Extensions"][ID]
    assert (account["name"], account["type"]) == (ID, "storage")
    yield account["data"]


def _keys(schema: Any) -> Iterator[str]:
    for key, value in schema.get("properties", {}).items():
        yield key
        yield from _keys(value)
    yield from _keys(schema["items"]) if "items" in schema else ()


def _closed(schema: Any) -> Any:
    """The same schema, which takes no key that it does not name."""
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return closed | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else closed


@each_page
def test_every_value_of_a_policy_is_documented(page: Path) -> None:
    code = " ".join(re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8")))
    assert [key for key in _keys(SCHEMA) if not re.search(rf"(?<![\w-]){key}(?![\w-])", code)] == []


@each_page
def test_every_example_is_a_policy_that_says_something(page: Path) -> None:
    for policy in _policies(page):
        assert policy
        validate(_closed(SCHEMA), policy)


def test_both_languages_give_the_same_examples() -> None:
    english, french = map(_examples, PAGES)
    assert english == french
