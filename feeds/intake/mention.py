"""The `Mention` value: a place in a text where a site is named, in whichever way."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from feeds.hostnames import Hostname

_KEPT: Final = re.compile(r"(?<!\w)(?:à|là|où|dès|è)(?!\w)", re.IGNORECASE)
_SHORTENED: Final = 5  # letters; a shorter name has the letters of many others
_ALIKE: Final = 5  # letters; "zone-telechargement" and "zonetel" are one brand, "chat1" and "chat2" may be two


class Kind(Enum):
    """How a site is named: `coco.gg`, Coco, `.gg`, "the domain of Guernsey", or perhaps by Guernsey alone."""

    NAME = "name"
    BRAND = "brand"
    ENDING = "ending"
    COUNTRY = "country"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names a site.

    `host` is its name as an A-label string, None where only a brand stands; `key` is what names of one site usually
    share (`thepiratebay` for thepiratebay.se); `note` is a remark for the curator, or empty.
    """

    start: int
    end: int
    kind: Kind
    key: str
    host: str | None = None
    note: str = ""


def key_of(name: Hostname) -> str:
    """Return the registrable label without its suffix, folded: `zone-telechargement.com` -> `zonetelechargement`."""
    return squeezed(name.unicode.split(".")[-2 - name.suffix.count(".")])


def related(one: str, other: str) -> bool:
    """Say whether two keys share a brand: one begins or ends with the other, or they begin alike, or one is shorter.

    That is, as avxhm is for avxhome: some of the letters of the other, in order, and the first among them.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return short == long
    if long.startswith(short) or long.endswith(short) or long[:_ALIKE] == short[:_ALIKE]:
        return True
    letters = iter(long)
    in_order = long[0] == short[0] and all(each in letters for each in short)
    return in_order and len(short) >= max(_SHORTENED, len(long) / 2)


def is_part(one: str, other: str) -> bool:
    """Say whether one name is below the other, as forum.coco.gg is below coco.gg: then it is a part of its site."""
    return one.endswith(f".{other}") or other.endswith(f".{one}")


def folded(text: str) -> str:
    """Return the text in lower case without accents and with plain apostrophes, every character in its place.

    Umlauts stay: "wurde" is not "würde". So do the accents by which a small word is another one: "à" is not "a".
    """
    plain, at = text.translate(_FOLDED), 0
    pieces: list[str] = []
    for word in _KEPT.finditer(text):
        pieces += [plain[at : word.start()], word[0].lower()]
        at = word.end()
    return "".join([*pieces, plain[at:]]) if pieces else plain


def squeezed(text: str) -> str:
    """Return only the folded letters and digits of a text."""
    return "".join(letter for letter in folded(text) if letter.isalnum())


class _Folding(dict[int, str]):
    """Every letter's folded form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _fold(chr(code))
        return plain


def _fold(letter: str) -> str:
    if letter in "’‘ʼ":
        return "'"
    if letter.isascii() or letter in "äöüÄÖÜ":
        return letter.lower()
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


_FOLDED: Final = _Folding()
