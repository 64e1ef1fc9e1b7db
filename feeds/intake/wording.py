"""The small language in which a lexicon writes its wordings, and the regular expressions it becomes.

A wording is words and places, separated by spaces; case and accents (but not umlauts) do not matter.

    {old} {new} {site}   a place where a site is named: a name, a brand, an ending, or "the site"
    [est|fut|a été]      one of these; `[a|b]?` may be missing; `![a|b]` must not follow
    ferm*                a word that begins so
    ~                    up to five words, within a phrase (no comma)
    …                    up to ten words that name no other site
    ,                    a comma, a colon, a dash or a bracket must stand here; `,?` may
"""

import re
from collections.abc import Iterable
from typing import Final

from feeds.intake.mention import folded

FIRST_MARK: Final = 0xE000  # a masked sentence shows its n-th mention as the character FIRST_MARK + n
MARKS: Final = "\ue000-\uf8ff"

_GAP = rf"[^\w{MARKS};]"
_GLUE = rf"[^\w{MARKS};:,(–—]*+"
_SOFT = r"[ \t\n\u00a0\u202f'\"«»“”„‘’-]"
_NEAR = rf"(?:{_SOFT}++\w++){{0,5}}?"
_FAR = rf"(?:{_GAP}++\w++){{0,10}}?"
_TOKEN = re.compile(r"!?\[[^\]]*\]\??|\{\w+\}|[^\s\[\]{}]+")


def site_pattern(determiners: Iterable[str], nouns: Iterable[str]) -> str:
    """Return the expression for a place: a marked mention, or words such as "the chat site" that stand for one."""
    names = f"[{MARKS}]"
    article, noun = _any(determiners) + rf"{_SOFT}*+", _any(nouns)
    # "the dating site Coco" names Coco; only "the site" alone stands for a site named elsewhere.
    alone = rf"\b(?!{_SOFT}*+[{MARKS}])(?!(?:{_SOFT}++\w++){{1,3}}{_SOFT}*+[{MARKS}])"
    return rf"(?:{names}|\b{article}(?:\w++{_SOFT}++)?{noun}{alone})"


def compile_wording(wording: str, site: str) -> re.Pattern[str]:
    """Compile one wording. Raises ValueError, naming it, for one that cannot be read."""
    parts = _TOKEN.findall(wording)
    if not parts or "".join(parts) != re.sub(r"\s(?![^\[]*\])", "", wording):
        raise ValueError(f"this wording cannot be read: {wording!r}")
    # A wide gap may end at a comma; between other tokens a comma stands only where the wording has one.
    glues = ["", *(f"{_GAP}*+" if part == "…" else _GLUE for part in parts)]
    return re.compile("".join(_piece(part, site, glue) for part, glue in zip(parts, glues, strict=False)))


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a list of words or phrases (`ferm*` for a beginning) to one expression; an empty list never matches."""
    listed = list(words)
    return re.compile(_words(listed)) if listed else re.compile(r"(?!)")


def _piece(part: str, site: str, glue: str) -> str:
    if part in ("~", "…"):
        return _NEAR if part == "~" else _FAR
    if part in (",", ",?"):
        return r"[\s»”\")]*+[,:(–—-]" + ("?" if part == ",?" else "")
    if part.startswith("{"):
        return rf"{glue}(?P<{part[1:-1]}>{site})"
    if part.startswith("!["):
        return rf"(?!{glue}{_words(part[2:-1].split('|'))})"
    if part.startswith("["):
        chosen = _words(part.strip("[]?").split("|"))
        return f"(?:{glue}{chosen})?" if part.endswith("?") else glue + chosen
    return glue + _words([part])


def _words(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(rf'{_phrase(phrase)}' for phrase in phrases)})"


def _phrase(phrase: str) -> str:
    words = re.findall(r"\w+\*?", folded(phrase))
    return rf"{_GAP}++".join(rf"\b{word[:-1]}\w*+" if word.endswith("*") else rf"\b{word}\b" for word in words)


def _any(words: Iterable[str]) -> str:
    # Elided articles ("l'") stand before their noun without a space.
    joined = "|".join(re.escape(folded(word)) + ("" if word.endswith("'") else r"\b") for word in words)
    return rf"(?:{joined})"
