"""What a language says, read from `lexicon/<language>.toml`, where a native speaker can mend it.

Every file has the same sections and keys; one that is missing, unknown or unreadable is an error that names the
file and the key, raised when the lexicon is first used.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from feeds.intake.countries import Countries, countries_of
from feeds.intake.cues import Cues, cues_of
from feeds.intake.mention import folded
from feeds.intake.wording import Wording, compile_wording, site_pattern, word_pattern

FOLDER: Final = Path(__file__).with_name("lexicon")

Entry = TypeVar("Entry", str, int)

_WORDINGS: Final = {
    "renamed": (
        "happened",
        "stated",
        "same_brand",
        "now",
        "named",
        "was",
        "was_named",
        "there",
        "taken",
        "left",
        "back",
        "moving",
        "changing",
    ),
    "clone": ("happened", "succeeded", "suspected", "unnamed"),
    "closed": ("happened", "unnamed", "gone", "stays"),
    "seized": ("happened", "unnamed"),
    "open": ("still",),
}
_WORDS: Final = {
    "site": ("also", "and", "both", "pronouns", "verbs"),
    "names": ("ordinary", "dot", "introduce", "before", "endings", "sources", "residents", "residing", "founding"),
    "renamed": ("revived", "from", "then", "formerly", "naming"),
    "closed": ("for_good", "suspended", "final"),
    "seized": ("authorities", "agents"),
    "doubt": (
        "before",
        "feared",
        "after",
        "no_longer",
        "sentence",
        "outage",
        "title",
        "blocked",
        "object",
        "things",
        "within",
        "parts",
        "reasons",
        "people",
        "sent",
        "copies",
        "onward",
        "denied",
        "alive",
    ),
    "dates": ("today", "yesterday", "last_year", "last_month", "last", "in", "other"),
}

# What the weighing counts around names; the weights of feeds/intake/*.toml name them.
CUES: Final = (
    "becoming", "moving", "leaving", "taking", "replacing", "new", "old", "now", "until", "since", "redirecting",
    "renaming", "naming", "source", "target", "place", "returning", "closing", "failing", "seizing", "suspending",
    "authority", "registry", "blocking", "planning", "rumour", "denying", "asking", "copying", "mirroring", "comparing",
    "owning", "pressing", "operating", "using", "keeping", "launching", "lapsing", "reaching", "counting", "channel",
    "kind",
)  # fmt: skip

_SMALL: Final = (
    "doubt.reasons",
    "doubt.people",
    "doubt.sent",
    "names.residents",
    "names.residing",
    "site.pronouns",
    "site.verbs",
)  # words that every text has
_OF_ONE: Final = ("closed", "seized", "open", "clone.suspected", "clone.unnamed")  # rules of what is said of one name
_FREE: Final = ("lists", "countries")  # sections whose keys are each file's own


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, compiled. Keys of the mappings are `section.key`, as in the file.

    `stems` are the beginnings of words (`ferm*`) that a wording may need, `nouns` the words that stand for a site,
    `usual` every word of the file, folded: none is a brand; `small` are those that end no sentence ("le. gg" is an
    ending); `kinds` are the words for kinds of sites.
    """

    language: str
    wordings: Mapping[str, tuple[Wording, ...]]
    stems: frozenset[str]
    nouns: frozenset[str]
    usual: frozenset[str]
    small: frozenset[str]
    words: Mapping[str, re.Pattern[str]]
    ordinary: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    countries: Countries
    cues: Cues
    kinds: tuple[str, ...]

    def is_kind(self, word: str) -> bool:
        """Say whether a folded word says what kind of site one is: a forum, ein Linkverzeichnis."""
        return word.endswith(self.kinds)

    def lists_in(self, text: str, body: int) -> dict[str, int]:
        """Return how often words of each of `words` stand in the prose of a text, which begins at `body`."""
        plain = folded(text)
        return {
            key: sum(1 for _ in pattern.finditer(plain, body))
            for key, pattern in self.words.items()
            if key not in _SMALL
        }

    def of_ends(self) -> "Lexicon":
        """Return the same language without what is said of two names: who moved whither, and who copies whom."""
        ends = {rule: each for rule, each in self.wordings.items() if rule.startswith(_OF_ONE)}
        return replace(self, wordings=ends)


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
    wordings = _wordings(sections)
    needed = {word for group in wordings.values() for wording in group for words in wording.needs for word in words}
    return Lexicon(
        language=language,
        wordings=wordings,
        stems=frozenset(word for word in needed if word.endswith("*")),
        nouns=frozenset(
            re.findall(r"\w+", folded(noun))[-1] for noun in [*sections["site"]["nouns"], *sections["site"]["both"]]
        ),
        usual=_every_word(sections),
        small=frozenset(map(folded, sections["names"]["small"])),
        words={
            f"{section}.{key}": word_pattern(sections[section][key]) for section, keys in _WORDS.items() for key in keys
        },
        ordinary=frozenset(sections["names"]["ordinary"]),
        months=_folded_keys(sections["dates"]["months"]),
        weekdays=_folded_keys(sections["dates"]["weekdays"]),
        countries=countries_of(language, sections["countries"]),
        cues=cues_of(sections["cues"]),
        kinds=tuple(folded(kind) for kind in sections["cues"]["kind"]),
    )


def _every_word(sections: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    lists = (words for section in sections.values() for words in section.values() if isinstance(words, list))
    return frozenset(word for words in lists for entry in words for word in re.findall(r"\w+", folded(str(entry))))


def _wordings(sections: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Wording, ...]]:
    words = {key: sections["site"][key] for key in ("determiners", "nouns", "others", "both", "pronouns", "verbs")}
    site = site_pattern(**words, **{key: sections["names"][key] for key in ("endings", "before")})
    lists = {
        **sections["lists"],
        "authorities": sections["seized"]["authorities"],
        "and": sections["site"]["and"],
        "the": sections["site"]["determiners"],
        "copies": sections["doubt"]["copies"],
        "alive": sections["doubt"]["alive"],
        "then": sections["renamed"]["then"],
        "pronouns": sections["site"]["pronouns"],
    }
    return {
        f"{section}.{key}": tuple(compile_wording(written, site, lists) for written in sections[section][key])
        for section, keys in _WORDINGS.items()
        for key in keys
    }


def _refuse_unknown(sections: Mapping[str, Mapping[str, Any]]) -> None:
    known = {"site.determiners", "site.nouns", "site.others", "names.small", "dates.months", "dates.weekdays"}
    known |= {f"cues.{cue}" for cue in CUES}
    known |= {f"{section}.{key}" for group in (_WORDINGS, _WORDS) for section, keys in group.items() for key in keys}
    found = {f"{section}.{key}" for section, keys in sections.items() if section not in _FREE for key in keys}
    if found != known:
        raise ValueError(f"keys unknown or missing: {', '.join(sorted(found ^ known))}")


def _folded_keys(table: Mapping[str, Entry]) -> dict[str, Entry]:
    return {folded(key): value for key, value in table.items()}
