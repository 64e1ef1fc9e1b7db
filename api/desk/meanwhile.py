"""What others did to a Proposal while somebody wrote, for the page that hands back what was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from api.desk.differing import Change, changes
from feeds.review import history
from feeds.review.history import Since
from feeds.review.tables import Proposal


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was done since a version, and the changes that came and went with it."""

    since: Since
    came: Sequence[Change]
    went: Sequence[Change]


def since(session: Session, proposal: Proposal, read: int) -> Meanwhile:
    """What others did since the version that somebody read."""
    found = history.since(session, proposal, read)
    came, went = (changes(session, each, compared=False) for each in (found.came, found.went))
    return Meanwhile(found, came, went)
