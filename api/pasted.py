"""An article that a curator hands over: read, kept as it was read, and drafted from. The Desk's box and the API's."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from api import article_page
from api.reader import Reader
from api.settings import Settings
from feeds.intake import Reading, proposing
from feeds.intake.draft import Draft, NewSite
from feeds.intake.sources import keeping, queueing
from feeds.review.tables import Person, Proposal

PASTED: Final = "pasted"
"""Where a text was read that has no address."""
_HIGHEST: Final = 2**31 - 1


class NoSuchReading(LookupError):
    """There is no such reading, or no more. `str()` is one sentence for people."""


class NothingToPropose(ValueError):
    """A reading calls for no change. `str()` is one sentence for people; `draft` has the remarks."""

    def __init__(self, draft: Draft) -> None:
        said = " ".join(map(str, draft.left)) or "The text says nothing that the registry does not know."
        super().__init__(f"There is nothing to propose. {said}")
        self.draft = draft


def read_address(settings: Settings, address: str, at: datetime) -> Reading:
    """The article at an address, through the safe fetcher. Raises `Unreadable`."""
    data, place = article_page.get(settings, address)
    return read_bytes(data, at, place=place)


def read_bytes(data: bytes, at: datetime, *, place: str = PASTED) -> Reading:
    """A text, an HTML page or a PDF file. Raises `Unreadable`."""
    with Reader() as reader:
        return reader.read(data, source=place, today=at.date())


def kept(session: Session, number: int) -> Reading:
    """A reading that was kept. Raises `NoSuchReading`."""
    found = keeping.kept(session, number) if 0 < number <= _HIGHEST else None
    if found is None:
        raise NoSuchReading(f"There is no reading {number}; readings are kept for 30 days.")
    return found


def draft(session: Session, number: int, listing: NewSite | None, *, by: Person, at: datetime) -> Proposal:
    """Propose what a reading calls for, with a new Site where somebody says so; newspapers' items of it are settled.

    Raises `NoSuchReading`, `NothingToPropose`, and what `proposing.draft` and `proposing.hand_in` raise.
    """
    drafted = proposing.draft(session, kept(session, number), listing)
    if not drafted.operations:
        raise NothingToPropose(drafted)
    proposal = proposing.hand_in(session, drafted, by, at)
    queueing.drafted(session, number, proposal.id)
    return proposal
