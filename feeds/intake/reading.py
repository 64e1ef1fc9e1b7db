"""`read`: what an article says, from its bytes. The way in to this room."""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from feeds.intake.article import Article, host_of
from feeds.intake.brands import brand_of, brand_places, find_brands, has_endings, same_site
from feeds.intake.claim import Claim
from feeds.intake.claims import claims_of
from feeds.intake.conflict import Conflict
from feeds.intake.doubt import doubt_after
from feeds.intake.endings import find_endings
from feeds.intake.language import language_of
from feeds.intake.lexicon import Lexicon, lexicon
from feeds.intake.mention import Mention, folded, related
from feeds.intake.names import find_names
from feeds.intake.opening import open_article
from feeds.intake.sentences import sentences
from feeds.intake.side_by_side import side_by_side
from feeds.intake.statements import Statement, find_statements


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says. Offsets of the claims count characters of `text`.

    Where the text contradicts itself, the surest claim is in `claims`, and all that are told stand in `conflicts`.

    `digest` is the SHA-256, in hexadecimal, of the bytes that were read; `published` is as exact as the source.
    """

    source: str
    title: str | None
    publisher: str | None
    language: str
    published: str | None
    text: str
    digest: str
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that `vigie intake --json` prints."""
        keys = ("event", "old", "new", "date", "quote", "start", "end", "confidence")
        return {
            "source": self.source,
            "title": self.title,
            "publisher": self.publisher,
            "language": self.language,
            "published": self.published,
            "digest": self.digest,
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "events": [{**{key: getattr(claim, key) for key in keys}, "why": list(claim.why)} for claim in self.claims],
        }


def read(data: bytes, *, source: str, today: date) -> Reading:
    """Read an HTML page, a PDF file or a text in French, English, Italian, Spanish or German.

    `source` is where it came from (an address, a file), `today` decides which year a weekday means. Pure. Raises
    `Unreadable`, one sentence for people, for what is empty, too large, not text, or in another language.
    """
    article = open_article(data, source=source, today=today)
    language = language_of(article.text[article.body :])
    words = lexicon(language)
    mentions = _mentions(article, words)
    statements = _statements(article, mentions, words, today)
    listed = side_by_side(article.text, mentions, words)
    claims, conflicts = claims_of(article.text, statements, mentions, listed)
    return Reading(
        source=source,
        title=article.title,
        publisher=article.publisher,
        language=language,
        published=article.published,
        text=article.text,
        digest=hashlib.sha256(data).hexdigest(),
        claims=claims,
        conflicts=conflicts,
    )


def _mentions(article: Article, words: Lexicon) -> list[Mention]:
    """Return every place of the text where a site is named, in its order, none overlapping."""
    names = same_site(article.text, find_names(article.text, article.body, words, host_of(article.address)), words)
    brands = find_brands(article.text, article.body, names, words)
    brand = brand_of(article, words, alone=not names) if not names or has_endings(article) else None
    if brand and not any(related(name.key, brand) for name in names):
        taken = [(place.start, place.end) for place in [*names, *brands]]
        places = brand_places(article.text, article.body, brand)
        brands += [each for each in places if all(each.end <= start or end <= each.start for start, end in taken)]
    named = sorted([*names, *brands], key=lambda mention: mention.start)
    return sorted([*named, *find_endings(article.text, article.body, named, words)], key=lambda mention: mention.start)


def _statements(article: Article, mentions: list[Mention], words: Lexicon, today: date) -> list[Statement]:
    if not mentions:
        return []
    starts = [mention.start for mention in mentions]
    if len({mention.host for mention in mentions if mention.host}) < 2:
        words = words.of_ends()
    # Advice and advertising tell no news, however they put it.
    advice = words.words["doubt.title"].search(folded(article.title or ""))
    told = [
        replace(statement, doubt=advice[0]) if advice else statement
        for start, end in sentences(article.text, article.body, [(mention.start, mention.end) for mention in mentions])
        for statement in find_statements(
            article.text,
            (start, end),
            mentions[bisect_left(starts, start) : bisect_left(starts, end)],
            words,
            article.published,
            today,
        )
    ]
    told = [each if each.doubt else replace(each, doubt=_later(article.text, each, starts, words)) for each in told]
    return told if _is_final(article, words) else [_out_of_reach(each) for each in told]


def _is_final(article: Article, words: Lexicon) -> bool:
    """Say whether a text tells that what is out of reach in it will stay so, and of no outage and no block."""
    prose = folded(article.text[article.body :])
    passing = words.words["doubt.sentence"].search(prose) or words.words["doubt.blocked"].search(prose)
    return not passing and words.words["closed.final"].search(prose) is not None


def _out_of_reach(statement: Statement) -> Statement:
    return replace(statement, doubt="out of reach") if statement.rule == "closed.gone" else statement


def _later(text: str, statement: Statement, starts: list[int], words: Lexicon) -> str:
    """Return what the text after the sentence of a statement puts in doubt."""
    named = bisect_left(starts, statement.sentence_end)
    following = starts[named] if named < len(starts) else len(text)
    return doubt_after(text, statement.sentence_end, following, words, statement.rule)
