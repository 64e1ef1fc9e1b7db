"""What the sentences of a text tell, one after the other, as claims: before the whole of it is weighed. Pure.

A statement that is planned, asked for, rumoured or denied makes no claim; neither does one whose names the text does
not tell.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from feeds.intake.around import Around
from feeds.intake.claim import Claim, Event
from feeds.intake.confidence import confidence_of
from feeds.intake.lexicon import Lexicon
from feeds.intake.lineage import Lineage
from feeds.intake.mention import Kind, Mention, folded
from feeds.intake.moves import find_moves
from feeds.intake.namings import Namings
from feeds.intake.parsed import Parsed
from feeds.intake.shown import OUTRIGHT, TELLING, Move, Told, in_succession, move_of
from feeds.intake.statement import STILL, Statement, back_at

_TOLD: Final = ("renamed.happened", "renamed.stated")
_ENDS: Final = ("closed", "seized")
_LEFT: Final = ("renamed.left", "renamed.was")


def told_by_sentences(parsed: Parsed) -> Told:
    """Return what the sentences of a text tell of moves, copies and ends, in the order of the text."""
    text = parsed.article.text
    in_order = sorted(parsed.statements, key=lambda statement: (statement.start, statement.end))
    namings = Namings(parsed.mentions, len(text))
    lineage = Lineage(namings, parsed.listed)
    in_order = [each for each in in_order if not _takes_no_site(each, namings)]
    moves = _consistent(_moves(text, in_order, lineage), back_at(in_order))
    ends, suspended = _ends(text, in_order, lineage, parsed.words)
    mentions = sorted([*parsed.mentions, *parsed.places], key=lambda mention: mention.start)
    around = Around(text, parsed.article.body, mentions, parsed.sentences, parsed.words.cues)
    lists = parsed.words.lists_in(text, parsed.article.body)
    return Told(
        text=text,
        mentions=mentions,
        statements=in_order,
        sentences=parsed.sentences,
        listed=parsed.listed,
        copies=frozenset(lineage.copies),
        suspended=suspended,
        unreached=_unreached(parsed),
        moves=moves,
        ends=ends,
        around=around,
        lists=lists,
    )


def with_ends_of(told: Told, story: Iterable[Move], parsed: Parsed) -> Told:
    """Return what a text tells, with ends by a brand or "the site" told of the names that it has in a story.

    Sentences alone guess which name that was; `story` are the moves that are likely by all that the text shows. What
    sentences tell, and the story has room for, belongs to it.
    """
    story = list(story)
    olds, news = {old for old, _ in story}, {new for _, new in story}
    told_too = {move_of(claim) for claim in told.moves if claim.why[0].startswith(TELLING)}
    story += sorted((old, new) for old, new in told_too if old not in olds and new not in news)
    lineage = Lineage(Namings(parsed.mentions, len(told.text)), parsed.listed)
    lineage.copies = set(told.copies)
    revivals = {(each.start, each.end): each.sentence for each in told.statements if each.revived}
    revived = {move_of(claim): revivals.get((claim.start, claim.end)) for claim in told.moves}
    first = {each.host: each.start for each in reversed(told.mentions) if each.host}
    for old, new in in_succession(story):
        lineage.move(old, new, first.get(new, 0), revived_at=revived.get((old, new)))
    ends, suspended = _ends(told.text, told.statements, lineage, parsed.words)
    return replace(told, ends=ends, suspended=suspended)


def _ends(
    text: str, statements: list[Statement], lineage: Lineage, words: Lexicon
) -> tuple[list[Claim], frozenset[str]]:
    """Return the ends that statements tell, and the names that they only tell to be suspended."""
    done = [statement for statement in statements if not statement.doubt]
    left = _left_by_sentence(done)
    of_sites = [each for each in done if each.rule == STILL or each.rule.startswith(_ENDS)]
    sites = [(each, host) for each in of_sites for host in _sites_of(each, lineage, left, words)]
    still = {host: each for each, host in sites if each.rule == STILL}
    told = [(each, claim) for each, host in sites if (claim := _end(text, each, host, still.get(host)))]
    ended = {claim.old for each, claim in told if not _is_suspension(each, words)}
    ends = _once_told([claim for _, claim in told], ended, lineage)
    return ends, frozenset({claim.old for claim in ends} - ended)


def _unreached(parsed: Parsed) -> frozenset[str]:
    """Return the names that stand only in sentences of an outage, or of a block that is no authority's."""
    starts = [start for start, _ in parsed.sentences]
    sentences: dict[str, set[int]] = {}
    for mention in parsed.mentions:
        if mention.host:
            sentences.setdefault(mention.host, set()).add(max(0, bisect_right(starts, mention.start) - 1))
    out_of_reach = {
        number: _tells_no_reach(folded(parsed.article.text[slice(*parsed.sentences[number])]), parsed.words)
        for number in set().union(*sentences.values())
    }
    return frozenset(host for host, numbers in sentences.items() if all(out_of_reach[each] for each in numbers))


def _tells_no_reach(sentence: str, words: Lexicon) -> bool:
    outage, blocked, authority = (
        words.words[key].search(sentence) for key in ("doubt.outage", "doubt.blocked", "seized.authorities")
    )
    return bool(outage or (blocked and not authority))


def _takes_no_site(statement: Statement, namings: Namings) -> bool:
    """Say whether people move from one site to another, of two brands: "users left a.com for b.com"."""
    places = statement.places.values()
    host, *other = [place.host for place in places if isinstance(place, Mention) and place.host] or [""]
    return (
        statement.of_people
        and bool(host)
        and not any(namings.share_a_brand(host, each) for each in {*(other or namings.keys)} - {host})
    )


def _moves(text: str, statements: list[Statement], lineage: Lineage) -> list[Claim]:
    return [
        claim_of(text, event, old, new, statement) for event, old, new, statement in find_moves(statements, lineage)
    ]


def _consistent(moves: list[Claim], back: set[str]) -> list[Claim]:
    """Drop what was only inferred where the text says otherwise: a copy is no rename, a way back must be told.

    A name that is told to come from another one comes from no third; one to which the site is told to be `back` was
    left for the other.
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
            and ((claim.new, claim.old) not in told or claim.old in back)
            and (claim.new not in taken or claim.why[0].startswith(OUTRIGHT))
        )
    ]


def _left_by_sentence(statements: list[Statement]) -> dict[int, str]:
    """Return the one name that each sentence tells to have been the site's: "the site, seized as coco.gg"."""
    hosts: dict[int, set[str]] = {}
    for statement in statements:
        place = statement.places.get("old")
        if statement.rule in _LEFT and isinstance(place, Mention) and place.host:
            hosts.setdefault(statement.sentence, set()).add(place.host)
    return {sentence: only for sentence, (only, *others) in hosts.items() if not others}


def _once_told(ends: list[Claim], ended: set[str], lineage: Lineage) -> list[Claim]:
    """Drop the ends of "the site" where a sentence says which of its names ended: that is the end they speak of.

    A name that was only suspended, and is not among the `ended`, is none; and what is told of the site once it went on
    to another name is an end of that.
    """
    named = {claim.old: claim.end for claim in reversed(ends) if not is_inferred(claim) and claim.old in ended}

    def went_on(claim: Claim, other: str) -> bool:
        return claim.old in lineage.later(other) and lineage.namings.stands_first(claim.old, named[other], claim.start)

    return [
        claim
        for claim in ends
        if not is_inferred(claim)
        or all(went_on(claim, other) for other in (lineage.line(claim.old) - {claim.old}) & named.keys())
    ]


def _end(text: str, statement: Statement, host: str, still: Statement | None) -> Claim | None:
    """Return the end of a name that a statement tells; `still` is what last says that it is there, if anything does."""
    if statement.rule == STILL:
        return None
    # "Police dismantled a network of sites. Lagoon.gg is still online": the network is not lagoon.gg.
    # "While lagoon.gg was seized, its sister site lagune.gg remains online": nor is lagune.gg.
    place = statement.places.get("site")
    if still and (place == still.places.get("site") if isinstance(place, Mention) else still.start > statement.start):
        return None
    seized = statement.rule.startswith("seized") or statement.authority
    return claim_of(text, "seized" if seized else "closed", host, None, statement)


def _is_suspension(statement: Statement, words: Lexicon) -> bool:
    """Say whether what is said to be done was done to a name, and not to the site: suspended, lost, given up."""
    done_to = words.words["closed.suspended"].search(folded(statement.matched))
    return statement.rule.startswith("closed") and done_to is not None


def _sites_of(statement: Statement, lineage: Lineage, left: dict[int, str], words: Lexicon) -> list[str]:
    """Return the names of which a statement speaks, be it by brand or by words such as "the site" and "both sites"."""
    place = statement.places.get("site", statement.start)
    key = lineage.namings.brand_at(place)
    if isinstance(place, Mention):
        host = place.host
    elif words.words["site.both"].match(folded(statement.matched)) and statement.matched_at == place:
        return sorted(lineage.listed_before(place))
    else:
        host = lineage.namings.named_last(statement.sentence, place) or left.get(statement.sentence)
    host = host or (lineage.latest(key, statement.start) if key else None)
    return [host] if host else []


def claim_of(text: str, event: Event, old: str, new: str | None, statement: Statement) -> Claim:
    """Return what a statement says as a claim, with its quote, its date and why it is read so."""
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


def is_inferred(claim: Claim) -> bool:
    """Say whether a name of a claim was read from words such as "the site"."""
    return any(" is read as " in why for why in claim.why)


def _inferred(text: str, statement: Statement, old: str, new: str | None) -> list[tuple[str, str]]:
    names = {"old": old, "site": old, "new": new or ""}
    unspoken = [] if {"old", "site"} & statement.places.keys() else [("the site spoken of", old)]
    return unspoken + [
        (text[place.start : place.end] if isinstance(place, Mention) else "the site", names[role])
        for role, place in statement.places.items()
        if not isinstance(place, Mention) or place.kind is not Kind.NAME
    ]
