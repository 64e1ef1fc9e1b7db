"""What one wording says of the names of its sentence, and of which of them it is said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from feeds.intake.dates import Moment
from feeds.intake.lexicon import Lexicon
from feeds.intake.masked import Masked
from feeds.intake.mention import Mention

STAYS: Final = "closed.stays"  # the end of a site does not come
BACK: Final = "renamed.back"  # the site is there again, where the text tells that it was left
THERE: Final = "renamed.there"  # the site had the name just spoken of, for a time
STILL: Final = "open.still"  # the site is there
_HAPPENED: Final = "renamed.happened"  # the rule of what names both ends with the verb of a move
_STATED: Final = ("renamed.stated", "renamed.same_brand")  # those of what names both without one
_OPENS: Final = re.compile("[,(–—]")  # an aside


@dataclass(frozen=True, slots=True)
class Statement:
    """`text[start:end]` says `rule` of its places; a place is a Mention, or the offset of words such as "the site".

    `sentence` and `sentence_end` are the offsets of its sentence; `wording` and `matched` are the lexicon's line and
    the text's words; `doubt` holds the words that make it planned, asked for, rumoured or denied (empty when it is
    done); `authority` the words that name who did it; `revived` is whether its sentence tells of something that ended;
    `naming` whether its words speak of a name; `of_people` whether those who use a site are who moves.
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
    of_people: bool


def back_at(statements: Iterable[Statement]) -> set[str]:
    """Return the names at which the site is told to be again, without a doubt."""
    places = (place for each in statements if each.rule == BACK and not each.doubt for place in each.places.values())
    return {place.host for place in places if isinstance(place, Mention) and place.host}


def for_each_name(statement: Statement, match: re.Match[str], sentence: Masked, words: Lexicon) -> list[Statement]:
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


def of_the_subject(statements: list[Statement]) -> list[Statement]:
    """In "coco.gg (formerly coco.fr) was shut", what follows is said of coco.gg."""
    glossed = {
        old: new
        for statement in statements
        if statement.rule.startswith("renamed")
        and isinstance(old := statement.places.get("old"), Mention)
        and isinstance(new := statement.places.get("new"), Mention)
        and new.start < old.start
        and _OPENS.search(statement.matched[new.end - statement.matched_at : old.start - statement.matched_at])
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


def beside_asides(statements: list[Statement]) -> list[Statement]:
    """Leave out what seems said of a name in an aside or behind one.

    "a.com, a rival of b.com, was shut" is said of a.com, and so is "a.com, which closed in 2019, was like b.com" up to
    its comma: "closed in 2019, b.com" is not said there.
    """
    turning = [each for each in statements if _turned_aside(each)]
    inside = {id(each) for each in statements if any(_stands_in_aside(each, other) for other in turning)}
    behind = {id(each) for each in statements for other in statements if _goes_before(other, each)}
    return [each for each in statements if id(each) not in inside | behind]


def _stands_in_aside(one: Statement, other: Statement) -> bool:
    """Say whether a statement begins with a site in the aside of another that tells alike, or shares its last word."""
    place = one.places.get("site")
    if not isinstance(place, Mention) or place.start != one.matched_at or not _tell_alike(one, other):
        return False
    end = other.matched_at + len(other.matched)
    shared = one.matched_at + len(one.matched) == end and "," in one.matched[place.end - place.start :]
    return other.matched_at < place.start < end and (shared or _turned_aside(one) is not None)


def _tell_alike(one: Statement, other: Statement) -> bool:
    """Say whether two statements both tell an end, or the same."""
    return one.rule == other.rule or all(each.rule.startswith(("closed", "seized")) for each in (one, other))


def _goes_before(one: Statement, other: Statement) -> bool:
    """Say whether a statement tells of the site before it what the other takes for told of the site behind a comma."""
    before, behind = one.places.get("site"), other.places.get("site")
    if not isinstance(before, Mention) or not isinstance(behind, Mention) or not _tell_alike(one, other):
        return False
    verb = other.matched[: behind.start - other.matched_at]
    return (
        before.start == one.matched_at
        and before.end < other.matched_at < one.matched_at + len(one.matched) <= behind.start
        and verb.rstrip().endswith(",")
    )


def _turned_aside(statement: Statement) -> Mention | None:
    """Return the site with which a wording begins, where an aside follows it at once."""
    place = statement.places.get("site")
    begins = isinstance(place, Mention) and place.start == statement.matched_at
    return place if isinstance(place, Mention) and begins and _goes_on(statement, place) else None


def _goes_on(statement: Statement, place: Mention) -> bool:
    """Say whether a statement that begins at this place goes on after the aside that holds it."""
    return statement.matched[place.end - place.start :].lstrip()[:1] in (")", ",")


def of_one_direction(statements: list[Statement]) -> list[Statement]:
    """Leave out what only states that one name was another before, where the same words tell the move the other way.

    "Prima" is "once" in "a.it, prima b.it", and "first" in "a.it, si è trasferito prima su b.it".
    """
    moves = [(each.places.get("old"), each.places.get("new"), each) for each in statements]
    happened = [(old, new, each) for old, new, each in moves if each.rule == _HAPPENED and old and new]
    return [
        each
        for old, new, each in moves
        if each.rule not in _STATED
        or not any(
            (was, became) == (new, old) and other.start < each.end and each.start < other.end
            for was, became, other in happened
        )
    ]
