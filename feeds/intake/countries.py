"""The endings that countries have, by the names people give them: CLDR's, and a lexicon's own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale

from feeds.intake.mention import folded

# A paper of the country itself means the country, when it says that a domain was blocked there.
_HOME: Final = {"de": {"DE"}, "en": {"GB", "US"}, "es": {"ES"}, "fr": {"FR"}, "it": {"IT"}}
_ACTING: Final = "US"  # its courts and its police act everywhere, and few sites have its ending
_OTHER_ENDING: Final = {"GB": "uk"}


@dataclass(frozen=True)
class Countries:
    """The countries of one language."""

    _pattern: re.Pattern[str]
    _endings: Mapping[str, str]
    _stems: Mapping[str, str]

    def find(self, plain: str, begin: int, end: int) -> Iterator[tuple[int, int, str, bool]]:
        """Yield `(start, end, ending, is a name)` for each country in a folded text.

        A word for what is a country's ("islandaise") is not its name.
        """
        for match in self._pattern.finditer(plain, begin, end):
            if ending := self._endings.get(match[0]):
                yield match.start(), match.end(), ending, True
            else:
                yield match.start(), match.end(), self._stem(match[0]), False

    def _stem(self, word: str) -> str:
        return next(ending for stem, ending in self._stems.items() if word.startswith(stem))


def countries_of(language: str, others: Mapping[str, str]) -> Countries:
    """Gather CLDR's countries and the lexicon's: a name begins with a capital; a small word, or `stem*`, is no name.

    Raises ValueError for an ending that is none.
    """
    if wrong := [name for name, ending in others.items() if not re.fullmatch(r"[a-z]{2,3}", ending)]:
        raise ValueError(f"these countries have no ending: {', '.join(wrong)}")
    endings = {
        folded(re.sub(r"\s*\(.*\)", "", name)): _OTHER_ENDING.get(code, code.lower())
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in {*_HOME[language], _ACTING}
    }
    names = {folded(name): ending for name, ending in others.items() if any(map(str.isupper, name))}
    stems = {folded(name).rstrip("*"): ending for name, ending in others.items() if folded(name) not in names}
    endings |= names
    words = [rf"{re.escape(name)}\b" for name in endings]
    words += [re.escape(folded(name).rstrip("*")) + (r"\w*" if name.endswith("*") else r"\b") for name in others
              if folded(name) not in names]  # fmt: skip
    longest_first = sorted(words, key=len, reverse=True)
    return Countries(re.compile(rf"\b(?:{'|'.join(longest_first)})"), endings, stems)
