"""Places where a site is named by its brand (Coco)."""

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Kind, Mention, folded, squeezed
from feeds.intake.wellknown import is_brand

_SHORTEST: Final = 3  # letters; the "s" of s.to is no brand
_MOST: Final = 60  # a text with more brands than this is a list, and its brands say nothing

CAPITALS: Final = re.compile(r"\b[A-ZÀ-Þ][\w-]*(?:(?:['’]s)? [A-ZÀ-Þ0-9][\w-]*){0,5}")

_ALIAS = re.compile(rf"[\s«\"“'’]*({CAPITALS.pattern})(?!\.\w)")

_UNBROKEN: Final = re.compile(r"\S+")

_LISTED = re.compile(r"[\s,«»\"]*(?:\w+[\s«\"]+)?")


def find_brands(text: str, body: int, names: list[Mention], subject: str | None, words: Lexicon) -> list[Mention]:
    """Return the places where the brand, or a stated other brand, of one of the names stands.

    `subject` is the brand of a site that the text is about and never names in full.
    """
    plain = folded(text)
    keys = {squeezed(f"{name.host}"): name.key for name in names}  # "ASKfm" is ask.fm
    keys |= {name.key: name.key for name in names}
    keys |= _aliases(text, plain, names, words)
    if subject:
        keys[subject] = subject
    if len(set(keys.values())) > _MOST:
        return []
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"x" * (name.end - name.start)
    starts = {name.start for name in names}
    found = chain.from_iterable(_places(text, plain, body, brand, key) for brand, key in _longest_first(keys))
    brands: list[Mention] = []
    for place in found:
        if not any(taken[place.start : place.end]) and not _glossed(place, text, starts):
            brands.append(place)
            taken[place.start : place.end] = b"x" * (place.end - place.start)
    for start, end, *_ in words.countries.find(plain, body, len(plain)):
        taken[start:end] = b"x" * (end - start)  # "les îles Coco"
    others = _well_known(text, body, words)
    return brands + [place for place in others if place.key not in keys and not any(taken[place.start : place.end])]


def _well_known(text: str, body: int, words: Lexicon) -> list[Mention]:
    """Return the places where another site stands that news calls by its brand alone: what is said there is its own."""
    found: list[Mention] = []
    for run in CAPITALS.finditer(text, body):
        told = list(_UNBROKEN.finditer(text, *run.span()))
        for at, first in enumerate(told):
            key = squeezed(text[first.start() : run.end()])
            if is_brand(key) and all(folded(each[0]) in words.usual for each in told[:at]):
                found.append(Mention(first.start(), run.end(), Kind.BRAND, key))
                break
    return found


def same_site(text: str, names: list[Mention], words: Lexicon) -> list[Mention]:
    """Return the names with one key for those that the text itself calls one site: "serien.sx (auch s.to)"."""
    plain = folded(text)
    keys: dict[str, str] = {}
    joined = False
    for name, following in pairwise(names):
        between = plain[name.end : following.start]
        also = words.words["site.also"].search(between)
        # "(auch A, B sowie C)": what follows in the list is the same site too.
        opened = also and not between[: also.start()].strip(" ,(") and not between[also.end() :].strip(" «\"'")
        joined = bool(opened or (joined and _LISTED.fullmatch(between)))
        if joined:
            keys[following.key] = keys.get(name.key, name.key)
    return [replace(name, key=keys.get(name.key, name.key)) for name in names]


def _longest_first(keys: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(keys.items(), key=lambda item: -len(item[0]))


def _places(text: str, plain: str, body: int, brand: str, key: str) -> list[Mention]:
    if len(brand) < _SHORTEST:
        return []
    spelled = r"[ '-]?".join(map(re.escape, brand.removeprefix("the")))
    the = "(?:the[ -]?)?" if brand.startswith("the") else ""
    numbered = any(letter.isdigit() for letter in brand)
    return [
        Mention(match.start(), match.end(), Kind.BRAND, key)
        for match in re.finditer(rf"(?<![\w.@/#-]){the}{spelled}(?![\w@]|\.\w|-\w)", plain)
        if match.start() >= body and (numbered or any(map(str.isupper, text[match.start() : match.end()])))
    ]


def _glossed(brand: Mention, text: str, names: set[int]) -> bool:
    """Say whether the full name follows at once, as in "Coco (coco.gg)": then that names the site."""
    following = (start for start in range(brand.end + 1, brand.end + 4) if start in names)
    return any(text[brand.end : start].strip(' «"') == "(" for start in following)


def _aliases(text: str, plain: str, names: list[Mention], words: Lexicon) -> dict[str, str]:
    """Return other brands the text gives a name: "coco.gg, dit aussi Cocoland"."""
    aliases: dict[str, str] = {}
    for name in names:
        also = words.words["site.also"].search(plain, name.end, name.end + 60)
        if not also or plain[name.end : also.start()].strip(" ,(«\"'"):
            continue
        alias = _ALIAS.match(text, also.end())
        if alias and len(alias[1]) >= _SHORTEST:
            aliases[squeezed(alias[1])] = name.key
    return aliases
