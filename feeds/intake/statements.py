"""What the wordings of a lexicon find in one sentence: who is said to have done what, and how surely."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from feeds.intake.dates import Moment, find_moments
from feeds.intake.doubt import doubt_of, of_people
from feeds.intake.lexicon import Lexicon
from feeds.intake.masked import Masked
from feeds.intake.mention import Kind, Mention, folded
from feeds.intake.statement import Statement, beside_asides, for_each_name, of_one_direction, of_the_subject
from feeds.intake.wording import MARKS, Wording, vocabulary

_ENDS = re.compile(r"[.!?\n]\s*")
_LAST: Final = 250  # characters in which the sentence before stands
_CLOSING: Final = ".!?»”\"' \n\u00a0\u202f"
_APART = re.compile(f"[;{MARKS}]")
_REACH: Final = 90  # characters in which a date belongs to what is said
_REACH_OF_MOVE: Final = 40
_PLACELESS: Final = (".unnamed", ".moving", ".changing", ".there")  # rules whose wordings name no site
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


def find_statements(
    text: str, span: tuple[int, int], mentions: list[Mention], words: Lexicon, published: str | None, today: date
) -> list[Statement]:
    """Return what one sentence says; `mentions` are those inside it, none overlapping, in order."""
    sentence = Masked(text, span, mentions)
    said = vocabulary(sentence.plain, words.stems)
    nobody = not mentions and said.isdisjoint(words.nouns) and not _has_pronoun(sentence.plain, words)
    matches = [
        (rule, wording, match)
        for rule, wordings in words.wordings.items()
        if not nobody or rule.endswith(_PLACELESS)
        for wording in wordings
        if not any(map(said.isdisjoint, wording.needs))
        for match in _overlapping(wording.pattern, sentence.plain)
    ]
    moments = find_moments(sentence.plain, words, published, today) if matches else []
    found = [
        each
        for rule, wording, match in matches
        if (statement := _statement(rule, wording, match, sentence, moments, words))
        for each in for_each_name(statement, match, sentence, words)
    ]
    return of_the_subject(of_one_direction(beside_asides(found)))


def _overlapping(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    match = pattern.search(plain)
    while match:
        yield match
        match = pattern.search(plain, match.start() + 1)


def _statement(
    rule: str, wording: Wording, match: re.Match[str], sentence: Masked, moments: list[Moment], words: Lexicon
) -> Statement | None:
    if _speaks_of_another(match, sentence, words):
        return None
    places = {name: sentence.named(match, name) for name in match.groupdict()}
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
    naming = words.words["renamed.naming"].search(match[0]) is not None
    return Statement(
        rule=rule,
        sentence=sentence.offsets[0],
        sentence_end=sentence.offsets[-1],
        wording=wording.written,
        matched=matched,
        matched_at=matched_at,
        start=start,
        end=end,
        places=places,
        moment=moment,
        doubt=doubt_of(sentence, match, words, rule, wording.spelled),
        authority=authority,
        revived=rule.startswith("renamed") and words.words["renamed.revived"].search(sentence.plain) is not None,
        naming=naming,
        of_people=rule.startswith("renamed") and not naming and of_people(sentence.plain, match, words),
    )


def _has_pronoun(plain: str, words: Lexicon) -> bool:
    """Say whether a sentence may speak of a site without a word for it: "It closed in 2015", "Ha chiuso"."""
    return bool(words.words["site.pronouns"].search(plain) or words.words["site.verbs"].match(plain))


def _speaks_of_another(match: re.Match[str], sentence: Masked, words: Lexicon) -> bool:
    """Say whether a pronoun does not stand for the site.

    It does where the wording begins with it, and neither the sentence nor the one before has spoken of a person, a firm
    or a machine.
    """
    pronouns = [
        match.start(place)
        for place in match.groupdict()
        if words.words["site.pronouns"].fullmatch(match[place]) or not match[place]
    ]
    if not pronouns or max(pronouns) > match.start():
        return bool(pronouns)
    begin = sentence.offsets[0]
    last = _ENDS.split(folded(sentence.text[max(0, begin - _LAST) : begin]).rstrip(_CLOSING))[-1]
    return words.words["names.residents"].search(f"{last} . {sentence.plain[: pronouns[0]]}") is not None


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
