"""What a whole text shows of each of its names: where it stands, what is said of it, which words stand near. Pure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log1p
from typing import Final

from feeds.intake.around import Around
from feeds.intake.claim import Claim
from feeds.intake.mention import Kind, Mention, is_part, related
from feeds.intake.namings import end_of
from feeds.intake.statement import BACK, STAYS, STILL, Statement, back_at

OUTRIGHT: Final = ("renamed.happened", "renamed.stated", "renamed.same_brand")  # the rules that name both ends
TELLING: Final = (*OUTRIGHT, "renamed.now", "renamed.named")  # the rules that tell a move, and do not hint at it
_OFTEN: Final = 3  # times
_TITLE: Final = 200  # characters in which a first line is a title
_LEAD: Final = 350  # characters after it
_AROUND: Final = 60  # characters in which a year belongs to a name
_PLACES: Final = 100  # of one name; of more, the first, and the last
_HINTS: Final = ("renamed.taken", "renamed.left")
_GOING_ON: Final = ("doubt.outage", "doubt.alive")  # lists: words of a site that fails, or goes on
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")

Move = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What was read of a text so far. `sentences` are the spans of its sentences, in order.

    `mentions` are its names, and the countries that may stand for one; `listed` the pairs of names that it has side by
    side; `copies` the names that others run; `suspended` those of which no sentence says more than that the name was
    suspended or given up; `unreached` those that stand only where an outage or a block is told; `moves` and `ends` the
    claims of its sentences; `lists` says how often each list of the lexicon's words, as `doubt.outage`, speaks in it.
    """

    text: str
    mentions: list[Mention]
    statements: list[Statement]
    sentences: list[tuple[int, int]]
    listed: frozenset[frozenset[str]]
    copies: frozenset[str]
    suspended: frozenset[str]
    unreached: frozenset[str]
    moves: list[Claim]
    ends: list[Claim]
    around: Around
    lists: Mapping[str, int]

    def spelled(self) -> set[Move]:
        """Return the moves (old, new) of which one sentence spells both ends, and no other sentence says otherwise."""
        return set(_spelled(self.statements, doubted=False)) & {move_of(claim) for claim in self.moves}

    def spelled_back(self) -> set[Move]:
        """Return the spelled moves to a name at which the site is told to be again, and to have come or gone before."""
        back = back_at(self.statements)
        moves = {move_of(claim) for claim in self.moves if claim.event == "renamed"}
        return {
            (old, new)
            for old, new in self.spelled()
            if new in back and any(new in move and move != (old, new) for move in moves)
        }

    def ways_out(self) -> set[Move]:
        """Return the moves that a sentence lets infer, and of which another spells the way back."""
        spelled, back = self.spelled(), back_at(self.statements)
        moves = {move_of(claim) for claim in self.moves if claim.event == "renamed"}
        return {(old, new) for old, new in moves if (new, old) in spelled and old in back}

    def spoken(self) -> dict[str, float]:
        """Return how often each list of the lexicon speaks in the whole text: a long text says all of them often."""
        return {f"{key.replace('.', '_')}_words": log1p(min(times, _OFTEN)) for key, times in self.lists.items()}

    def ended_in_doubt(self) -> set[str]:
        """Return the names of which an end is planned, asked for, rumoured or denied, and none is told.

        So are those that others run. Where no end is told at all, "the site" may
        be any of them, and an outage is no end. Where the news begins with an end that does not come after all,
        whatever is told of it had only been announced.
        """
        ends = [each for each in self.statements if each.rule.startswith(("closed", "seized")) and each.doubt]
        open_still = [each for each in self.statements if each.rule == STILL and not each.doubt]
        if not self.ends and (ends or open_still or any(self.lists[key] for key in _GOING_ON)):
            return {each.host for each in self.mentions if each.host}
        places = [place for each in ends for place in each.places.values()]
        doubted = {place.host for place in places if isinstance(place, Mention) and place.host}
        others = doubted | self.copies
        return others - {claim.old for claim in self.ends} | self._staying()

    def _staying(self) -> set[str]:
        stays = [each for each in self.statements if each.rule == STAYS and each.start < _LEAD]
        keys = {place.key for each in stays for place in each.places.values() if isinstance(place, Mention)}
        return {each.host for each in self.mentions if each.host and each.key in keys}

    def apart(self) -> set[frozenset[str]]:
        """Return the pairs of which neither can have become the other.

        One is said to copy the other; or no sentence tells a move of the two without doubt, and one does in doubt, or
        they stand side by side.
        """
        told = {(claim.event, frozenset((claim.old, claim.new or ""))) for claim in self.moves}
        copies, moves = ({pair for event, pair in told if event == kind} for kind in ("clone", "renamed"))
        doubted = {frozenset(move) for move in _spelled(self.statements, doubted=True)}
        return copies | (doubted | self.listed) - moves


class Name:
    """One name of a text. `places` are the offsets at which it stands, `sentences` the numbers of their sentences.

    `spelled` is the fullest way in which it is named; `signs` count what is said of it; `story` is where it stands once
    the news is told and the story begins; `year` is the last that stands near, 0 for none.
    """

    def __init__(self, mentions: list[Mention], shown: "Shown") -> None:
        text, places = shown.told.text, [each.start for each in mentions]
        self.host, self.key, self.places = f"{mentions[0].host}", mentions[-1].key, places
        self.spelled = min((each.kind for each in mentions), key=list(Kind).index)
        self.sentences = {shown.sentence(place) for place in places}
        self.signs = Counter[str]()
        self.in_lead = places[0] < shown.lead
        self.at_the_end = places[0] > end_of(len(text))
        self.story = next((place for place in places if place >= shown.lead), len(text) + places[0])
        around = (text[max(0, place - _AROUND) : place + _AROUND] for place in places)
        self.year = max((int(year) for each in around for year in _YEAR.findall(each)), default=0)

    def is_kin(self, other: "Name") -> bool:
        """Say whether two names share a brand."""
        return related(self.key, other.key)


class Shown:
    """A text and its names, in the order in which it first tells them.

    `changes` count the moves told or hinted at, by sentence; `brands` how often a brand stands alone.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self._starts = [start for start, _ in told.sentences]
        line = told.text.find("\n")
        self.lead = (line if 0 < line < _TITLE else 0) + _LEAD
        self.brands = Counter(each.key for each in told.mentions if not each.host)
        self.names = self._named()
        self.changes = Counter[int]()
        self.signs = Counter[str]()
        for statement in told.statements:
            if statement.rule not in (BACK, STILL) and not _of_one_brand(statement):
                self._count(statement)

    def sentence(self, place: int) -> int:
        """Return the number of the sentence in which a place stands."""
        return bisect_right(self._starts, place)

    def _named(self) -> dict[str, Name]:
        mentions: dict[str, list[Mention]] = {}
        for each in self.told.mentions:
            if each.host:
                mentions.setdefault(each.host, []).append(each)
        return {host: Name(there[:_PLACES] + there[_PLACES:][-1:], self) for host, there in mentions.items()}

    def _count(self, statement: Statement) -> None:
        section, _, kind = statement.rule.partition(".")
        doubted = bool(statement.doubt)
        if section == "renamed" and not doubted:
            self.changes[self.sentence(statement.start)] += 1
            self.signs["naming"] += statement.naming
            self.signs["change"] += kind in ("moving", "changing")
        for role, place in statement.places.items():
            if isinstance(place, Mention) and place.host:
                if section == "renamed":
                    how = "doubted" if doubted else "hinted" if statement.rule in _HINTS else "told"
                    self.names[place.host].signs[f"{how}_{role}"] += 1
                elif section == "clone":
                    self.names[place.host].signs["copied"] += not doubted or role == "new"
                else:
                    in_doubt = "unreachable" if statement.rule == "closed.gone" else "end_doubted"
                    self.names[place.host].signs[in_doubt if doubted else "ended"] += 1


def _of_one_brand(statement: Statement) -> bool:
    """Say whether what took a site's place is that site under another name: coco.gg after coco.fr is no copy."""
    old, new = statement.places.get("old"), statement.places.get("new")
    if statement.rule != "clone.succeeded" or not isinstance(old, Mention) or not isinstance(new, Mention):
        return False
    return old.key == new.key


def _spelled(statements: list[Statement], *, doubted: bool) -> Iterator[Move]:
    for statement in statements:
        old, new = statement.places.get("old"), statement.places.get("new")
        if statement.rule not in OUTRIGHT or bool(statement.doubt) is not doubted:
            continue
        if not (isinstance(old, Mention) and isinstance(new, Mention) and old.host and new.host):
            continue
        if is_part(old.host, new.host) or old.host == new.host:
            continue
        if statement.rule != "renamed.same_brand" or related(old.key, new.key):
            yield old.host, new.host


def in_succession(moves: Iterable[Move]) -> Iterator[Move]:
    """Yield moves in the order in which they can have happened: each after the one to its old name, where there is one.

    Of what goes round, one is the first.
    """
    waiting = dict.fromkeys(moves)
    coming = Counter(new for _, new in waiting)
    following: dict[str, list[Move]] = {}
    for move in waiting:
        following.setdefault(move[0], []).append(move)
    ready = [move for move in reversed(waiting) if not coming[move[0]]]
    while waiting:
        move = ready.pop() if ready else next(iter(waiting))
        if move in waiting:
            del waiting[move]
            coming[move[1]] -= 1
            ready += following.get(move[1], []) if not coming[move[1]] else []
            yield move


def move_of(claim: Claim) -> Move:
    """Return the names that a claim tells of: the old, and the new or ""."""
    return claim.old, claim.new or ""
