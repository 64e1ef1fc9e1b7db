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

_SPELLED_OUT = re.compile(rf"({CAPITALS.pattern})[»\"”]? \($")

_LISTED = re.compile(r"[\s,«»\"]*(?:\w+[\s«\"]+)?")


def with_brands(text: str, body: int, names: list[Mention], subject: str | None, words: Lexicon) -> list[Mention]:
    """Return the names, in order, with the places where the brand of one, or a stated other brand of it, stands.

    `subject` is the brand of a site that the text is about and never names in full. A brand with its full name after
    it, as in "Coco (coco.gg)", is one place.
    """
    plain = folded(text)
    keys = {squeezed(f"{name.host}"): name.key for name in names}  # "ASKfm" is ask.fm
    keys |= {name.key: name.key for name in names}
    keys |= _aliases(text, plain, names, words)
    if subject:
        keys[subject] = subject
    if len(set(keys.values())) > _MOST:
        return names
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"x" * (name.end - name.start)
    found = chain.from_iterable(_places(text, plain, body, brand, key) for brand, key in _longest_first(keys))
    brands: list[Mention] = []
    for place in found:
        if not any(taken[place.start : place.end]):
            brands.append(place)
            taken[place.start : place.end] = b"x" * (place.end - place.start)
    for start, end, *_ in words.countries.find(plain, body, len(plain)):
        taken[start:end] = b"x" * (end - start)  # "les îles Coco"
    others = _well_known(text, body, words)
    brands += [place for place in others if place.key not in keys and not any(taken[place.start : place.end])]
    return _glossed(text, sorted([*names, *brands], key=lambda mention: mention.start))


def _glossed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the places with each brand that its full name follows in brackets as one with it."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined and joined[-1].kind is Kind.BRAND and mention.kind is Kind.NAME else None
        if last and text[last.end : mention.start].strip(' «"') == "(":
            joined[-1] = replace(mention, start=last.start, end=mention.end + text.startswith(")", mention.end))
        else:
            joined.append(mention)
    return joined


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
    keys = _spelled_out(text, names)
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


def _spelled_out(text: str, names: list[Mention]) -> dict[str, str]:
    """Return the brand of which each key has some letters, where the text spells it out: "Burning Series (bs.to)"."""
    brands: dict[str, str] = {}
    for name in names:
        before = _SPELLED_OUT.search(text, max(0, name.start - 60), name.start)
        brand = squeezed(before[1]) if before else ""
        letters = iter(brand)
        if len(brand) > len(name.key) and brand[0] == name.key[0] and all(each in letters for each in name.key):
            brands[name.key] = brand
    return brands


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
