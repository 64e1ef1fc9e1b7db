"""Proposals that tests write: one small Site, and changes to it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from feeds.review import people, proposals
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.tables import Person, Proposal
from tests.conftest import NOON

EVIDENCE: dict[str, object] = {
    "op": "add_evidence",
    "key": "paper-1",
    "publisher": "A newspaper",
    "title": "What happened",
    "date": "2024-06-25",
    "language": "en",
    "url": "https://news.example.com/1",
}
LIST_COCO: list[dict[str, object]] = [
    EVIDENCE,
    {"op": "add_site", "slug": "coco", "name": "Coco", "category": "anonymous-chat", "status": "active"},
    {"op": "add_name", "site": "coco", "name": "coco.fr", "status": "closed", "evidence": ["paper-1"]},
    {"op": "add_name", "site": "coco", "name": "coco.gg", "status": "active", "evidence": ["paper-1"]},
    {"op": "link_names", "old": "coco.fr", "new": "coco.gg", "kind": "renamed_to", "evidence": ["paper-1"]},
    {"op": "add_signal", "site": "coco", "signal": "no-age-check", "evidence": ["paper-1"]},
]


def operations(*rows: Mapping[str, object]) -> list[Operation]:
    """Operations from plain rows, as they arrive from a form or a file."""
    return OPERATIONS.validate_python(list(rows))


def someone(session: Session, handle: str) -> Person:
    """A curator of this handle, added when new."""
    return people.find(session, handle) or people.add(session, handle)


def propose(session: Session, *rows: Mapping[str, object], author: str = "ada", at: datetime = NOON) -> Proposal:
    """A Proposal in review, by a curator."""
    return proposals.propose(
        session,
        author=someone(session, author),
        title="A change",
        reason="Because the newspaper says so.",
        operations=operations(*rows),
        at=at,
    )


def approve(session: Session, proposal: Proposal, reviewer: str = "grace") -> None:
    """A second curator's approval."""
    proposals.approve(session, proposal, reviewer=someone(session, reviewer), reason="I read the source.", at=NOON)
