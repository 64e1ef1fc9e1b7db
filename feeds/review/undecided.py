"""Names in the registry that nobody decided on: rows that were written by hand, around the rules."""

from collections.abc import Collection, Iterator
from typing import Final

from sqlmodel import Session, select

from feeds.review import subjects
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal, ProposedOperation

_AT_ONCE: Final = 500
_APPROVED: Final = frozenset({ProposalState.APPROVED, ProposalState.PUBLISHED})


def undecided(session: Session, hostnames: Collection[str]) -> str | None:
    """The first of these Names that no approved or published Proposal says anything about; None when there is none."""
    decided = frozenset(_decided(session, sorted(hostnames)))
    return min(set(hostnames) - decided, default=None)


def _decided(session: Session, hostnames: list[str]) -> Iterator[str | None]:
    for start in range(0, len(hostnames), _AT_ONCE):
        about = subjects.is_about(hostnames[start : start + _AT_ONCE])
        # Asked for the state too, SQLite reads every decided Proposal, and the index of what is spoken of lies idle.
        told = session.exec(select(ProposedOperation.body, Proposal.state).join(Proposal).where(about))
        yield from (subjects.subject_of(body) for body, state in told if state in _APPROVED)
