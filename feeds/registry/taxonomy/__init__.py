"""The fixed taxonomy: why a site is a risk (signals) and what kind of site it is (categories).

Words live in the JSON files beside this one, so that a native speaker can mend them. A code or an id, once given,
keeps its meaning; see docs/feed-format.md.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

Text = dict[str, str]
"""One text in each language, by its two-letter code; English and French are always there."""


@dataclass(frozen=True, slots=True)
class SignalWords:
    """One Signal of the taxonomy. `gravity` is 1 (least) to 3."""

    id: str
    gravity: Annotated[int, Field(ge=1, le=3)]
    label: Text
    sentence: Text


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """One category. `code` is its number in the feed's facts byte, 0 to 15."""

    id: str
    code: Annotated[int, Field(ge=0, le=15)]
    label: Text
    sentence: Text


@cache
def signals() -> dict[str, SignalWords]:
    """Every Signal by its id, gravest first."""
    entries = TypeAdapter(list[SignalWords]).validate_json(_file("signals.json"))
    return {entry.id: entry for entry in entries}


@cache
def categories() -> dict[str, CategoryWords]:
    """Every category by its id, in the order of the codes."""
    entries = TypeAdapter(list[CategoryWords]).validate_json(_file("categories.json"))
    return {entry.id: entry for entry in entries}


def _file(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()
