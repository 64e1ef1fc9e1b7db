"""From statements to moves: who became whom, in which direction, and who copies whom. Pure.

A sentence that names both ends is read first; then come the sentences that name one, in their order: "it was at A",
"it is now at B". What was read so far tells whom they mean.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final, Literal

from feeds.intake.hints import ALONE_NOTHING, find_hinted
from feeds.intake.lineage import Lineage
from feeds.intake.mention import Kind, Mention, related
from feeds.intake.statement import THERE, Statement

_TELLING: Final = frozenset(
    {f"renamed.{kind}" for kind in ("happened", "stated", "same_brand", "now", "named", "was", "was_named")}
    | {"clone.happened", "clone.succeeded"}
)
_ANYWHERE: Final = 1 << 30
_RANK: Final = {"same_brand": 1, "now": 2, "named": 2, "was": 2, "was_named": 2}
_BEFORE: Final = ("was", "was_named")  # what tells a name that the site had
_ONE_ENDED: Final = frozenset(f"renamed.{kind}" for kind in ("named", "was_named", "taken", "left"))
_NAMING: Final = ("named", "was_named")  # what tells a name that need not resemble the other

MoveEvent = Literal["renamed", "clone"]
Move = tuple[MoveEvent, str, str, Statement]


def _spelled(statement: Statement, lineage: Lineage) -> Statement:
    """Return a statement of one end with the one name that the text spells for the brand it tells."""
    [(role, place), *others] = statement.places.items() or [("", 0)]
    host = lineage.namings.only(place.key) if isinstance(place, Mention) and not place.host and not others else None
    return (
        replace(statement, places={role: replace(place, host=host)})
        if host and isinstance(place, Mention)
        else statement
    )


def _pointed_out(statement: Statement, lineage: Lineage) -> Statement:
    """Return what is told of "that name" as told of the name that stands last before it."""
    host = lineage.spoken_of(statement.start, but=None)
    if not host:
        return statement
    place = Mention(statement.start, statement.start, Kind.NAME, lineage.namings.keys[host], host)
    return replace(statement, rule="renamed.was", places={"old": place})


def find_moves(statements: Iterable[Statement], lineage: Lineage) -> Iterator[Move]:
    """Yield `(event, old, new, the statement that says so)`, recording renames in the lineage.

    What is in doubt tells no move; the names that it plans for are no other end of what only one end is told of.
    """
    statements = [_spelled(each, lineage) if each.rule in _ONE_ENDED else each for each in statements]
    statements = [_pointed_out(each, lineage) if each.rule == THERE else each for each in statements]
    done = [each for each in statements if not each.doubt]
    hints = [each for each in done if each.rule in ALONE_NOTHING]
    moving = [each for each in done if each.rule in _TELLING]
    suspected = {host for each in done if each.rule == "clone.suspected" for _, host in _hosts(each)}
    suspected |= {host for each in statements if (host := _called_a_copy(each, lineage))}
    lineage.planned, lineage.doubted = _planned(statements), _doubted(statements)
    lineage.together |= _together(statements)
    told = {
        (each.sentence, role, host)
        for each in moving
        if {"old", "new"} <= each.places.keys() and not _of_two_brands(each)
        for role, host in _hosts(each)
    }
    waiting: list[tuple[str, Statement]] = []
    outright: set[str] = set()  # names that a sentence tells to have come after another that it names
    for statement in sorted(moving, key=lambda each: (each.sentence, each.start, _RANK.get(_kind(each), 0), each.end)):
        [(role, host), *_] = _hosts(statement) or [("", "")]
        if {"old", "new"} <= statement.places.keys() or statement.rule.startswith("clone"):
            event, old, new = _of_both(statement, lineage)
        elif host and (statement.sentence, role, host) not in told:
            event, old, new = _of_one_end(statement, host, lineage)
        else:
            continue
        if old and new and old != new:
            if event == "clone":
                lineage.copies.add(new)
            else:
                outright |= {new} if len(statement.places) > 1 else set()
                lineage.move(old, new, statement.start, revived_at=statement.sentence if statement.revived else None)
            yield event, old, new, statement
        elif len(statement.places) == 1 and event == "renamed":
            waiting.append((host, statement))
    yield from _of_the_rest(waiting, lineage)
    lineage.copies = (lineage.copies | suspected) - outright
    lineage.has_copies = any(each.rule.startswith("clone") for each in statements)
    one_ended = [each for each in moving if len(each.places) == 1]
    hinted = find_hinted([*hints, *(each for _, each in waiting)], one_ended, lineage)
    yield from (("renamed", *move) for move in hinted)


def _of_two_brands(statement: Statement) -> bool:
    """Say whether words that tell a move of one brand stand between two brands: they tell nothing."""
    keys = [place.key for place in statement.places.values() if isinstance(place, Mention)]
    return _kind(statement) == "same_brand" and len(keys) > 1 and not related(*keys)


def _called_a_copy(statement: Statement, lineage: Lineage) -> str | None:
    """Return the name of which a sentence after it says that it is a copy's, even as it denies a tie: "this clone"."""
    return lineage.spoken_of(statement.start, but=None) if statement.rule == "clone.unnamed" else None


def _planned(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the names to which a site is only said to plan to move, or not to have moved."""
    told = [(bool(each.doubt), role, host) for each in statements for role, host in _hosts(each)]
    return frozenset(host for doubted, role, host in told if doubted and role == "new") - {
        host for doubted, _, host in told if not doubted
    }


def _doubted(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the names of which a move is told in doubt, and none without."""
    told = [
        (bool(each.doubt), host) for each in statements if each.rule.startswith("renamed") for _, host in _hosts(each)
    ]
    return frozenset(host for doubted, host in told if doubted) - {host for doubted, host in told if not doubted}


def _together(statements: Iterable[Statement]) -> frozenset[frozenset[str]]:
    """Return the pairs of names to which one thing is said to have happened: neither became the other."""
    shared: dict[tuple[int, str, str], set[str]] = {}
    for each in statements:
        if not each.rule.startswith(("renamed", "open")):
            shared.setdefault((each.sentence, each.wording, each.matched), set()).update(
                host for _, host in _hosts(each)
            )
    return frozenset(frozenset(pair) for hosts in shared.values() for pair in combinations(sorted(hosts), 2))


def _of_the_rest(waiting: Iterable[tuple[str, Statement]], lineage: Lineage) -> Iterator[Move]:
    """Yield what one end tells where the text has one other name that can be the other end."""
    for host, statement in waiting:
        was = _kind(statement) in _BEFORE
        other = lineage.one_other(host, None if was else statement.start, as_new=was)
        if not other and _kind(statement) in _NAMING:
            other = lineage.subject(host, statement.start, as_new=was)
        if not other and _kind(statement) == "was_named":
            other = lineage.first_spoken_of(statement.start, but=host)  # "It was called lagune.net before"
        if not other and was:
            other = lineage.head_after(host)
        if other and other != host:
            old, new = (host, other) if was else (other, host)
            lineage.move(old, new, statement.start, revived_at=statement.sentence if statement.revived else None)
            yield "renamed", old, new, statement


def _of_one_end(statement: Statement, host: str, lineage: Lineage) -> tuple[MoveEvent, str | None, str | None]:
    if _kind(statement) in _BEFORE:
        return "renamed", host, lineage.new_of(host, statement.start)
    # What took a name, is said to be back at one, or left another in this sentence, may have borne any other before.
    any_brand = _kind(statement) == "named" or statement.revived or lineage.was_left_since(statement.sentence)
    return "renamed", lineage.old_of(host, statement.start, any_brand=any_brand), host


def _hosts(statement: Statement) -> list[tuple[str, str]]:
    places = statement.places.items()
    return [(role, place.host) for role, place in places if isinstance(place, Mention) and place.host]


def _of_both(statement: Statement, lineage: Lineage) -> tuple[MoveEvent, str | None, str | None]:
    section, _, kind = statement.rule.partition(".")
    if section == "clone":
        return _of_copy(statement, kind, lineage)
    new, old = _host(statement, "new", lineage), _host(statement, "old", lineage)
    place_of_old, place_of_new = statement.places.get("old"), statement.places.get("new")
    if new and not old and kind != "same_brand" and place_of_old is not None:
        old = _former(place_of_old, new, statement, lineage)
    elif old and not new and kind == "stated" and place_of_new is not None:
        new = lineage.namings.other(place_of_new, old, _ANYWHERE)
        if new and not lineage.namings.share_a_brand(old, new):
            new = lineage.subject(old, statement.start, as_new=True)
    if old and new and kind == "same_brand" and not lineage.namings.share_a_brand(old, new):
        return "renamed", None, None
    return "renamed", old, new


def _former(place: Mention | int, new: str, statement: Statement, lineage: Lineage) -> str | None:
    """Return the name that the site at a place had before `new`: the last of its moves, or its one other name.

    Where words such as "the site" stand, it may be the one site that the text has named, whatever its brand.
    """
    told = next((old for old, then in lineage.moves if then == new), None)
    last = lineage.old_of(new, statement.start, any_brand=False) if lineage.has_moved(new) and not told else told
    old = last or lineage.namings.other(place, new, statement.end)
    if isinstance(place, Mention):
        old = old or lineage.namings.other(place, new, _ANYWHERE)
    old = old or lineage.old_of(new, statement.start, any_brand=False)
    return old if old or isinstance(place, Mention) else lineage.subject(new, None, as_new=False)


def _of_copy(statement: Statement, kind: str, lineage: Lineage) -> tuple[MoveEvent, str | None, str | None]:
    new = _host(statement, "new", lineage)
    if not new:
        return "clone", None, None
    place = statement.places.get("old")
    old = place.host or lineage.latest(place.key, statement.start) if isinstance(place, Mention) else None
    old = old if old and old != new else lineage.spoken_of(statement.start, but=new)
    if old and kind == "succeeded" and lineage.namings.same_brand(old, new):
        return "renamed", old, new
    return "clone", old, new


def _kind(statement: Statement) -> str:
    return statement.rule.partition(".")[2]


def _host(statement: Statement, role: str, lineage: Lineage) -> str | None:
    """Return the name at a place, or the only one that the text gives a brand of a pair of brands."""
    place = statement.places.get(role)
    if not isinstance(place, Mention):
        return None
    keys = {each.key for each in statement.places.values() if isinstance(each, Mention)}
    return place.host or (lineage.namings.only(place.key) if len(keys) > 1 else None)
