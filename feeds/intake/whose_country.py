"""Countries that tell no ending: those of a firm, a person, authorities, a registry, or of where a site began. Pure."""

import re
from typing import Final

from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Mention, folded
from feeds.intake.wellknown import FIRMS

JOINTS: Final = (
    r"(?:\b(?:de|du|des|del|della|dello|delle|dei|of|the|von|der|die|den|la|las|le|les|el|il|i|gli|l|d|dell|los"
    r"|in|en|aus|and|et|y|e|und)\b[\s'’]*)*"
)
SPEAKS: Final = 30  # characters around the word "domain" in which a country is one
AT_HAND: Final = 25  # characters
SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_SPOKEN_OF: Final = 80  # characters
_A_LINK: Final = 2  # words: "servers in the"
_A_FEW: Final = 4  # words: "lives with his wife in"
_ASIDE: Final = 7  # words
_AT_A_FIRM = re.compile(rf"\b(?:{'|'.join(map(re.escape, FIRMS))})\b[^.;]*$", re.IGNORECASE)  # "Tucows, in Canada"
_WORD = re.compile(r"\w+")
_PHRASE_END = re.compile(r"[,;:.()\n]")
_NEXT_WORD = re.compile(r"[ -](\w+)")
_LINK_BEFORE = re.compile(rf"{JOINTS}$")
_IN_A_LIST = re.compile(rf",?\s*{JOINTS}")


def owned_countries(countries: list[tuple[int, int]], text: str, body: int, words: Lexicon) -> set[int]:
    """Return where countries begin that are those of a firm, a person or authorities, each with those listed behind it.

    "Tucows, in Canada", "its founder, based in Bulgaria" and "police in Germany, France and the Netherlands" tell no
    endings.
    """
    owned: set[int] = set()
    last = None
    for start, end in countries:
        listed = last is not None and _IN_A_LIST.fullmatch(folded(text[last:start]))
        if listed or _is_owned(start, end, text, body, words):
            owned.add(start)
            last = end
        else:
            last = None
    return owned


def _is_owned(start: int, end: int, text: str, body: int, words: Lexicon) -> bool:
    if _AT_A_FIRM.search(text, max(body, start - AT_HAND), start):
        return True
    before = folded(text[max(body, start - AT_HAND) : start])
    nearest = _WORD.findall(_LINK_BEFORE.sub("", before))[-1:]
    after = folded(text[end : end + AT_HAND])
    following = _NEXT_WORD.match(after)
    if _is_of_a_site(before, after, words):
        return True
    if _resides(folded(text[max(body, start - _SPOKEN_OF) : start]), following[1] if following else "", words):
        return True
    return any("authority" in words.cues.at([word], 0) for word in [*nearest, *([following[1]] if following else [])])


def _is_of_a_site(before: str, after: str, words: Lexicon) -> bool:
    """Say whether a country is that of a site, and not of its address: "a Spanish sports-linking site"."""
    last, then = _WORD.findall(before)[-1:], _WORD.findall(_PHRASE_END.split(after)[0])[:_A_FEW]
    spoken = words.words["names.endings"]
    beside = [*last, *then] if before.endswith(" ") else then
    return any(word in words.nouns for word in beside) and not any(spoken.fullmatch(word) for word in beside)


def _resides(before: str, following: str, words: Lexicon) -> bool:
    """Say whether a country is where a person, a firm or a machine is, or where a site was founded.

    "Its founder, who lives in Bulgaria", "servers in Germany", "founded in Kazakhstan".
    """
    residents, residing, founding = (words.words[f"names.{key}"] for key in ("residents", "residing", "founding"))
    phrase = SENTENCE_END.split(before)[-1]
    founded = max((each.end() for each in founding.finditer(phrase)), default=None)
    if founding.fullmatch(following) or (founded is not None and len(_WORD.findall(phrase[founded:])) <= _A_LINK):
        return True
    who = max((each.end() for each in residents.finditer(phrase)), default=None)
    if who is None:
        return False
    where = max((each.end() for each in residing.finditer(phrase, who)), default=None)
    between = len(_WORD.findall(phrase[who:]))
    if where is None:
        return between <= _A_LINK or (between <= _A_FEW and residing.fullmatch(following) is not None)
    return len(_WORD.findall(phrase[who:where])) <= _ASIDE and len(_WORD.findall(phrase[where:])) <= _A_FEW


def keeps_a_name(country: Mention, text: str, others: list[Mention], words: Lexicon) -> bool:
    """Say whether a country is that of the registry of a name told before: "the .com, which the American registry"."""
    before = _WORD.findall(folded(text[max(0, country.start - SPEAKS) : country.start]))
    after = _WORD.findall(folded(text[country.end : country.end + SPEAKS]))
    if not any("registry" in words.cues.at([word], 0) for word in (*before[-1:], *after[:1])):
        return False
    told = [each.end for each in others if each.host and each.end <= country.start]
    return bool(told) and not SENTENCE_END.search(text, max(told), country.start)
