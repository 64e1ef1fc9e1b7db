"""What open Proposals say already, so that nothing is proposed twice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from feeds.intake.draft import About, Draft, Remark
from feeds.review.operations import AddEvidence, Operation, SetSiteStatus
from feeds.review.states import ProposalState
from feeds.review.subjects import brings, is_about, subject_of
from feeds.review.tables import Proposal, ProposedOperation

# Two articles say one thing with other words, another day, and on other evidence.
_TOLD_DIFFERENTLY: Final = {
    "evidence", "date", "used_from", "used_to", "as_of", "status_as_of", "note", "text", "despite", "also_known_as"
}  # fmt: skip
_OPEN: Final = (ProposalState.DRAFT, ProposalState.IN_REVIEW)
_COMES_ALONG: Final = (AddEvidence, SetSiteStatus)  # says nothing without the change that it comes with


def without_what_is_open(session: Session, draft: Draft) -> None:
    """Take out of a draft what an open Proposal says; when nothing is left, `open` points at the first that says it."""
    said = _said(session, draft.operations)
    kept: list[Operation] = []
    for change in draft.operations:
        number = None if isinstance(change, AddEvidence) else said.get(_essence(change.model_dump(mode="json")))
        if number is None:
            kept.append(change)
        elif draft.open is None:
            draft.open = number
            title = session.get_one(Proposal, number).title
            draft.left.append(Remark(About.OPEN_PROPOSAL, {"proposal": str(number), "title": title}))
    draft.operations = kept if any(not isinstance(change, _COMES_ALONG) for change in kept) else []


def with_text(session: Session, digest: str) -> Proposal | None:
    """The open Proposal that cites this very text."""
    return next((proposal for proposal, _ in _open(session, brings(digest))), None)


def _said(session: Session, changes: Iterable[Operation]) -> dict[tuple[tuple[str, str], ...], int]:
    """What open Proposals say of whatever these operations change, and the first Proposal that says it."""
    bodies = (change.model_dump(mode="json") for change in changes if not isinstance(change, AddEvidence))
    subjects = {subject for body in bodies if (subject := subject_of(body))}
    return {_essence(body): proposal.id for proposal, body in reversed(_open(session, is_about(subjects)))}


def _open(session: Session, about: ColumnElement[bool]) -> Sequence[tuple[Proposal, Mapping[str, Any]]]:
    rows = select(Proposal, ProposedOperation.body).join(ProposedOperation)
    there = col(Proposal.state).in_(_OPEN), col(ProposedOperation.gone_in).is_(None)
    return session.exec(rows.where(*there, about).order_by(col(Proposal.id), col(ProposedOperation.position))).all()


def _essence(body: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in body.items() if key not in _TOLD_DIFFERENTLY))
