"""What makes a wording less than a fact: planned, asked for, rumoured, denied, or said of something else."""

import re
from collections.abc import Set
from typing import Final

from feeds.intake.lexicon import Lexicon
from feeds.intake.masked import Masked
from feeds.intake.mention import Kind, Mention, folded
from feeds.intake.statement import BACK, STAYS
from feeds.intake.wording import MARKS

_WORD = re.compile(r"\w+")
_OWNED = re.compile(r"'s?(?: \w+){1,3}")
_MARK = re.compile(f"[{MARKS}]")
_NEXT_WORD = re.compile(r"[^\w,;:(]*\w+")
_NEXT_TWO = re.compile(r"(?:\s*\w+){1,2}")
_ARRIVALS: Final = ("renamed.now", "renamed.named", "renamed.taken")  # what tells a new name, and not whose
_DEPARTURES: Final = ("renamed.was", "renamed.left", "renamed.stated")  # what tells a name that the site had
_VERBLESS: Final = ("renamed.taken", "renamed.left", "renamed.same_brand")  # what may be told by names alone
_HINTS: Final = ("renamed.taken", "clone.suspected")  # what tells a new name where nothing says that it is the old
_BY_NAMES: Final = "renamed.same_brand"
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_PHRASE_ENDS: Final = ",;:(–—"
_HEAD: Final = 40  # characters
_LATER: Final = 250  # characters
_AFTER = re.compile(r"(?:[^,;:.(]|(?<=\d)[.,](?= )){0,45}")  # of a date, a day's full stop ends nothing
_PHRASE = re.compile(f"[,;:({MARKS}]")
_NAME_NEXT = re.compile(f"[ «\"'’]+[{MARKS}]")
_QUOTES: Final = " «\"'’“„"
_NEAR: Final = 30  # characters


def doubt_of(sentence: Masked, match: re.Match[str], words: Lexicon, rule: str, spelled: Set[str]) -> str:
    """Return the first words of a sentence that put a wording in doubt, or "" when it is said to be done.

    What the wording itself has `spelled` is meant so: "it never came back" is an end, and "never" no doubt of it.
    An access provider's block is no closure, but an authority's seizure is none the less for the block that came with
    it; what is seized of a person is no site; who copies a site has not moved it; what a name is left for is not left.
    What only asks tells nothing, what says that an end does not come tells none, and who closes another site goes on.
    """
    return (
        (match[0] if rule == STAYS else "")
        or _doubted(sentence.plain, match, words, rule, spelled)
        or _whence(sentence, match, words, rule)
        or ("" if rule == BACK else _formerly(sentence.plain, match, words))
        or _acts(sentence.plain, match, rule)
        or _asked(sentence.plain)
    )


def of_people(plain: str, match: re.Match[str], words: Lexicon) -> bool:
    """Say whether those who use a site move, and not the site: "users have left a.com for b.com"."""
    begin = max(plain.rfind(mark, 0, match.start()) for mark in _PHRASE_ENDS) + 1
    told = plain[begin : match.end()]
    return bool(words.words["doubt.people"].search(told)) and not words.words["doubt.sent"].search(told)


def doubt_after(text: str, at: int, names: tuple[int, int], words: Lexicon, rule: str) -> str:
    """Return the words after a sentence that ends at `at` which take back what it says, or "".

    `names` is where the next name stands, and the next of another site. A denial stands at once; that the site is there
    is told in the next sentence, before it names another; that who arrived somewhere there is a copy is told in the
    paragraph, and not beyond the next name.
    """
    following, another = names
    paragraph = _paragraph(text[at : at + _LATER])
    denied = words.words["doubt.denied"].match(paragraph)
    if not denied and rule.startswith("closed"):
        of_this_site = _paragraph(text[at : min(another, at + _LATER)])
        denied = words.words["doubt.alive"].search(_SENTENCE_END.split(of_this_site)[0])
    if denied or rule not in _ARRIVALS:
        return denied[0] if denied else ""
    later = words.words["doubt.no_longer"].sub(" ; ", _paragraph(text[at : min(following, at + _LATER)]))
    told = words.words["doubt.copies"].search(later)
    return told[0] if told else ""


def _paragraph(text: str) -> str:
    """Return the first paragraph of a text, folded, without the quotes that close the sentence before it."""
    return folded(text.lstrip(' »”"’)\u00a0\u202f')).split("\n")[0].lstrip(' «“"„\u00a0\u202f')


def _doubted(plain: str, match: re.Match[str], words: Lexicon, rule: str, spelled: Set[str]) -> str:
    """Return the first of the lexicon's words of doubt that stands where it counts against a rule."""
    closes, arrives = rule.startswith(("closed", "seized")), rule in _ARRIVALS
    groups = list(match.groupdict())
    starts_named = match.start() in map(match.start, groups)
    ends_named = match.end() in map(match.end, groups)
    # "Coco, never moderated, was shut": only the phrase of the verb counts.
    turn = match.end() - 1 if starts_named and not ends_named else match.start()
    begin = max(plain.rfind(mark, 0, turn) for mark in _PHRASE_ENDS) + 1
    # What only hints, and "from a.com to b.com" without its verb, is believed where nothing around it is in doubt.
    begin = begin if rule not in _VERBLESS else max(plain.rfind(mark, 0, turn) for mark in ";:") + 1
    # "It is said that Coco, a chat site, was shut": and the phrase that the site ends, which goes on after the aside.
    first = max(plain.rfind(mark, 0, match.start()) for mark in _PHRASE_ENDS) + 1
    before = f"{plain[first : match.start()]} " if match.start() < begin else ""
    last = max(plain.rfind(" ", 0, match.end()), match.start())  # "coupé quelques semaines" begins with the verb
    after = _AFTER.match(plain, last)
    part = _part(plain, match.start(), ";:")
    for key, region in (
        ("doubt.before", before + plain[begin : match.end() if rule != _BY_NAMES else None]),
        ("doubt.feared", before + plain[begin : match.end()] if closes else ""),
        ("doubt.after", _until_joint(after[0] if after else "", words)),
        ("doubt.sentence", part),
        ("doubt.outage", part if closes else ""),
        ("doubt.object", _object(plain, match) if closes else ""),
        ("doubt.things", _seized(plain, match) if rule.startswith("seized") else ""),
        ("doubt.within", _behind_site(match) if rule.startswith("closed") else ""),
        ("doubt.parts", _whole(plain, match, begin) if closes else ""),
        ("doubt.parts", _done_by_site(plain, match, words) if closes else ""),
        ("doubt.alive", _of_this_site(plain, match, part) if rule.startswith("closed") else ""),
        ("doubt.blocked", _without_aside(plain, match, begin) if rule.startswith("closed") else ""),
        ("doubt.copies", part if arrives else ""),
        ("doubt.onward", match[0] if rule in _DEPARTURES else ""),
    ):
        for found in words.words[key].finditer(words.words["doubt.no_longer"].sub(" ; ", region)):
            if not spelled >= {*_WORD.findall(found[0])}:
                return found[0]
    return ""


def _without_aside(plain: str, match: re.Match[str], begin: int) -> str:
    """Return the part of a sentence around a wording, but for the aside behind the site that it begins with.

    "a.com, blocked by the providers since May, was closed": it was.
    """
    part = _part(plain, match.start(), ":")
    named = "site" in match.groupdict() and match.start("site") == match.start() < match.end("site") < begin
    return part.replace(plain[match.end("site") : begin], " , ") if named else part


def _until_joint(after: str, words: Lexicon) -> str:
    """Return the words up to the "and" that begins another thought."""
    joint = words.words["site.and"].search(after)
    return after[: joint.start()] if joint else after


def _whole(plain: str, match: re.Match[str], begin: int) -> str:
    """Return the words that may name the whole of which the site is a part: before it, or after its genitive."""
    if "site" not in match.groupdict():
        return ""
    owned = _OWNED.match(plain, match.end("site"))
    return f"{_head(plain, match, begin)} | {plain[match.start() : match.start('site')]} | {owned[0] if owned else ''}"


def _head(plain: str, match: re.Match[str], begin: int) -> str:
    """Return the words of the phrase before the site that a wording begins with: what it is a part of."""
    named = "site" in match.groupdict() and match.start("site") == match.start()
    return plain[max(begin, match.start() - _HEAD) : match.start()] if named else ""


def _behind_site(match: re.Match[str]) -> str:
    """Return the words of a wording behind the site; all of them where it names none."""
    return match[0][match.end("site") - match.start() :] if "site" in match.groupdict() else match[0]


def _seized(plain: str, match: re.Match[str]) -> str:
    """Return the words that may name what was seized instead of the site: of the wording, and two that follow it."""
    if "site" not in match.groupdict():
        return ""
    begin, end = match.span("site")
    following = _NEXT_TWO.match(plain, match.end()) if end < match.end() else None
    return f"{plain[match.start() : begin]} | {plain[end : match.end()]} {following[0] if following else ''}"


def _object(plain: str, match: re.Match[str]) -> str:
    """Return the words where something other than the site may be what was closed."""
    if "site" not in match.groupdict():
        return ""
    following = _NEXT_WORD.match(plain, match.end("site"))
    return f"{plain[match.start() : match.start('site')]} | {following[0] if following else ''}"


def _done_by_site(plain: str, match: re.Match[str], words: Lexicon) -> str:
    """Return the words where a site that acts may name what it closed: "Coco closed last week two of its rooms"."""
    if "site" not in match.groupdict() or match.end("site") == match.end():
        return ""
    verb = _PHRASE.split(plain[match.end("site") : match.end()])[-1]
    after = _AFTER.match(plain, match.end())
    region = verb + _until_joint(after[0] if after else "", words)
    found = (words.words[key].search(region) for key in ("doubt.reasons", "seized.agents"))
    return region[: min((reason.start() for reason in found if reason), default=len(region))]


def _of_this_site(plain: str, match: re.Match[str], part: str) -> str:
    """Return a part of a sentence up to where it turns to another site: "a.com closed, but b.com remains open"."""
    other = _MARK.search(plain, match.end())
    begin = plain.index(part)
    return part[: other.start() - begin] if other else part


def _part(plain: str, at: int, marks: str) -> str:
    """Return the part of a sentence around `at`, cut at the given marks."""
    begin = max(plain.rfind(mark, 0, at) for mark in marks) + 1
    return re.split(f"[{marks}]", plain[begin:])[0]


def _whence(sentence: Masked, match: re.Match[str], words: Lexicon, rule: str) -> str:
    """Return the word by which what hints at a new name tells the old one: "moved from a.com"."""
    if rule not in _HINTS:
        return ""
    place = sentence.named(match, "new")
    if not isinstance(place, Mention) or place.kind is not Kind.NAME:
        return ""
    before = sentence.plain[match.start() : match.start("new")]
    told = [found for found in words.words["renamed.from"].finditer(before) if not before[found.end() :].strip(_QUOTES)]
    return told[0][0] if told and not words.words["doubt.onward"].search(before) else ""


def _formerly(plain: str, match: re.Match[str], words: Lexicon) -> str:
    """Return the word by which what seems the new name is told to be the old one: "it moved, and a.com, once b.com".

    Of "formerly a.com, and before that b.com" both are old, and a.com is the newer.
    """
    places = match.groupdict()
    if "new" not in places or ("old" in places and match.start("old") > match.start("new")):
        return ""
    phrase = _PHRASE.split(plain[max(0, match.start("new") - _NEAR) : match.start("new")])[-1]
    phrase = words.words["renamed.then"].sub(" ; ", phrase)  # "antes" is "once", and "antes de pasar a" goes on
    told = words.words["renamed.formerly"].search(phrase)
    return told[0] if told and not words.words["doubt.onward"].search(phrase, told.end()) else ""


def _acts(plain: str, match: re.Match[str], rule: str) -> str:
    """Return the words that tell an end where the next name is what ended: "Orange a fermé voila.fr"."""
    begins = "site" in match.groupdict() and match.start("site") == match.start()
    return match[0] if rule == "closed.happened" and begins and _NAME_NEXT.match(plain, match.end()) else ""


def _asked(plain: str) -> str:
    """Return the question mark of a sentence that only asks."""
    return "?" if plain.rstrip(' \u00a0\u202f"»”)').endswith("?") else ""
