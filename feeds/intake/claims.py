"""From statements to claims: who is meant, in which direction, and one claim for each thing said.

Pure. A statement that is planned, asked for, rumoured or denied makes no claim; neither does one whose names the
text does not tell.
"""

from dataclasses import replace
from typing import Final

from feeds.intake.claim import Claim, Event
from feeds.intake.confidence import SUREST, confidence_of, repeated
from feeds.intake.conflict import Conflict, conflicts_in
from feeds.intake.evidence import pairs_of
from feeds.intake.lineage import Lineage
from feeds.intake.mention import Kind, Mention
from feeds.intake.moves import find_moves
from feeds.intake.parsed import Parsed
from feeds.intake.shown import OUTRIGHT, Told
from feeds.intake.statements import Statement
from feeds.intake.succession import successions

_NAMED_ONLY: Final = 0.5
_TOLD: Final = ("renamed.happened", "renamed.stated")


def claims_of(parsed: Parsed) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Return what a text says of its names, in its order, one claim for each (event, old, new), and its conflicts."""
    text, lineage = parsed.article.text, _lineage(parsed)
    told = told_by_sentences(parsed, lineage)
    moves = weighed(told)
    left_behind = {claim.old for claim in moves if claim.event == "renamed"}
    done = [statement for statement in told.statements if not statement.doubt]
    ends = [claim for statement in done if (claim := _end(text, statement, lineage))]
    # A name that the site left is not the site's closure, unless an authority took it.
    ends = [claim for claim in ends if claim.event == "seized" or claim.old not in left_behind]
    said = _once(moves) + _once(_gravest(ends))
    mentioned = _mentions(text, said, told.statements, parsed.mentions)
    claims = sorted(said + mentioned, key=lambda claim: (claim.start, claim.end))
    return tuple(claims), conflicts_in([*told.moves, *ends])


def told_by_sentences(parsed: Parsed, lineage: Lineage | None = None) -> Told:
    """Return what the sentences of a text tell of moves, one after the other, before the whole of it is weighed."""
    text = parsed.article.text
    in_order = sorted(parsed.statements, key=lambda statement: (statement.start, statement.end))
    moves = _consistent(moves_of(text, in_order, lineage or _lineage(parsed)))
    return Told(text, parsed.mentions, in_order, parsed.sentences, parsed.listed, moves, parsed.words)


def weighed(told: Told) -> list[Claim]:
    """Return the moves of a text: what it spells, what is likely by all that it shows, and its copies.

    What a sentence tells and the whole makes unlikely is left out; what no sentence tells and the whole makes likely
    quotes the sentence that names the new name nearest to the old one.
    """
    spelled = told.spelled() & {(claim.old, claim.new or "") for claim in told.moves}
    kept = [claim for claim in told.moves if claim.event == "clone" or (claim.old, claim.new) in spelled]
    for each in successions(pairs_of(told), spelled):
        weight = f"weighed over the whole text: {', '.join(each.signs)}"
        claims = [claim for claim in told.moves if (claim.old, claim.new) == (each.old, each.new)]
        sure = min(SUREST, round(each.probability, 2))
        kept += [replace(claim, confidence=sure, why=(*claim.why, weight)) for claim in claims] or [
            _unspoken(told, each.old, each.new, sure, weight)
        ]
    return kept


def _unspoken(told: Told, old: str, new: str, confidence: float, why: str) -> Claim:
    places = {host: [each.start for each in told.mentions if each.host == host] for host in (old, new)}
    at = min(places[new], key=lambda place: min(abs(place - other) for other in places[old]))
    start, end = next(((start, end) for start, end in told.sentences if start <= at < end), (at, at + len(new)))
    quote = told.text[start:end].strip()
    start = told.text.index(quote, start)
    return Claim("renamed", old, new, None, quote, start, start + len(quote), confidence, (why,))


def _lineage(parsed: Parsed) -> Lineage:
    return Lineage(parsed.mentions, parsed.listed, len(parsed.article.text))


def moves_of(text: str, statements: list[Statement], lineage: Lineage) -> list[Claim]:
    """Return the renames and clones that the statements tell, as claims."""
    return [_claim(text, event, old, new, statement) for event, old, new, statement in find_moves(statements, lineage)]


def _consistent(moves: list[Claim]) -> list[Claim]:
    """Drop what was only inferred where the text says otherwise: a copy is no rename, a way back must be told.

    A name that is told to come from another one comes from no third.
    """
    copies = {
        pair for claim in moves if claim.event == "clone" for pair in ((claim.old, claim.new), (claim.new, claim.old))
    }
    told = {(claim.old, claim.new) for claim in moves if claim.event == "renamed" and claim.why[0].startswith(_TOLD)}
    taken = {new for _, new in told}
    return [
        claim
        for claim in moves
        if claim.event == "clone"
        or (claim.old, claim.new) in told
        or (
            (claim.old, claim.new) not in copies
            and (claim.new, claim.old) not in told
            and (claim.new not in taken or claim.why[0].startswith(OUTRIGHT))
        )
    ]


def _end(text: str, statement: Statement, lineage: Lineage) -> Claim | None:
    section = statement.rule.partition(".")[0]
    if section not in ("closed", "seized"):
        return None
    place = statement.places.get("site", statement.start)
    host = place.host if isinstance(place, Mention) else None
    key = lineage.site_at(place)
    if not isinstance(place, Mention):
        host = lineage.named_last(statement.sentence, place)
    old = host or (lineage.latest(key, statement.start) if key else None)
    if not old:
        return None
    return _claim(text, "seized" if section == "seized" or statement.authority else "closed", old, None, statement)


def _claim(text: str, event: Event, old: str, new: str | None, statement: Statement) -> Claim:
    why = [f'{statement.rule}: "{statement.wording}" matched "{statement.matched}"']
    why += [f'"{place}" is read as {name}' for place, name in _inferred(text, statement, old, new)]
    guessed = len(why) - 1
    why += [place.note for place in statement.places.values() if isinstance(place, Mention) and place.note]
    why += [f'an authority acted: "{statement.authority}"'] if statement.authority else []
    moment = statement.moment
    why += [moment.why] if moment and moment.why else []
    return Claim(
        event=event,
        old=old,
        new=new,
        date=moment.value if moment else None,
        quote=text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        confidence=confidence_of(statement.rule, inferred=guessed > 0),
        why=tuple(why),
    )


def _inferred(text: str, statement: Statement, old: str, new: str | None) -> list[tuple[str, str]]:
    names = {"old": old, "site": old, "new": new or ""}
    unspoken = [] if {"old", "site"} & statement.places.keys() else [("the site spoken of", old)]
    return unspoken + [
        (text[place.start : place.end] if isinstance(place, Mention) else "the site", names[role])
        for role, place in statement.places.items()
        if not isinstance(place, Mention) or place.kind is not Kind.NAME
    ]


def _gravest(ends: list[Claim]) -> list[Claim]:
    """Where one name is both closed and seized, the closing is the seizure."""
    seized = {claim.old for claim in ends if claim.event == "seized"}
    return [replace(claim, event="seized") if claim.old in seized else claim for claim in ends]


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
