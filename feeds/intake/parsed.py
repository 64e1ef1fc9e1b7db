"""What stands in an article before anything is made of it: its names, its sentences, and what they say."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from feeds.intake.article import Article, host_of
from feeds.intake.brands import same_site, with_brands
from feeds.intake.doubt import doubt_after
from feeds.intake.endings import find_endings, find_places, tells_endings
from feeds.intake.language import language_of
from feeds.intake.lexicon import Lexicon, lexicon
from feeds.intake.mention import Mention, folded, related
from feeds.intake.names import find_names
from feeds.intake.opening import open_article
from feeds.intake.sentences import sentences
from feeds.intake.side_by_side import side_by_side
from feeds.intake.statement import Statement
from feeds.intake.statements import find_statements
from feeds.intake.subject import brand_of, is_announced


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article, taken apart.

    `mentions` are every place where a site is named, in order, none overlapping; `places` are countries that may stand
    for their endings; `sentences` the spans of its prose; `statements` what they say, sentence by sentence; `listed`
    the pairs of names that stand side by side.
    """

    article: Article
    words: Lexicon
    mentions: list[Mention]
    places: list[Mention]
    sentences: list[tuple[int, int]]
    statements: list[Statement]
    listed: frozenset[frozenset[str]]


def parse(data: bytes, *, source: str, today: date) -> Parsed:
    """Take an article apart. Pure. Raises `Unreadable`, as `read` does."""
    article = open_article(data, source=source, today=today)
    words = lexicon(language_of(article.text[article.body :]))
    mentions = _mentions(article, words)
    spans = sentences(article.text, article.body, [(mention.start, mention.end) for mention in mentions])
    statements = _statements(article, mentions, spans, words, today)
    places = find_places(article.text, article.body, mentions, words)
    return Parsed(article, words, mentions, places, spans, statements, side_by_side(article.text, mentions, words))


def _mentions(article: Article, words: Lexicon) -> list[Mention]:
    """Return every place of the text where a site is named, in its order, none overlapping."""
    names = same_site(article.text, find_names(article.text, article.body, words, host_of(article.address)), words)
    named = with_brands(article.text, article.body, names, _subject(article, names, words), words)
    return sorted([*named, *find_endings(article.text, article.body, named, words)], key=lambda mention: mention.start)


def _subject(article: Article, names: list[Mention], words: Lexicon) -> str | None:
    """Return the brand of a site that a text is about and never names in full, or None.

    Newspapers put what an article is about in its title and address. Where endings stand alone (".gg") the text is
    about a site all the same.
    """
    endings = tells_endings(article.text, article.body, words)
    brand = brand_of(article, names, words) if endings or not names else None
    if not brand or any(related(name.key, brand) for name in names):
        return None
    return brand if endings or is_announced(article, brand) else None


def _statements(
    article: Article, mentions: list[Mention], spans: list[tuple[int, int]], words: Lexicon, today: date
) -> list[Statement]:
    if not mentions:
        return []
    starts = [mention.start for mention in mentions]
    if len({mention.host for mention in mentions if mention.host}) < 2:
        words = words.of_ends()
    # Advice and advertising tell no news, however they put it.
    advice = words.words["doubt.title"].search(folded(article.title or ""))
    told = [
        replace(statement, doubt=advice[0]) if advice else statement
        for start, end in spans
        for statement in find_statements(
            article.text,
            (start, end),
            mentions[bisect_left(starts, start) : bisect_left(starts, end)],
            words,
            article.published,
            today,
        )
    ]
    told = [each if each.doubt else replace(each, doubt=_later(article.text, each, mentions, words)) for each in told]
    return told if _is_final(article, words) else [_out_of_reach(each) for each in told]


def _is_final(article: Article, words: Lexicon) -> bool:
    """Say whether a text tells that what is out of reach in it will stay so.

    One that tells of an outage or of a block has to say that it is for good.
    """
    prose = folded(article.text[article.body :])
    if words.words["closed.for_good"].search(prose):
        return True
    passing = any(words.words[f"doubt.{key}"].search(prose) for key in ("sentence", "outage", "blocked"))
    return not passing and words.words["closed.final"].search(prose) is not None


def _out_of_reach(statement: Statement) -> Statement:
    return replace(statement, doubt="out of reach") if statement.rule == "closed.gone" else statement


def _later(text: str, statement: Statement, mentions: list[Mention], words: Lexicon) -> str:
    """Return what the text after the sentence of a statement puts in doubt."""
    keys = {place.key for place in statement.places.values() if isinstance(place, Mention)}
    after = mentions[bisect_left(mentions, statement.sentence_end, key=lambda mention: mention.start) :]
    following = after[0].start if after else len(text)
    another = next((each.start for each in after if not any(related(each.key, key) for key in keys)), len(text))
    names = (following, another if keys else following)
    return doubt_after(text, statement.sentence_end, names, words, statement.rule)
