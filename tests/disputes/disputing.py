"""Disputes that tests open about Coco, and what becomes of them."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from feeds.review import people
from feeds.review.disputes import answering, opening, proving
from feeds.review.disputes.asking import Asked
from feeds.review.disputes.states import Act, Way
from feeds.review.disputes.tables import Dispute
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry
from tests.conftest import NOON

ON_BOTH = pytest.mark.parametrize("coco", ["sqlite", "postgresql"], indirect=True)
REPLY: dict[str, Any] = {
    "name": "coco.gg",
    "asks": "reply",
    "words": "We ask for an age since May.\nOur rules say how.",
    "language": "en",
    "address": "press@coco.gg",
}
REMOVAL = REPLY | {"asks": "removal", "words": "This address never was a chat."}
CORRECTION = REPLY | {"asks": "correction"}


def opened(session: Session, asked: dict[str, Any] = REPLY, at: datetime = NOON) -> Dispute:
    """An open Dispute."""
    return opening.open_dispute(session, Asked.model_validate(asked), at).dispute


def proved(session: Session, asked: dict[str, Any] = REPLY, at: datetime = NOON) -> Dispute:
    """An open Dispute whose opener showed control of the Name."""
    dispute = opened(session, asked, at)
    proving.prove(session, dispute, Way.DNS, at)
    return dispute


def act(
    session: Session,
    dispute: Dispute,
    what: Act,
    *,
    by: str = "ada",
    role: Role = Role.REVIEWER,
    text: str = "We read it.",
    private_note: str = "",
    at: datetime = NOON,
) -> None:
    """What a curator does about a Dispute."""
    person = people.find(session, by) or people.add(session, by, role=role)
    answering.answer(session, dispute, what, by=person, text=text, private_note=private_note, at=at)


def journal_of(session: Session, dispute: Dispute) -> list[tuple[str, str]]:
    """Who did what about a Dispute, as the Journal has it."""
    about = select(JournalEntry).where(JournalEntry.subject == f"dispute {dispute.id}")
    return [(entry.actor, entry.action) for entry in session.exec(about.order_by(col(JournalEntry.sequence)))]
