"""What the wordings of a lexicon find in one sentence: who is said to have done what, and how surely."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from feeds.intake.dates import Moment, find_moments
from feeds.intake.doubt import doubt_of
from feeds.intake.lexicon import Lexicon
from feeds.intake.masked import Masked
from feeds.intake.mention import Kind, Mention
from feeds.intake.wording import MARKS, vocabulary

_APART = re.compile(f"[;{MARKS}]")
_PHRASE = re.compile(f"[,;:({MARKS}]")
_NEAR: Final = 30  # characters
_REACH: Final = 90  # characters in which a date belongs to what is said
_REACH_OF_MOVE: Final = 40
_PLACELESS: Final = (".unnamed", ".moving", ".changing")  # rules whose wordings name no site
# Dates of a state ("formerly …") would be those of whatever else the sentence tells.
_DATED: Final = frozenset(
    {
        "renamed.happened",
        "renamed.now",
        "renamed.named",
        "clone.happened",
        "closed.happened",
        "seized.happened",
        "closed.unnamed",
    }
)


@dataclass(frozen=True, slots=True)
class Statement:
    """`text[start:end]` says `rule` of its places; a place is a Mention, or the offset of words such as "the site".

    `sentence` and `sentence_end` are the offsets of its sentence; `wording` and `matched` are the lexicon's line and
    the text's words; `doubt` holds the words that make it planned, asked for, rumoured or denied (empty when it is
    done); `authority` the words that name who did it; `revived` is whether its sentence tells of something that ended;
    `naming` whether its words speak of a name.
    """

    rule: str
    sentence: int
    sentence_end: int
    wording: str
    matched: str
    matched_at: int
    start: int
    end: int
    places: dict[str, Mention | int]
    moment: Moment | None
    doubt: str
    authority: str
    revived: bool
    naming: bool


def find_statements(
    text: str, span: tuple[int, int], mentions: list[Mention], words: Lexicon, published: str | None, today: date
) -> list[Statement]:
    """Return what one sentence says; `mentions` are those inside it, none overlapping, in order."""
    sentence = Masked(text, span, mentions)
    said = vocabulary(sentence.plain, words.stems)
    nobody = not mentions and said.isdisjoint(words.nouns)
    matches = [
        (rule, wording.written, match)
        for rule, wordings in words.wordings.items()
        if not nobody or rule.endswith(_PLACELESS)
        for wording in wordings
        if not any(map(said.isdisjoint, wording.needs))
        for match in _overlapping(wording.pattern, sentence.plain)
    ]
    moments = find_moments(sentence.plain, words, published, today) if matches else []
    found = [
        each
        for rule, written, match in matches
        if (statement := _statement(rule, written, match, sentence, moments, words))
        for each in _parts(statement, match, sentence, words)
    ]
    return _of_the_subject(found)


def _parts(statement: Statement, match: re.Match[str], sentence: Masked, words: Lexicon) -> list[Statement]:
    """Return what is said of several names as a statement for each of them."""
    chained = "chain" in match.groupdict()
    return _of_links(statement, match, sentence) if chained else _of_each(statement, sentence, words)


def _of_links(statement: Statement, match: re.Match[str], sentence: Masked) -> list[Statement]:
    """Return a statement for each step of a chain: "from a.com to b.com, and then c.com" tells two."""
    places = [sentence.place(at) for at in range(match.start("chain"), match.end())]
    named = [place for place in places if isinstance(place, Mention) and place.host]
    return [
        replace(statement, places={"old": old, "new": new}, start=min(statement.start, old.start))
        for old, new in pairwise(named)
        if old.host != new.host
    ]


def _of_each(statement: Statement, sentence: Masked, words: Lexicon) -> list[Statement]:
    """Return what is said of one name for each of those it is listed with: "a.com, b.com and c.com were closed"."""
    place = statement.places.get("site")
    if not isinstance(place, Mention):
        return [statement]
    return [
        replace(
            statement,
            places={**statement.places, "site": each},
            start=min(statement.start, each.start),
            end=max(statement.end, each.end),
        )
        for each in sentence.listed_with(place, words)
    ]


def _of_the_subject(statements: list[Statement]) -> list[Statement]:
    """In "coco.gg (formerly coco.fr) was shut", what follows is said of coco.gg."""
    glossed = {
        old: new
        for statement in statements
        if statement.rule.startswith("renamed")
        and isinstance(old := statement.places.get("old"), Mention)
        and isinstance(new := statement.places.get("new"), Mention)
        and new.start < old.start
    }
    turned: list[Statement] = []
    for statement in statements:
        role = "site" if "site" in statement.places else "old"
        place = statement.places.get(role)
        subject = glossed.get(place) if isinstance(place, Mention) and place.start == statement.matched_at else None
        if isinstance(subject, Mention) and isinstance(place, Mention) and _goes_on(statement, place):
            places = {**statement.places, role: subject}
            turned.append(replace(statement, places=places, start=min(statement.start, subject.start)))
        else:
            turned.append(statement)
    return turned


def _goes_on(statement: Statement, place: Mention) -> bool:
    """Say whether a statement that begins at this place goes on after the aside that holds it."""
    return statement.matched[place.end - place.start :].lstrip()[:1] in (")", ",")


def _overlapping(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    match = pattern.search(plain)
    while match:
        yield match
        match = pattern.search(plain, match.start() + 1)


def _statement(
    rule: str, wording: str, match: re.Match[str], sentence: Masked, moments: list[Moment], words: Lexicon
) -> Statement | None:
    places = {name: _place(sentence, match, name) for name in match.groupdict()}
    closes = rule.startswith(("closed", "seized"))
    if closes and any(isinstance(place, Mention) and place.kind is Kind.COUNTRY for place in places.values()):
        return None
    authority = _authority(sentence.plain, match, words) if closes else ""
    moment = _nearest(moments, match, sentence.plain) if rule in _DATED else None
    start, end = sentence.outer(match.start(), match.end())
    matched, matched_at = sentence.text[start:end], start
    if moment:
        first, last = sentence.outer(moment.start, moment.end)
        start, end = min(start, first), max(end, last)
    end += _open_bracket(sentence.text, start, end)
    doubt = doubt_of(sentence.plain, match, words, rule) or _whence(sentence.plain, match, words, rule, places)
    doubt = doubt or _formerly(sentence.plain, match, words) or _asked(sentence.plain)
    return Statement(
        rule=rule,
        sentence=sentence.offsets[0],
        sentence_end=sentence.offsets[-1],
        wording=wording,
        matched=matched,
        matched_at=matched_at,
        start=start,
        end=end,
        places=places,
        moment=moment,
        doubt=doubt,
        authority=authority,
        revived=rule.startswith("renamed") and words.words["renamed.revived"].search(sentence.plain) is not None,
        naming=words.words["renamed.naming"].search(match[0]) is not None,
    )


def _place(sentence: Masked, match: re.Match[str], name: str) -> Mention | int:
    """Return what a place names: the mention that stands in it or ends it ("two domains, a.com")."""
    last = sentence.place(match.end(name) - 1)
    return last if isinstance(last, Mention) else sentence.place(match.start(name))


def _whence(plain: str, match: re.Match[str], words: Lexicon, rule: str, places: dict[str, Mention | int]) -> str:
    """Return the word by which what hints at a new name tells the old one: "moved from a.com"."""
    place = places.get("new")
    if (
        rule not in ("renamed.taken", "clone.suspected")
        or not isinstance(place, Mention)
        or place.kind is not Kind.NAME
    ):
        return ""
    before = plain[match.start() : match.start("new")]
    told = [
        found for found in words.words["renamed.from"].finditer(before) if not before[found.end() :].strip(" «\"'’“„")
    ]
    return told[0][0] if told and not words.words["doubt.onward"].search(before) else ""


def _formerly(plain: str, match: re.Match[str], words: Lexicon) -> str:
    """Return the word by which what seems the new name is told to be the old one: "it moved, and a.com, once b.com"."""
    if "new" not in match.groupdict():
        return ""
    phrase = _PHRASE.split(plain[max(0, match.start("new") - _NEAR) : match.start("new")])[-1]
    told = words.words["renamed.formerly"].search(phrase)
    return told[0] if told and not words.words["doubt.onward"].search(phrase, told.end()) else ""


def _asked(plain: str) -> str:
    """Return the question mark of a sentence that only asks."""
    return "?" if plain.rstrip(' \u00a0\u202f"»”)').endswith("?") else ""


def _open_bracket(text: str, start: int, end: int) -> int:
    """Return 1 when the next character closes a bracket that `text[start:end]` leaves open."""
    return int(text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end))


def _authority(plain: str, match: re.Match[str], words: Lexicon) -> str:
    authorities = words.words["seized.authorities"]
    if before := authorities.search(plain, 0, match.end()):
        return before[0]
    agent = words.words["seized.agents"].search(plain, match.start())
    if agent and (after := authorities.search(plain, agent.end(), agent.end() + 60)):
        return after[0]
    return ""


def _nearest(moments: list[Moment], match: re.Match[str], plain: str) -> Moment | None:
    """Return the date nearest to the wording, with no other name and no semicolon between the two."""

    def distance(moment: Moment) -> int:
        return max(moment.start - match.end(), match.start() - moment.end, 0)

    # A sentence that goes on after a move tells other things, with dates of their own.
    reach = _REACH_OF_MOVE if "new" in match.groupdict() else _REACH
    near = [
        moment
        for moment in moments
        if distance(moment) <= reach
        and (match.groupdict() or moment.start >= match.end())  # where no site stands, only what follows is its date
        and not _APART.search(plain, min(moment.end, match.end()), max(moment.start, match.start()))
    ]
    return min(near, key=distance, default=None)
