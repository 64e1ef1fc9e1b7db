"""The site that a text is about where it spells no full name of it: which of its capitalised words is the brand. Pure.

Signs of each are weighed (`subject.toml`, fitted on passages read by hand: `python -m tests.bench.intake_subject`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log1p
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from feeds.intake.article import Article
from feeds.intake.brands import CAPITALS
from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Mention, folded, squeezed
from feeds.intake.wellknown import FIRMS, is_brand, whole_brand

WEIGHTS: Final[Mapping[str, float]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_FIRMS: Final = frozenset(map(squeezed, FIRMS))
_SHORTEST, _LONGEST = 3, 24  # letters; the "s" of s.to is no brand
_MOST: Final = 400  # runs of capitals, and full names; of a longer text the first
_NEAR: Final = 50  # characters that hold four words
_COINED: Final = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|\d|[A-Z]{2,}[a-z]")
_NUMBER: Final = re.compile(r"\d+(?:st|nd|rd|th|er|e|eme|o|a|os|as)?")  # "October 19th" is no brand
_YEAR: Final = re.compile(r" (?:19|20)\d\d$")
_WORD: Final = re.compile(r"\w+")
_UNBROKEN: Final = re.compile(r"\S+")
_ALONE: Final = re.compile(r" ?[.:)!?\n]")  # behind a word that is a sentence of its own: "Transcription:"
_INSIDE: Final = re.compile(r"\w,? $")  # before a word that begins no sentence


_AT: Final = (
    "after_its_kind",
    "before_its_kind",
    "whole",
    "quoted",
    "alone",
    "inside_a_sentence",
    "longer_at_a_beginning",
    "named",
)


@dataclass(slots=True)
class Candidate:
    """Words of a text that may be a brand: as first written, where first, and their signs."""

    written: str
    first: int
    signs: dict[str, float]


def brand_of(
    article: Article, names: list[Mention], words: Lexicon, weights: Mapping[str, float] = WEIGHTS
) -> str | None:
    """Return the likeliest brand of a text, in small letters without spaces, or None where nothing in it may be one.

    `names` are its full names: an ending may be one more of theirs.

    News drops the article of "The Pirate Bay" where its own address keeps it (/thepiratebay-moves), and so does a text
    in another language that has it once.
    """
    found = candidates(article, names, words)
    brand = max(found, key=lambda brand: score(found[brand], weights), default=None)
    if not brand:
        return None
    whole = f"the{brand}"
    is_whole = whole in _WORD.findall(_written_path(article)) or (whole in found and words.language != "en")
    return whole if is_whole else whole_brand(brand)


def score(candidate: Candidate, weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return how much speaks for a candidate, to be held against the others of its text."""
    return sum(value * weights[sign] for sign, value in candidate.signs.items())


def is_announced(article: Article, brand: str) -> bool:
    """Say whether an article has a brand in its own address, or in its title."""
    return brand in _path(article) or brand in squeezed(article.title or "")


def candidates(article: Article, names: list[Mention], words: Lexicon) -> dict[str, Candidate]:
    """Return what may be a brand, by its small letters without spaces, in the order of the text."""
    found: dict[str, Candidate] = {}
    plain = folded(article.text)
    abroad = [(start, end) for start, end, _, _ in words.countries.find(plain, article.body, len(plain))]
    for start, end, run in _phrases(article, words):
        if any(begin < end and start < stop for begin, stop in abroad):
            continue
        written = article.text[start:end].rstrip("-")
        brand = squeezed(written)
        if _may_be(brand, written, words) and not re.match(r"\.\w", article.text[end : end + 2]):
            candidate = found.setdefault(brand, Candidate(written, start, {"times": 0}))
            candidate.signs["times"] += 1
            for sign, holds in _signs_at(article, plain, start, end, run, words).items():
                candidate.signs[sign] = max(candidate.signs.get(sign, 0.0), float(holds))
    for name in names[:_MOST]:
        candidate = found.setdefault(name.key, Candidate(name.key, name.start, {"times": 0}))
        candidate.first = min(candidate.first, name.start)
        candidate.signs |= {"times": candidate.signs["times"] + 1, "named": 1.0}
    for brand, candidate in found.items():
        candidate.signs = dict.fromkeys(_AT, 0.0) | candidate.signs | _signs_of(article, brand, candidate)
        # German writes every noun with a capital: what nothing else marks is a noun.
        marked = any(candidate.signs[sign] for sign in ("after_its_kind", "coined", "quoted", "announced"))
        candidate.signs["only_a_capital_in_german"] = float(words.language == "de" and not marked)
    return found


def _phrases(article: Article, words: Lexicon) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield `(start, end, run)` of every phrase of the words that stand in a run of capitals.

    "Der Chat Coco" is two runs: what stands behind its kind is a site's own name. A phrase may begin with the kind, and
    does not reach across it.
    """
    for _, match in zip(range(_MOST), CAPITALS.finditer(article.text, article.body), strict=False):
        told = [(each.start(), each.end()) for each in _UNBROKEN.finditer(match.string, *match.span())]
        kinds = [words.is_kind(folded(article.text[start:end])) for start, end in told]
        last = max((place for place in range(len(told) - 1) if kinds[place]), default=-1)
        for number, (start, _) in enumerate(told):
            run = (told[last + 1][0] if number > last else match.start(), match.end())
            for place in range(number, len(told)):
                if number >= last or place < last:
                    yield start, told[place][1], run


def _may_be(brand: str, written: str, words: Lexicon) -> bool:
    plain = folded(written)
    return (
        _SHORTEST <= len(brand) <= _LONGEST
        and not _NUMBER.fullmatch(brand)
        and not _YEAR.search(written)
        and brand not in _FIRMS
        and brand not in words.usual
        and words.months.keys().isdisjoint(plain.split())
    )


def _signs_at(
    article: Article, plain: str, start: int, end: int, run: tuple[int, int], words: Lexicon
) -> dict[str, bool]:
    before = _WORD.findall(plain[max(article.body, start - _NEAR) : start])
    after = _WORD.findall(plain[end : end + _NEAR])
    begins = start == run[0] and not _INSIDE.search(article.text, max(article.body, start - 3), start)
    return {
        "after_its_kind": any(map(words.is_kind, before[-1:])),
        "before_its_kind": any(map(words.is_kind, after[:4])),
        "whole": (start, end) == run,
        "quoted": article.text[start - 1 : start] in tuple('«"“„‚‘') and start > 0,
        "alone": begins and _ALONE.match(article.text, end) is not None,
        "inside_a_sentence": not begins,
        "longer_at_a_beginning": begins and " " in article.text[start:end],
    }


def _signs_of(article: Article, brand: str, candidate: Candidate) -> dict[str, float]:
    prose, path = article.text[article.body :], _path(article)
    spelled_small = rf"(?<![\w-]){re.escape(candidate.written.lower())}(?![\w-])"
    return {
        "times": log1p(candidate.signs["times"]),
        "one_word": float(" " not in candidate.written),
        "many_words": float(candidate.written.count(" ") > 1),
        "coined": float(_COINED.search(candidate.written) is not None),
        "all_capitals": float(candidate.written.isupper()),
        "hyphen": float("-" in candidate.written),
        "known": float(is_brand(brand)),
        "short": float(len(brand) <= 4),
        "long": float(len(brand) >= 10),
        "late": (candidate.first - article.body) / max(1, len(prose)),
        "in_small_letters": float(re.search(spelled_small, prose) is not None),
        "in_address": float(brand in path),
        "announced": float(is_announced(article, brand)),
    }


def _path(article: Article) -> str:
    return squeezed(_written_path(article))


def _written_path(article: Article) -> str:
    return urlsplit(article.address).path.lower() if article.address else ""
