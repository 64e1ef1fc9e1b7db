"""Names in the registry that nobody decided on: rows that were written by hand, around the rules."""

from collections.abc import Collection, Iterator

from sqlmodel import Session, col, select

from feeds.review import subjects
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal, ProposedOperation

_AT_ONCE = 500


def undecided(session: Session, hostnames: Collection[str]) -> str | None:
    """The first of these Names that no approved or published Proposal says anything about; None when there is none."""
    decided = frozenset(_decided(session, sorted(hostnames)))
    return min(set(hostnames) - decided, default=None)


def _decided(session: Session, hostnames: list[str]) -> Iterator[str | None]:
    approved = col(Proposal.state).in_((ProposalState.APPROVED, ProposalState.PUBLISHED))
    for start in range(0, len(hostnames), _AT_ONCE):
        about = subjects.is_about(hostnames[start : start + _AT_ONCE])
        bodies = session.exec(select(ProposedOperation.body).join(Proposal).where(approved, about))
        yield from map(subjects.subject_of, bodies)
