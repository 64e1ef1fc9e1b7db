"""Drafts that several people edit."""

from collections.abc import Mapping

from sqlmodel import Session

from feeds.review import editing, proposals
from feeds.review.operations import Operation
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, operations, propose, someone

NO_MODERATION: dict[str, object] = {
    "op": "add_signal",
    "site": "coco",
    "signal": "no-moderation",
    "evidence": ["paper-1"],
}
NO_ANONYMITY: dict[str, object] = {**NO_MODERATION, "signal": "no-registration"}
LIST_WITH_ANOTHER_REASON: list[dict[str, object]] = [*LIST_COCO[:-1], NO_MODERATION]


def a_draft(session: Session) -> Proposal:
    """A Proposal by ada that grace sent back."""
    proposal = propose(session, *LIST_COCO, author="ada")
    grace = someone(session, "grace")
    proposals.ask_for_changes(session, proposal, reviewer=grace, reason="Cite the second article.", at=NOON)
    return proposal


def edit(session: Session, proposal: Proposal, by: str, *rows: Mapping[str, object], **words: str) -> bool:
    """Let a Proposal say this, as somebody who read what is there."""
    said = {"title": proposal.title, "reason": proposal.public_reason, **words}
    new: list[Operation] = operations(*rows) if rows else proposals.operations_of(session, proposal)
    editor, version = someone(session, by), proposal.version
    return editing.edit(
        session, proposal, by=editor, version=version, operations=new, private_note=words.pop("note", None), at=NOON,
        title=said["title"], reason=said["reason"],
    )  # fmt: skip


def submit(session: Session, proposal: Proposal, by: str = "ada") -> None:
    """Hand a draft in, as somebody who read it."""
    editing.submit(session, proposal, by=someone(session, by), version=proposal.version, at=NOON)
