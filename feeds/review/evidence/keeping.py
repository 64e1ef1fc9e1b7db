"""Keeping what a source said, with the places of its quotes. Each call runs in the caller's transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, delete, select

from feeds.registry.tables import Evidence
from feeds.review.evidence.passages import Quote, SourceText, check, locate, parts
from feeds.review.evidence.tables import LONGEST_TEXT, EvidenceQuote, EvidenceText

UNCITED_KEPT: Final = timedelta(days=180)


def keep(session: Session, key: str, source: SourceText, at: datetime) -> None:
    """Keep the text of the Evidence of this key, which may still be in a Proposal. Keeping it again changes nothing.

    Raises `NotInTheText` for a quote that is not what stands at its place. A text is cut to `LONGEST_TEXT` characters.
    """
    check(source)
    if session.get(EvidenceText, source.digest) is None:
        text = source.text[:LONGEST_TEXT]
        session.add(EvidenceText(digest=source.digest, text=text, language=source.language, fetched_at=at))
        session.flush()
    known = select(EvidenceQuote.start, EvidenceQuote.end).where(
        EvidenceQuote.evidence_key == key, EvidenceQuote.digest == source.digest
    )
    places = set(session.exec(known).all())
    for quote in dict.fromkeys(source.quotes):
        if (quote.start, quote.end) not in places and quote.end <= LONGEST_TEXT:
            session.add(_row(key, source.digest, quote))
    session.flush()


def kept(session: Session, keys: Collection[str]) -> dict[str, SourceText]:
    """What was kept of the Evidence of these keys, the oldest text of each. For people at the Desk only.

    A text without quotes of this Evidence is found by the digest that the Evidence has. Two questions.
    """
    quoted = select(EvidenceQuote.evidence_key, EvidenceQuote, EvidenceText).join(EvidenceText)
    rows = session.exec(
        quoted.where(col(EvidenceQuote.evidence_key).in_(keys)).order_by(
            col(EvidenceText.fetched_at), col(EvidenceQuote.start)
        )
    )
    found: dict[str, SourceText] = {}
    for key, quote, row in rows:
        first = found.setdefault(key, SourceText(row.text, row.digest, row.language))
        if first.digest == row.digest:
            place = Quote(quote.words, quote.start, quote.end)
            found[key] = replace(first, quotes=(*first.quotes, place))
    by_digest = select(Evidence.key, EvidenceText).join(EvidenceText, col(EvidenceText.digest) == Evidence.digest)
    for key, row in session.exec(by_digest.where(col(Evidence.key).in_(set(keys) - found.keys()))):
        found[key] = SourceText(row.text, row.digest, row.language)
    return found


def _row(key: str, digest: str, quote: Quote) -> EvidenceQuote:
    return EvidenceQuote(evidence_key=key, digest=digest, start=quote.start, end=quote.end, words=quote.words)


def with_quotes(source: SourceText, quote: str | None) -> SourceText:
    """The same text, with the places of those parts of a quote that it has among its quotes."""
    places = filter(None, (locate(source.text, part) for part in parts(quote)))
    return replace(source, quotes=(*source.quotes, *places))


def prune(session: Session, at: datetime) -> int:
    """Erase texts that came to nothing: no Evidence cites them after half a year. Return how many."""
    cited = select(EvidenceQuote.digest).join(Evidence, col(Evidence.key) == EvidenceQuote.evidence_key)
    own = select(Evidence.digest).where(col(Evidence.digest).is_not(None))
    old = select(EvidenceText.digest).where(
        EvidenceText.fetched_at < at - UNCITED_KEPT,
        col(EvidenceText.digest).not_in(cited),
        col(EvidenceText.digest).not_in(own),
    )
    digests = session.exec(old).all()
    session.execute(delete(EvidenceQuote).where(col(EvidenceQuote.digest).in_(digests)))
    session.execute(delete(EvidenceText).where(col(EvidenceText.digest).in_(digests)))
    return len(digests)
