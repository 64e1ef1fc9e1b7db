"""Disputes and what curators said to them. Triggers in the migration hold the rules that a CHECK cannot.

Rules held by the database
- A Dispute begins open and unproved; a final state is final, and a state has the dates that it needs.
- The Name it is about, what is asked and the code of its proof are never changed: a proof is for one Dispute.
- A reply is upheld only when control of the Name was shown.
- An answer is a person's whose role allows it, and is never changed or deleted; its private note can be erased.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of
from feeds.review.disputes.states import DisputeState, Wish


class Dispute(SQLModel, table=True):
    """What somebody asks about a listed Name. `words`, `address` and `salt` are erased in time."""

    __tablename__: ClassVar[str] = "dispute"
    __table_args__ = (
        one_of("asks", Wish),
        one_of("state", DisputeState),
        CheckConstraint("proved_by IS NULL OR proved_by IN ('dns', 'file')", name="proved_by_is_known"),
        CheckConstraint("(proved_at IS NULL) = (proved_by IS NULL)", name="proof_has_its_way"),
        CheckConstraint("(words IS NULL) = (salt IS NULL)", name="salt_goes_with_the_words"),
        CheckConstraint("address IS NULL OR words IS NOT NULL", name="address_goes_with_the_words"),
        CheckConstraint(
            "state <> 'open' OR first_answer_at IS NULL AND closed_at IS NULL", name="open_waits_for_an_answer"
        ),
        CheckConstraint(
            "state NOT IN ('answered', 'upheld', 'refused') OR first_answer_at IS NOT NULL", name="answered"
        ),
        CheckConstraint(
            "(state IN ('upheld', 'refused', 'withdrawn')) = (closed_at IS NOT NULL)", name="end_has_a_date"
        ),
        CheckConstraint("asks <> 'reply' OR state <> 'upheld' OR proved_at IS NOT NULL", name="reply_needs_proof"),
    )

    id: int = Field(default=None, primary_key=True)
    secret: str = Field(unique=True, max_length=64, description="SHA-256 of what stands in its link.")
    name: str = Field(max_length=253, index=True, description="The listed hostname, in A-labels.")
    site_slug: str = Field(max_length=80)
    asks: str
    state: str = Field(default=DisputeState.OPEN, index=True)
    language: str = Field(max_length=2, description="Of the words.")
    words: str | None = Field(default=None, max_length=1000)
    address: str | None = Field(default=None, max_length=254, description="Where to write back, if they gave one.")
    salt: str | None = Field(default=None, max_length=32, description="Of the digests in the Journal.")
    opened_at: datetime = Field(sa_type=UtcDateTime, index=True)
    first_answer_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    proof_code: str = Field(unique=True, max_length=32, description="What to publish at the Name, to show control.")
    proof_tries: int = Field(default=0)
    proved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    proved_by: str | None = None
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id", description="The change it led to.")


class DisputeAnswer(SQLModel, table=True):
    """What a curator said to whoever opened a Dispute, and what it did. The text is published in the Journal."""

    __tablename__: ClassVar[str] = "dispute_answer"
    __table_args__ = (CheckConstraint("act IN ('answer', 'uphold', 'refuse')", name="act_is_known"),)

    id: int = Field(default=None, primary_key=True)
    dispute_id: int = Field(foreign_key="dispute.id", index=True)
    author_id: int = Field(foreign_key="person.id")
    act: str
    text: str = Field(max_length=2000)
    note: str | None = Field(default=None, max_length=2000, description="For curators alone.")
    at: datetime = Field(sa_type=UtcDateTime)
