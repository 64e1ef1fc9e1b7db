"""Places where a site is named by its brand (Coco), and the brand of a text that spells no full name."""

import re
from collections import Counter
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final
from urllib.parse import urlsplit

from feeds.intake.article import Article
from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Kind, Mention, folded, squeezed

_SHORTEST: Final = 3  # letters; the "s" of s.to is no brand
_MOST: Final = 60  # a text with more brands than this is a list, and its brands say nothing

_CAPITALS = re.compile(r"\b[A-ZÀ-Þ][\w-]*(?: (?:[A-ZÀ-Þ0-9][\w-]*)){0,3}")

_ENDING = re.compile(r"(?<![\w.…)])\.[a-zA-Z]{2,10}\b(?!\.\w|@)")

_INSIDE = re.compile(r"\w,? $")  # before a word that begins no sentence

_ALIAS = re.compile(rf"[\s«\"“'’]*({_CAPITALS.pattern})(?!\.\w)")

_LISTED = re.compile(r"[\s,«»\"]*(?:\w+[\s«\"]+)?")


def find_brands(text: str, body: int, names: list[Mention], words: Lexicon) -> list[Mention]:
    """Return the places where the brand, or a stated other brand, of one of the names stands."""
    plain = folded(text)
    keys = {name.key: name.key for name in names}
    keys |= _aliases(text, plain, names, words)
    if len(keys) > _MOST:
        return []
    taken = [(name.start, name.end) for name in names]
    found = chain.from_iterable(_places(text, plain, body, brand, key) for brand, key in _longest_first(keys))
    brands: list[Mention] = []
    for place in found:
        if all(place.end <= start or end <= place.start for start, end in taken) and not _glossed(place, text, names):
            brands.append(place)
            taken.append((place.start, place.end))
    return brands


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


def has_endings(article: Article) -> bool:
    """Say whether endings stand alone in the prose: "passé de .fr à .gg"."""
    return _ENDING.search(article.text, article.body) is not None


def brand_of(article: Article, words: Lexicon, *, alone: bool) -> str | None:
    """Guess the brand of a text that spells no full name of it, in small letters without spaces.

    `alone` is whether it spells no other site's name either.

    It must be written with a capital in the prose, and stand in the article's own address or, twice in the prose, in
    its title: newspapers put what an article is about there. (German writes every noun so: there the title must begin
    with it.) Where endings stand alone (".gg") the text is about a site all the same: the one it names most, and first.
    """
    path = squeezed(urlsplit(article.address).path) if article.address else ""
    title = squeezed(article.title or "")
    counts = _capitals(article, words)
    candidates = [*_phrases(article), *(brand for brand, _ in counts.most_common(_MOST))]
    # What has a capital only where a sentence begins may be any word.
    inside = _inside_sentences(article)
    for brand in sorted(candidates, key=lambda brand: brand not in inside):
        if brand in path:
            the = f"the{brand.removeprefix('the')}"
            return the if the in path else brand
    for brand, times in counts.most_common(_MOST):
        if times > 1 and (title.startswith(brand) if words.language == "de" else brand in title):
            return brand
    if not alone or not has_endings(article):
        return None
    return next((brand for brand, _ in counts.most_common(1)), None)


def _phrases(article: Article) -> list[str]:
    """Return what is written with capitals, whole, the most frequent first."""
    counts = Counter(squeezed(match[0]) for match in _CAPITALS.finditer(article.text, article.body))
    return [phrase for phrase, _ in counts.most_common(_MOST) if len(phrase) > _SHORTEST]


def _inside_sentences(article: Article) -> set[str]:
    """Return what is written with capitals somewhere inside a sentence."""
    phrases = _CAPITALS.finditer(article.text, article.body)
    within = (match[0] for match in phrases if _begins_none(article, match.start()))
    return {squeezed(part) for phrase in within for part in (phrase, phrase.split()[0])}


def _begins_none(article: Article, start: int) -> bool:
    return _INSIDE.search(article.text, max(article.body, start - 3), start) is not None


def _capitals(article: Article, words: Lexicon) -> Counter[str]:
    """Count what is written with capitals and may be a brand, in the order of the text.

    A usual word before it is its own where it stands inside a sentence too ("the forum El Galeón").
    """
    phrases = [(match.start(), match[0]) for match in _CAPITALS.finditer(article.text, article.body)]
    whole = {phrase for start, phrase in phrases if _begins_none(article, start)}
    counts = Counter[str]()
    for _, phrase in phrases:
        written = phrase.split()
        while len(written) > 1 and folded(written[0]) in words.usual and " ".join(written) not in whole:
            written = written[1:]
        brand = squeezed("".join(written))
        if len(brand) > _SHORTEST and _may_be_brand(brand, " ".join(written), words):
            counts[brand] += 1
    return counts


def _may_be_brand(brand: str, written: str, words: Lexicon) -> bool:
    plain = folded(written)
    return (
        brand not in words.usual
        and not brand.isdigit()
        and not words.countries.has_word(brand)
        and not any(True for _ in words.countries.find(plain, 0, len(plain)))
    )


def brand_places(text: str, body: int, brand: str) -> list[Mention]:
    """Return the places where a guessed brand stands."""
    return _places(text, folded(text), body, brand, brand)


def _longest_first(keys: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(keys.items(), key=lambda item: -len(item[0]))


def _places(text: str, plain: str, body: int, brand: str, key: str) -> list[Mention]:
    if len(brand) < _SHORTEST:
        return []
    spelled = r"[ -]?".join(map(re.escape, brand.removeprefix("the")))
    the = "(?:the[ -]?)?" if brand.startswith("the") else ""
    numbered = any(letter.isdigit() for letter in brand)
    return [
        Mention(match.start(), match.end(), Kind.BRAND, key)
        for match in re.finditer(rf"(?<![\w.@/#-]){the}{spelled}(?![\w@]|\.\w|-\w)", plain)
        if match.start() >= body and (numbered or text[match.start()].isupper() or text[match.end() - 1].isupper())
    ]


def _glossed(brand: Mention, text: str, names: list[Mention]) -> bool:
    """Say whether the full name follows at once, as in "Coco (coco.gg)": then that names the site."""
    return any(0 < name.start - brand.end <= 3 and text[brand.end : name.start].strip(' «"') == "(" for name in names)


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
