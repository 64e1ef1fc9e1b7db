"""The tables of the review room. Triggers in the migrations hold the rules that a CHECK cannot.

Rules held by the database
- A Proposal's operations are added and taken out while it is a `draft` that nobody approved, and never changed or
  deleted; its title and its public reason are changed in a `draft` alone. Reviews are never changed or deleted.
- Nobody records an approval of a Proposal that they wrote a part of, be it an operation that was taken out since.
- A reader writes no operation; only a reviewer or an admin records a Review.
- A Proposal becomes `approved` only with an approving Review; what is decided stays so. Its version only grows.
- What curators say to one another is never changed.
- The Journal's rows are never changed or deleted.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, Index, SmallInteger, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from feeds.registry.columns import UtcDateTime, one_of
from feeds.review.roles import Role
from feeds.review.severity import Severity
from feeds.review.states import PersonKind, ProposalState, Verdict
from feeds.review.subjects import BODY_OF_DIGEST, BODY_OF_SITE, BODY_OF_SUBJECT


class Person(SQLModel, table=True):
    """Somebody, or a part of Vigie, that writes Proposals. The handle is public: it stands in the Journal."""

    __tablename__: ClassVar[str] = "person"
    __table_args__ = (one_of("kind", PersonKind), one_of("role", Role))

    id: int = Field(default=None, primary_key=True)
    handle: str = Field(unique=True, max_length=40)
    kind: str
    role: str


class Proposal(SQLModel, table=True):
    """A set of operations with a public reason. What curators tell one another stays in `private_note`."""

    __tablename__: ClassVar[str] = "proposal"
    __table_args__ = (
        one_of("state", ProposalState),
        CheckConstraint("severity IN (1, 2, 3)", name="severity_is_known"),
        Index("ix_proposal_queue", "state", "severity", "created_at", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    title: str = Field(max_length=300)
    public_reason: str
    private_note: str | None = None
    private_salt: str | None = Field(default=None, max_length=32, description="Of the note's digest in the Journal.")
    state: str = Field(default=ProposalState.DRAFT, index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    published_in: int | None = Field(default=None, description="The serial of the Release that carried it.")
    severity: int = Field(default=Severity.RECORD, sa_type=SmallInteger, description="A `Severity`.")
    version: int = Field(default=1, description="Grows by one with each change; a change names the one it was read at.")


class ProposedOperation(SQLModel, table=True):
    """One operation and who wrote it. `body` is a `feeds.review.operations.Operation` as JSON.

    The row stays when the operation is taken out of a draft, so that whoever wrote it stays an author.
    """

    __tablename__: ClassVar[str] = "operation"
    __table_args__ = (
        UniqueConstraint("proposal_id", "position"),
        Index("ix_operation_subject", text(f"({BODY_OF_SUBJECT})")),
        Index("ix_operation_site", text(f"({BODY_OF_SITE})")),
        Index("ix_operation_digest", text(f"({BODY_OF_DIGEST})")),
    )

    id: int = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    position: int
    author_id: int = Field(foreign_key="person.id")
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    added_in: int = Field(default=1, description="The first version of the Proposal that has it.")
    gone_in: int | None = Field(default=None, description="The first version that has it no more.")


class CoAuthor(SQLModel, table=True):
    """Who wrote a part of a Proposal that is no operation of it: its words, or the Proposal that it is a copy of."""

    __tablename__: ClassVar[str] = "co_author"

    proposal_id: int = Field(foreign_key="proposal.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)


class Comment(SQLModel, table=True):
    """What a curator says to the others about a Proposal. Private, as the note is, and never changed."""

    __tablename__: ClassVar[str] = "comment"

    id: int = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    text: str
    at: datetime = Field(sa_type=UtcDateTime)


class Review(SQLModel, table=True):
    """A person's verdict on a Proposal, with its public reason."""

    __tablename__: ClassVar[str] = "review"
    __table_args__ = (one_of("verdict", Verdict), UniqueConstraint("proposal_id", "reviewer_id"))

    id: int = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    reviewer_id: int = Field(foreign_key="person.id")
    verdict: str
    reason: str
    at: datetime = Field(sa_type=UtcDateTime)


class JournalEntry(SQLModel, table=True):
    """One decision. `digest` covers every other column and, through `previous`, every entry before it."""

    __tablename__: ClassVar[str] = "journal"

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str = Field(max_length=40)
    action: str = Field(max_length=40)
    subject: str = Field(max_length=300, index=True)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    previous: str = Field(max_length=64)
    digest: str = Field(unique=True, max_length=64)


class JournalCheck(SQLModel, table=True):
    """What was found when the Journal was checked last. One row, id 1; `problem` is empty when it holds.

    `asked_at`: since when somebody waits for the next check.
    """

    __tablename__: ClassVar[str] = "journal_check"

    id: int = Field(default=1, primary_key=True)
    checked_at: datetime = Field(sa_type=UtcDateTime)
    entries: int
    problem: str
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
