"""The small language in which a lexicon writes its wordings, and the regular expressions it becomes.

A wording is words and places, separated by spaces; case and accents (but not umlauts) do not matter.

    {old} {new} {site}   a place where a site is named: a name, a brand, an ending, or "the site"; {site} may be a list
    {chain}              names one after the other, a few words apart: each is said to have become the next, and the
                         last of them the {new} that follows
    [est|fut|a été]      one of these; `[a|b]?` may be missing; `![a|b]` must not follow
    ferm*                a word that begins so
    [@shut|clos]         the words of the file's list `shut`, or the other
    ~                    up to five words, within a phrase (no comma)
    …                    up to ten words that name no other site; behind a place, also a longer aside between commas
                         (behind a place an aside in commas or brackets may stand before anything but a comma)
    →                    an arrow must stand here: →, ⇒, ➔, -> or =>
    ,                    a comma, a colon, a dash or a bracket must stand here; `,?` may
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from feeds.intake.mention import folded

FIRST_MARK: Final = 0xE000  # a masked sentence shows its n-th mention as the character FIRST_MARK + n
MARKS: Final = "\ue000-\uf8ff"

_GAP = rf"[^\w{MARKS};]"
_GLUE = rf"[^\w{MARKS};:,(–—]*+"
_SOFT = r"[ \t\n\u00a0\u202f'\"«»“”„‘’-]"
_NEAR = rf"(?:(?:(?<=\d)\.)?+{_SOFT}++\w++){{0,5}}?"  # "seit dem 18. August": a day's full stop ends nothing
_FAR = rf"(?:{_GAP}++\w++){{0,10}}?"
_FAR_ASIDE = rf"\s*+[,(–—][^{MARKS};]{{20,200}}?[,)–—](?:{_GAP}++\w++){{0,2}}?"
_CHAIN = rf"[{MARKS}](?:{_GAP}++(?:\w++{_GAP}++){{0,5}}?[{MARKS}])*"
_COMMA = r"(?:[\s»”\")]*+[,:(–—-])"
_ALONE: Final = {"~": _NEAR, ",": _COMMA, ",?": f"{_COMMA}?", "→": r"[\s»”\")]*+(?:[→⇒➔➜➡]|[-=]{1,2}>)"}
_WORD = re.compile(r"\w+")
_BARE = re.compile(r"!\[[^\]]*\]|\{\w+\}|@\w+|[\[\]~…,→?]")  # what stands between the phrases of a wording
_LIST = re.compile(r"@(\w+)")
_TOKEN = re.compile(r"!?\[[^\]]*\]\??|\{\w+\}|[^\s\[\]{}]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One line of a lexicon, as written and compiled.

    A sentence can only match when it has a word of each set in `needs` (`ferm*`: a word that begins so). `spelled` are
    the words of its own phrases of two words or more, folded: "never came back", and not "never".
    """

    written: str
    needs: tuple[frozenset[str], ...]
    spelled: frozenset[str]
    expression: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when a sentence first needs it: most articles use few."""
        return _compiled(self.expression)


def site_pattern(
    *,
    determiners: Iterable[str],
    nouns: Iterable[str],
    others: Iterable[str],
    both: Iterable[str],
    pronouns: Iterable[str],
    verbs: Iterable[str],
    endings: Iterable[str],
    before: Iterable[str],
) -> str:
    """Return the expression for a place: a marked mention, or words such as "the chat site" that stand for one.

    A noun and a comma before a mention are of its place ("two sites, a.com"), and so is one of the words `endings`, two
    words behind it at most ("une adresse russe, a.ru"). `others` between the two words ("the previous site") make it
    another; so does a second determiner ("l'hébergeur du site"). Right after a noun a name is its own ("the dating site
    Coco"), but for one of the words `before` ("the site is at coco.gg"). One of the `pronouns` is a place where a
    sentence or a clause begins, and so is nothing before one of the `verbs` with which a sentence begins ("Ha chiuso");
    so are words for `both` of two sites.
    """
    article, noun = _any(determiners) + rf"{_SOFT}*+", _any(nouns)
    nouns_of_any_number = "|".join(rf"{re.escape(folded(each)[:-1])}\w{{0,3}}+" for each in nouns)
    address = rf"{_any(endings)}(?:{_SOFT}++\w++){{0,2}}?"
    names = rf"(?:\b(?:{nouns_of_any_number}|{address})\s?+[,:(]{_SOFT}*+)?[{MARKS}]"
    its_own = rf"(?:(?:{_SOFT}++\w++){{0,2}}{_SOFT}++(?!{_any(before)})\w++)?{_SOFT}*+[{MARKS}]"
    alone = rf"\b(?!{its_own})"
    kind = rf"\b{article}(?:(?!{_any([*others, *determiners])})\w++{_SOFT}++){{0,4}}?{noun}{alone}"
    begun = [rf"(?:\A|(?<=[,;:] )){_any(pronouns)}", *([rf"\A(?={_any(verbs)})"] if verbs else [])]
    begun.append(rf"\b{_any(both)}")
    return rf"(?:{'|'.join([names, *begun, kind])})"


def compile_wording(written: str, site: str, lists: Mapping[str, Iterable[str]]) -> Wording:
    """Compile one wording. Raises ValueError, naming it, for one that cannot be read."""
    try:
        wording = _LIST.sub(lambda name: "|".join(lists[name[1]]), written)
    except KeyError as unknown:
        raise ValueError(f"this wording calls a list that is not there: {written!r} ({unknown})") from None
    parts = _TOKEN.findall(wording)
    if not parts or "".join(parts) != re.sub(r"\s(?![^\[]*\])", "", wording):
        raise ValueError(f"this wording cannot be read: {written!r}")
    # A wide gap may end at a comma; between other tokens a comma stands only where the wording has one.
    glues = ["", *(f"{_GAP}*+" if part == "…" else _GLUE for part in parts)]
    places = {"{site}": _listed(lists["and"])}
    then = [*lists["and"], *lists["then"], *lists["pronouns"]]
    fars = [_FAR, *(_far_behind(part, lists["the"], then) for part in parts)]
    asides = [
        _aside(part, lists["the"], then) if _turns_aside(part, next_part) else ""
        for part, next_part in pairwise([*parts, ""])
    ]
    expression = "".join(
        _piece(part, site, glue, far) + places.get(part, "") + aside
        for part, glue, far, aside in zip(parts, glues, fars, asides, strict=False)
    )
    needs = tuple(_first_words(part) for part in parts if _is_needed(part))
    return Wording(written, needs, _spelled(written), expression)


def _spelled(written: str) -> frozenset[str]:
    phrases = _BARE.sub(" | ", written).split("|")
    told = (_WORD.findall(folded(phrase)) for phrase in phrases)
    return frozenset(word for phrase in told if len(phrase) > 1 for word in phrase)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def vocabulary(plain: str, stems: frozenset[str]) -> frozenset[str]:
    """Return the words of a folded sentence, and those of the stems (`ferm*`) with which one begins."""
    said = {*_WORD.findall(plain)}
    begun = {f"{word[:length]}*" for word in said for length in range(1, len(word) + 1)}
    return frozenset(said | (begun & stems))


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a list of words or phrases (`ferm*` for a beginning) to one expression; an empty list never matches."""
    listed = list(words)
    return re.compile(_words(listed)) if listed else re.compile(r"(?!)")


def _listed(joints: Iterable[str]) -> str:
    """Return the expression for the other names of a list: what is said after them is said of the first too."""
    return rf"(?:(?:{_SOFT}*+,)?+{_SOFT}*+(?:{_any(joints)}{_SOFT}*+)?+[{MARKS}])*+"


def _far_behind(part: str, determiners: Iterable[str], then: Iterable[str]) -> str:
    """Return the expression for a wide gap: behind a place, an aside may stand in it."""
    if not part.startswith("{"):
        return _FAR
    another = rf"|{_another(determiners, then)}(?:{_GAP}++\w++){{0,2}}?" if part == "{site}" else ""
    return rf"(?:{_FAR}|{_FAR_ASIDE}{another})"


def _another(determiners: Iterable[str], then: Iterable[str]) -> str:
    """Return the expression for an aside in commas that names another site.

    What goes on ("a.com, it moved to b.com", "a.com, and then b.com") is none, and no second subject follows it.
    """
    return rf"\s*+,(?!\s*{_any(then)})[^,();]{{8,160}},(?!\d|{_SOFT}*+{_any(determiners)})"


def _aside(place: str, determiners: Iterable[str], then: Iterable[str]) -> str:
    """Return the expression for an aside behind a place, in commas or brackets, or nothing.

    "Coco, un tchat gratuit, a fermé" and "Coco (deux millions de membres) a fermé" tell what "Coco a fermé" tells.
    Where an end is told, the aside may name another site: then the verb follows, and no second subject.
    """
    alone = rf"\([^(){MARKS};]{{1,160}}\)|,[^,(){MARKS};]{{8,160}},(?!\d)"
    with_another = f"|{_another(determiners, then)}" if place == "{site}" else ""
    return rf"(?:\s*+(?:{alone}){with_another})??"


def _turns_aside(part: str, following: str) -> bool:
    """Say whether an aside may stand between a part and the one that follows it, "" at the end."""
    return part.startswith("{") and part != "{chain}" and following not in ("", ",", ",?", "…")


def _is_needed(part: str) -> bool:
    return part[0] not in "~…,→{!" and not part.endswith("]?")


def _first_words(part: str) -> frozenset[str]:
    firsts = [re.search(r"\w+\*?", folded(phrase)) for phrase in part.strip("[]").split("|")]
    return frozenset(first[0] for first in firsts if first)


def _piece(part: str, site: str, glue: str, far: str) -> str:
    if part in _ALONE:
        return _ALONE[part]
    if part == "…":
        return far
    if part.startswith("{"):
        return rf"{glue}(?P<{part[1:-1]}>{_CHAIN if part == '{chain}' else site})"
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
