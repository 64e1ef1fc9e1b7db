"""From a text taken apart to its claims: what its sentences tell and what the whole of it shows, weighed. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from feeds.intake.by_sentences import told_by_sentences, with_ends_of
from feeds.intake.claim import Claim, Event
from feeds.intake.confidence import repeated
from feeds.intake.conflict import Conflict, conflicts_in
from feeds.intake.ended import ended_of
from feeds.intake.mention import Kind, Mention
from feeds.intake.parsed import Parsed
from feeds.intake.shown import Move, Told, move_of
from feeds.intake.statement import Statement, back_at
from feeds.intake.story import likely_of, moves_of, successions_of
from feeds.intake.succession import Succession
from feeds.intake.ways_back import beside_ways_back
from feeds.intake.weighing import LIKELY, confidence_in

_NAMED_ONLY: Final = 0.5


def claims_of(parsed: Parsed) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Return what a text says of its names, in its order, one claim for each (event, old, new), and its conflicts."""
    told = told_by_sentences(parsed)
    moves = successions_of(told)
    happened = moves_of(told, moves)
    said = _once([*_moves(told, moves), *_ends(with_ends_of(told, likely_of(happened), parsed), happened)])
    mentioned = _mentions(told.text, said, told.statements, parsed.mentions)
    claims = sorted(said + mentioned, key=lambda claim: (claim.start, claim.end))
    return tuple(claims), conflicts_in([*told.moves, *told.ends])


def _moves(told: Told, moves: list[Succession]) -> list[Claim]:
    """Return the moves of a text that it spells, or that are likely by all that it shows, and its copies.

    What a sentence only lets infer and the whole makes unlikely is left out; what no sentence tells and the whole makes
    likely quotes the sentence that names the new name nearest to the old one.
    """
    spelled, apart = told.spelled(), told.apart()
    gone = {old for old, _ in spelled}  # to where they went, and nowhere else
    come = {new for _, new in spelled} - back_at(told.statements)  # from where they came
    sure = spelled | told.ways_out()
    kept = [claim for claim in told.moves if claim.event == "clone" or move_of(claim) in sure]
    for each in moves:
        move = (each.old, each.new)
        if (
            each.probability >= LIKELY
            and each.old not in gone
            and each.new not in come
            and frozenset(move) not in apart
        ):
            claims = [claim for claim in told.moves if move_of(claim) == move] or [
                _unspoken(told, "renamed", each.old, each.new, _nearest(told, each.new, each.old))
            ]
            kept += [_weighed(claim, each.probability, each.signs) for claim in claims]
    return beside_ways_back(told, kept)


def _ends(told: Told, moves: Mapping[Move, float]) -> list[Claim]:
    """Return the ends that are likely by all that a text shows; the closing of a name that was seized is the seizure.

    What no sentence tells quotes the sentence in which most speaks of it.
    """
    kept: list[Claim] = []
    for each in ended_of(told, moves):
        claims = [claim for claim in told.ends if claim.old == each.host]
        event: Event = "seized" if any(claim.event == "seized" for claim in claims) else "closed"
        claims = [replace(claim, event=event) for claim in claims] or [
            _unspoken(told, each.event, each.host, None, each.place)
        ]
        kept += [_weighed(claim, each.probability, each.signs) for claim in claims]
    return kept


def _weighed(claim: Claim, probability: float, signs: Iterable[str]) -> Claim:
    why = f"weighed over the whole text: {', '.join(signs)}"
    return replace(claim, confidence=confidence_in(claim.event, probability), why=(*claim.why, why))


def _nearest(told: Told, name: str, other: str) -> int:
    """Return the place of a name that is nearest to another one."""
    ours, theirs = ([each.start for each in told.mentions if each.host == host] for host in (name, other))

    def distance(place: int) -> int:
        at = bisect_left(theirs, place)
        return min(abs(place - beside) for beside in theirs[max(0, at - 1) : at + 1])

    return min(ours, key=distance)


def _unspoken(told: Told, event: Event, old: str, new: str | None, place: int) -> Claim:
    """Return what no sentence tells as a claim that quotes the sentence at a place."""
    start, end = next(((start, end) for start, end in told.sentences if start <= place < end), (place, place + 1))
    quote = told.text[start:end].strip()
    start = told.text.index(quote, start)
    return Claim(event, old, new, None, quote, start, start + len(quote), 0.0, ())


def _once(claims: list[Claim]) -> list[Claim]:
    """Return one claim for each thing said: the surest, with a date rather than without, and the shortest quote."""
    groups: dict[tuple[str, str, str | None], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.event, claim.old, claim.new), []).append(claim)
    return [_best(group) for group in groups.values()]


def _best(group: list[Claim]) -> Claim:
    best = max(group, key=lambda claim: (len(claim.date or ""), claim.confidence, -len(claim.quote), -claim.start))
    quotes = _apart(group)
    dates = sorted({claim.date for claim in group if claim.date and not (best.date or "").startswith(claim.date)})
    other = [f"another sentence says {', '.join(date for date in dates if date != best.date)}"] if dates else []
    often = [f"said in {quotes} ways in this text"] if quotes > 1 else []
    sure = repeated(max(claim.confidence for claim in group), quotes)
    return replace(best, confidence=sure, why=(*best.why, *often, *other))


def _apart(group: list[Claim]) -> int:
    """Return in how many places, none overlapping, and in how many words the same is said."""
    quotes: dict[str, Claim] = {}
    end = -1
    for claim in sorted(group, key=lambda claim: (claim.start, claim.end)):
        if claim.start >= end:
            quotes.setdefault(claim.quote, claim)
            end = claim.end
    return len(quotes)


def _mentions(text: str, said: list[Claim], statements: list[Statement], mentions: list[Mention]) -> list[Claim]:
    """Return a mention for each full name of which nothing is said; what is only planned or denied is told in `why`."""
    seen = {name for claim in said for name in (claim.old, claim.new)}
    found: list[Claim] = []
    for mention in mentions:
        if mention.kind is not Kind.NAME or mention.host is None or mention.host in seen:
            continue
        seen.add(mention.host)
        doubts = [
            f'{statement.rule} is not said to be done ("{statement.doubt}"): "{statement.matched}"'
            for statement in statements
            if statement.doubt and mention.host in _hosts(statement)
        ]
        note = [mention.note] if mention.note else []
        why = ("named, and nothing is said to have happened to it", *note, *doubts)
        quote = text[mention.start : mention.end]
        found.append(Claim("mention", mention.host, None, None, quote, mention.start, mention.end, _NAMED_ONLY, why))
    return found


def _hosts(statement: Statement) -> set[str | None]:
    return {place.host for place in statement.places.values() if isinstance(place, Mention)}
