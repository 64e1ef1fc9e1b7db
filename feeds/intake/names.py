"""Full names in prose: plain, defanged, spaced, spoken; and what only looks like one.

Valid by the Public Suffix List alone. Doubtful ones are left out: a missed name is found in another article, a
wrong one is a wrong accusation.
"""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Kind, Mention, folded, key_of, related, squeezed
from feeds.intake.wellknown import FILE_STEMS, FILES, PLACEHOLDER, PRINTED, is_brand

_REGISTRY: Final = "nic"  # of an ending: nic.io
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOT = r"(?:\.|\s?[\[({]\s?(?:\.|dot|point|punto|punkt)\s?[\])}]\s?)"
_NAME = re.compile(
    rf"(?<![\w@.-])(?P<scheme>h(?:tt|xx)ps?(?:\[?:\]?)//)?(?:ex-)?(?P<name>{_LABEL}(?:{_DOT}{_LABEL})+)(?![\w@])(?!-\w)"
    # The words of an address's path are no prose.
    r"(?(scheme)(?P<path>[/?#:][^\s»”)]*[\w/])?)",
    re.IGNORECASE,
)
_BEFORE_DOT = re.compile(r"(?<![\w-])([\w-]{1,63})\.(?=\w)")
# No sentence begins with these in small letters.
_USUAL: Final = frozenset({"com", "net", "org", "app", "chat", "io", "gg", "cc", "xyz", "eu", "info", "biz"})
_PHRASE_END = re.compile(r"\s?[,;:!?»”)(\]]|\.(?:\s|$)")
_DATELINE = re.compile(r"[ \t]*[–—,|·(-][^\n.!?]{0,60}\b(?:19|20)\d\d\b[^\n.!?]{0,20}\n")  # the outlet's own name
_HEADER: Final = 5  # lines
_QUOTED = re.compile(r"[«“„\"‘]\s?[\w.-]+\s?[»”“\"’]")
_VERSION = re.compile(r"\d+\.\d+\.")
_SPACED = re.compile(rf"(?<![\w@.-])(?P<label>{_LABEL})(?:\s?\.\s{{1,3}})(?P<ending>[a-z]{{2,6}})\b(?!\.\w)")


def find_names(text: str, body: int, words: Lexicon, own: str | None) -> list[Mention]:
    """Return the full names in the prose, in the order of the text.

    `own` is the host of the article's publisher: no name of its brand is returned, unless the text names two of them. A
    newspaper names itself; only who tells of a move of its own names itself twice.
    """
    again = Counter(map(str.lower, _BEFORE_DOT.findall(text, body)))
    plain = [mention for match in _NAME.finditer(text, body) if (mention := _plain(match, text, words, again))]
    keys = {mention.key for mention in plain}
    broken: list[Mention] = []
    for match in _broken(text, body, words):
        if mention := _joined(match, text, keys, words):  # a brand told twice is known the second time
            broken.append(mention)
            keys.add(mention.key)
    named = _without(own, _apart(plain + broken))
    others = [mention.key for mention in named if not _is_source(mention, text, words)]
    # "coco.fr, reached via coco.gg": what shares its brand with what the text is about is no source.
    return [
        mention
        for mention in named
        if not _is_source(mention, text, words) or any(related(mention.key, key) for key in others)
    ]


def _without(own: str | None, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that are not of the publisher's brand, or all where two of its names are among them."""
    key = _key_or_none(own)
    names = {mention.host for mention in mentions if key and related(mention.key, key)}
    return mentions if len(names) > 1 else [mention for mention in mentions if mention.key != key]


def _plain(match: re.Match[str], text: str, words: Lexicon, again: Counter[str]) -> Mention | None:
    written = re.sub(rf"{_DOT}", ".", match["name"], flags=re.IGNORECASE)
    try:
        name = parse(written)
    except NotAHostname:
        return None
    label, _, ending = written.rpartition(".")
    if (
        not PRINTED.isdisjoint({name.registrable, name.ascii})
        or _is_other(name)
        or text[match.end() : match.end() + 1] == "@"
    ):
        return None
    if _missing_space(label, ending, text, match.start("name"), words, again):
        return None
    start = match.start("scheme" if match["scheme"] else "name")
    return _mention(start, match.end(), name, "defanged" if written != match["name"] else "")


def _mention(start: int, end: int, name: Hostname, note: str) -> Mention:
    if not note and name.ascii != name.unicode:
        note = f"written with letters that need checking: {name.unicode}"
    host = name.registrable if name.ascii == name.registrable else name.ascii.removeprefix("www.")
    return Mention(start, end, Kind.NAME, key_of(name), host, note)


def _is_other(name: Hostname) -> bool:
    first, _, rest = name.ascii.partition(".")
    return (
        first == _REGISTRY
        or (name.suffix in FILES and not is_brand(key_of(name)))
        or _VERSION.match(name.ascii) is not None
        or ("." not in rest and (first in FILE_STEMS or PLACEHOLDER.fullmatch(first) is not None))
    )


def _missing_space(label: str, ending: str, text: str, start: int, words: Lexicon, again: Counter[str]) -> bool:
    """Say whether this is the end of one sentence and the start of the next, stuck together; no quotes hold such."""
    if _QUOTED.match(text, max(0, start - 1)):
        return False
    if label[-1:].islower() and ending[:1].isupper() and not ending.isupper():
        return True
    if folded(ending) not in words.ordinary or "." in label:
        return False
    before = folded(text[max(0, start - 25) : start])
    introduced = words.words["names.introduce"].search(before) or re.search(
        rf"(?:{words.words['names.before'].pattern})[\s«“\"']*$", before
    )
    # One word is no sentence, and no phrase: at the start of one, this is a name.
    alone = text[max(0, start - 5) : start].rstrip(" «“\"'(")[-1:] in ("", ".", "!", "?", ":", "\n", ",", ";")
    # Written again, or with another ending too: then it is a name; so is what ends a phrase, as no small word does.
    known = again[label.lower()] > 1 or any(letter.isdigit() for letter in label) or is_brand(squeezed(label))
    known = known or (label.islower() and _has_capital(label, text, words))
    known = known or not _is_word(label, text, words)
    return not (introduced or known or alone or _PHRASE_END.match(text, start + len(label) + 1 + len(ending)))


def _is_word(label: str, text: str, words: Lexicon) -> bool:
    """Say whether a label is a word of the language, as far as the lexicon and the text itself tell."""
    elsewhere = rf"(?<![\w.-]){re.escape(label)}(?![\w-]|\.\w)"
    return folded(label) in words.usual or re.search(elsewhere, text) is not None


def _has_capital(label: str, text: str, words: Lexicon) -> bool:
    """Say whether a text spells this label as a name of its own too; German has capitals for every noun."""
    capital = rf"(?<![\w.]){re.escape(label.capitalize())}(?![\w.])"
    return words.language != "de" and re.search(capital, text) is not None


def _broken(text: str, body: int, words: Lexicon) -> list[re.Match[str]]:
    spoken = re.compile(
        rf"(?<![\w@.-])(?P<label>{_LABEL}(?:\.{_LABEL})*)\s(?i:{words.words['names.dot'].pattern})\s"
        r"(?P<ending>[a-z]{2,6})\b"
    )
    found = [*_SPACED.finditer(text, body), *spoken.finditer(text, body)]
    return sorted(found, key=lambda match: match["ending"] in words.ordinary)


def _joined(match: re.Match[str], text: str, keys: set[str], words: Lexicon) -> Mention | None:
    """Join a name that a space or a line end broke, where something says that it is one."""
    label, ending = match["label"], match["ending"]
    if label in words.small:
        return None
    before = folded(text[max(0, match.start() - 25) : match.start()])
    spoken = "." not in match[0]
    key = squeezed(label)
    known = words.words["names.introduce"].search(before) or (spoken and len(label) > 3)
    known = known or (len(key) > 3 and (ending in _USUAL or any(related(key, other) for other in keys)))
    if not known or (folded(ending) in words.ordinary and key not in keys):
        return None
    try:
        name = parse(f"{label}.{ending}")
    except NotAHostname:
        return None
    return replace(_mention(match.start(), match.end(), name, ""), note=f"written {match[0]!r}")


def _is_source(mention: Mention, text: str, words: Lexicon) -> bool:
    if "://" in text[mention.start : mention.end]:
        return False
    if (
        _DATELINE.match(text, mention.end)
        and text[: mention.start].count("\n") <= _HEADER
        and (text[: mention.start].endswith("\n"))
    ):
        return True
    before = folded(text[max(0, mention.start - 20) : mention.start])
    return any(not before[found.end() :].strip(" :«\"'(") for found in words.words["names.sources"].finditer(before))


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions in the order of the text, without those that begin inside another."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _key_or_none(host: str | None) -> str | None:
    try:
        return key_of(parse(host)) if host else None
    except NotAHostname:
        return None
