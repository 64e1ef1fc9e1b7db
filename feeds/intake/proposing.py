"""From a Reading to the one Proposal that it calls for: what an article says that the registry does not know yet.

Stands on the registry and the review room; drafts, and decides nothing. A claim about a Site that is not listed becomes
no listing by itself: an article shows that a name changed, not that a site is a risk. It is handed back in `left`, and
a person may make a `NewSite` of it. What an open Proposal says already is not proposed again.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from textwrap import shorten
from typing import Final
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from feeds.intake import listed as listed_sites
from feeds.intake.already_open import with_text, without_what_is_open
from feeds.intake.changes import Changes
from feeds.intake.claim import Claim
from feeds.intake.draft import About, Draft, NewSite, Remark
from feeds.intake.listed import Listed
from feeds.intake.reading import Reading
from feeds.intake.sources.relevance import reasons
from feeds.registry.tables import Evidence, Name, Site
from feeds.review import operations as op
from feeds.review import proposals
from feeds.review.evidence import keeping
from feeds.review.evidence.passages import Quote, SourceText
from feeds.review.tables import Person, Proposal

AUTHOR: Final = "intake"
LONGEST_QUOTE: Final = 2000
LONGEST_TITLE: Final = 120
LONGEST_REASON: Final = 2000
_CANDIDATES: Final = 10

_SAID: Final = {
    "renamed": "{old} became {new}",
    "closed": "{old} closed",
    "seized": "{old} closed by an authority",
    "clone": "{new} follows {old}",
}


class NotInTheText(ValueError):
    """A quote is not in the text that it is said to be from. `str()` is one sentence for people."""


def draft(session: Session, reading: Reading, listing: NewSite | None = None) -> Draft:
    """The changes that a Reading calls for, given the registry and the open Proposals as they are.

    With `listing`, its Site is among them. Raises `NotInTheText` when the text does not have the quote of `listing`.
    """
    claims = [claim for claim in reading.claims if claim.event in _SAID]
    told = "; ".join(_SAID[claim.event].format(old=claim.old, new=claim.new) for claim in claims)
    drafted = Draft(title=told, reason=f"Read in “{_title(reading)}” ({_publisher(reading)}).")
    if _is_known(session, reading, drafted):
        return drafted
    listed = listed_sites.load(session)
    key = f"read-{reading.digest[:16]}"
    changes = Changes(session, listed, key=key, published=reading.published, listing=listing)
    operations = list(changes.of(claims))
    drafted.left, drafted.notes, drafted.news = changes.left, changes.notes, changes.news
    drafted.left += _without_address(session, reading, listed)
    if operations:
        quotes = [claim.quote for claim in claims]
        if listing:
            drafted.title = drafted.title or f"List {listing.hostname}"
            quotes = [_found(listing.quote, reading.text), *quotes]
        drafted.operations = [_evidence(reading, key, quotes), *operations]
        drafted.read = _source_text(reading, claims, listing)
        without_what_is_open(session, drafted)
    if drafted.notes:
        drafted.reason = " ".join([drafted.reason, *map(str, drafted.notes)])[:LONGEST_REASON]
    return drafted


def hand_in(session: Session, drafted: Draft, author: Person, at: datetime) -> Proposal:
    """Hand a draft with operations in for review, and keep what was read, as it was read.

    Raises `applying.DoesNotApply`, as `proposals.propose` does.
    """
    proposal = proposals.propose(
        session,
        author=author,
        title=drafted.title,
        reason=drafted.reason,
        operations=drafted.operations,
        at=at,
    )
    if drafted.read is not None:
        for source in (each for each in drafted.operations if isinstance(each, op.AddEvidence)):
            keeping.keep(session, source.key, drafted.read, at)
    return proposal


def _is_known(session: Session, reading: Reading, drafted: Draft) -> bool:
    """Whether this very text was drafted from before; says so in the draft."""
    if session.exec(select(Evidence.id).where(Evidence.digest == reading.digest)).first():
        drafted.left.append(Remark(About.KNOWN_TEXT))
        return True
    if waiting := with_text(session, reading.digest):
        drafted.open = waiting.id
        drafted.left.append(Remark(About.OPEN_PROPOSAL, {"proposal": str(waiting.id), "title": waiting.title}))
    return drafted.open is not None


def _without_address(session: Session, reading: Reading, listed: Listed) -> Iterator[Remark]:
    """What the text calls by a listed Site's name without one of its addresses, with the addresses that it may mean."""
    found = reasons(reading.text, listed, reading.language)
    told = {slug for each in found if each.kind == "name" for slug in each.slugs} | {*_claimed(reading.claims, listed)}
    for each in found:
        if each.kind == "brand" and not told & {*each.slugs}:
            names = select(Name.hostname).join(Site).where(col(Site.slug).in_(each.slugs))
            newest = session.exec(names.order_by(col(Name.id).desc()).limit(_CANDIDATES))
            yield Remark(About.NO_ADDRESS, {"brand": each.said, "names": ", ".join(newest)})


def _claimed(claims: Iterable[Claim], listed: Listed) -> Iterator[str]:
    for claim in claims:
        yield from (listed.names[name] for name in (claim.old, claim.new or "") if name in listed.names)


def _found(quote: str, text: str) -> str:
    if " ".join(quote.split()) not in " ".join(text.split()):
        raise NotInTheText("The quote is not in the text; copy it from there, word for word.")
    return quote


def _source_text(reading: Reading, claims: Iterable[Claim], listing: NewSite | None) -> SourceText:
    quotes = tuple(Quote(claim.quote, claim.start, claim.end) for claim in claims)
    source = SourceText(reading.text, reading.digest, reading.language, quotes)
    return keeping.with_quotes(source, listing.quote) if listing else source


def _evidence(reading: Reading, key: str, quotes: list[str]) -> op.AddEvidence:
    address = reading.source if reading.source.startswith(("http://", "https://")) else None
    return op.AddEvidence.model_validate(
        {
            "key": key,
            "publisher": _publisher(reading),
            "title": _title(reading),
            "date": reading.published,
            "language": reading.language,
            "url": address,
            "quote": " […] ".join(dict.fromkeys(quotes))[:LONGEST_QUOTE],
            "digest": reading.digest,
        }
    )


def _title(reading: Reading) -> str:
    title = reading.title or reading.text.strip().partition("\n")[0]
    return shorten(title, LONGEST_TITLE, placeholder=" …")


def _publisher(reading: Reading) -> str:
    return (reading.publisher or urlsplit(reading.source).hostname or "Unknown publisher")[:200]
