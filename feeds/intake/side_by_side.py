"""Names that a text lists side by side ("a.com, b.com and c.com"): none of them became another."""

from itertools import combinations, pairwise

from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Mention, folded

_QUOTES = " \n\u00a0\u202f\"«»“”„'"


def side_by_side(text: str, mentions: list[Mention], words: Lexicon) -> frozenset[frozenset[str]]:
    """Return the pairs of names that stand in one list; a list has a word for "and" in it.

    `mentions` are those of the text, in its order. Words that tell an order ("a.com, then b.com") make no list.
    """
    pairs: set[frozenset[str]] = set()
    run: list[Mention] = []
    joined = False
    for one, following in pairwise([*mentions, None]):
        if one is None or not one.host:
            continue
        run = [*run, one]
        joint = _joint(text, one, following, words) if following else None
        if joint is None:
            pairs |= _pairs(run) if joined else set()
            run, joined = [], False
        else:
            joined = joined or bool(joint)
    return frozenset(pairs)


def _joint(text: str, one: Mention, following: Mention, words: Lexicon) -> str | None:
    """Return the word that joins two names, "" for a comma, None where they stand in no list."""
    between = folded(text[one.end : following.start])
    joint = between.replace(",", " ").strip(_QUOTES)
    if not joint and "," in between:
        return ""
    listed = words.words["site.and"].fullmatch(joint) and not words.words["renamed.then"].search(joint)
    return joint if listed else None


def _pairs(run: list[Mention]) -> set[frozenset[str]]:
    hosts = sorted({mention.host for mention in run if mention.host})
    return {frozenset(pair) for pair in combinations(hosts, 2)}
