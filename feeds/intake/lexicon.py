"""What a language says, read from `lexicon/<language>.toml`, where a native speaker can mend it.

Every file has the same sections and keys; one that is missing, unknown or unreadable is an error that names the
file and the key, raised when the lexicon is first used.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from feeds.intake.mention import folded
from feeds.intake.wording import compile_wording, site_pattern, word_pattern

FOLDER: Final = Path(__file__).with_name("lexicon")

Entry = TypeVar("Entry", str, int)
Wordings = tuple[tuple[str, re.Pattern[str]], ...]

_WORDINGS: Final = {
    "renamed": ("happened", "stated", "same_brand", "arrived", "first", "left"),
    "clone": ("happened",),
    "closed": ("happened", "unnamed"),
    "seized": ("happened", "unnamed"),
}
_WORDS: Final = {
    "site": ("also",),
    "names": ("ordinary", "dot", "introduce", "endings", "sources"),
    "seized": ("authorities", "agents"),
    "doubt": ("before", "after", "sentence", "blocked", "object"),
    "dates": ("today", "yesterday", "in", "other"),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, compiled. Keys of the mappings are `section.key`, as in the file."""

    language: str
    wordings: Mapping[str, Wordings]
    words: Mapping[str, re.Pattern[str]]
    ordinary: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    countries: Mapping[str, str]


@cache
def lexicon(language: str) -> Lexicon:
    """Load and compile the lexicon of a language. Raises ValueError for a file that cannot be used."""
    file = FOLDER / f"{language}.toml"
    try:
        return compile_lexicon(language, tomllib.loads(file.read_text(encoding="utf-8")))
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{file.name}: {fault}") from fault


def compile_lexicon(language: str, sections: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """Compile the sections of one file."""
    _refuse_unknown(sections)
    site = site_pattern(sections["site"]["determiners"], sections["site"]["nouns"])
    return Lexicon(
        language=language,
        wordings={
            f"{section}.{key}": tuple((wording, compile_wording(wording, site)) for wording in sections[section][key])
            for section, keys in _WORDINGS.items()
            for key in keys
        },
        words={
            f"{section}.{key}": word_pattern(sections[section][key]) for section, keys in _WORDS.items() for key in keys
        },
        ordinary=frozenset(sections["names"]["ordinary"]),
        months=_folded_keys(sections["dates"]["months"]),
        weekdays=_folded_keys(sections["dates"]["weekdays"]),
        countries=_folded_keys(sections["countries"]),
    )


def _refuse_unknown(sections: Mapping[str, Mapping[str, Any]]) -> None:
    known = {"site.determiners", "site.nouns", "dates.months", "dates.weekdays"}
    known |= {f"{section}.{key}" for group in (_WORDINGS, _WORDS) for section, keys in group.items() for key in keys}
    found = {f"{section}.{key}" for section, keys in sections.items() if section != "countries" for key in keys}
    if found != known:
        raise ValueError(f"keys unknown or missing: {', '.join(sorted(found ^ known))}")


def _folded_keys(table: Mapping[str, Entry]) -> dict[str, Entry]:
    return {folded(key): value for key, value in table.items()}
