"""How a Dispute is said in JSON to whoever opened it."""

from typing import Annotated, Any

from pydantic import Field
from sqlmodel import Session

from api.editing.answering import Shape
from api.editing.fields import Moment
from feeds.review.disputes import proving, reading
from feeds.review.disputes.states import Act, DisputeState, Way, Wish
from feeds.review.disputes.tables import Dispute
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal


class AnswerSaid(Shape):
    """What a curator said, and whether it decided."""

    at: Moment
    act: Act
    text: str


class Proof(Shape):
    """What to publish to show control of the name, in the one place or the other; and when it was found where."""

    record: Annotated[str, Field(description="The DNS name of a TXT record.")]
    file: Annotated[str, Field(description="The address of a text file; no redirect is followed.")]
    text: Annotated[str, Field(description="What either has to say.")]
    shown: Moment | None
    way: Way | None


class OwnDispute(Shape):
    """A Dispute, for whoever opened it. A first answer is due within three days."""

    number: int
    name: str
    site: str
    asks: Wish
    state: DisputeState
    opened: Moment
    due: Moment
    first_answer: Moment | None
    closed: Moment | None
    language: str
    words: Annotated[str | None, Field(description="null once they are erased.")]
    proof: Proof
    answers: list[AnswerSaid]
    change: Annotated[ProposalState | None, Field(description="Of the Proposal that it led to.")]


class OpenedDispute(OwnDispute):
    """A new Dispute. The secret is told here and nowhere else."""

    secret: str
    page: Annotated[str, Field(description="The private page: where answers are read and the proof is looked for.")]


def own(session: Session, dispute: Dispute) -> dict[str, Any]:
    """The fields of `OwnDispute`."""
    place = proving.place_of(dispute)
    proposal = session.get(Proposal, dispute.proposal_id) if dispute.proposal_id else None
    return {
        **shared(dispute),
        "language": dispute.language,
        "words": dispute.words,
        "proof": Proof(
            record=place.record, file=place.file, text=place.text, shown=dispute.proved_at, way=way(dispute)
        ),
        "answers": [
            AnswerSaid(at=said.at, act=Act(said.act), text=said.text) for said, _ in reading.answers(session, dispute)
        ],
        "change": ProposalState(proposal.state) if proposal else None,
    }


def shared(dispute: Dispute) -> dict[str, Any]:
    """What both sides are told: what it is about, where it is, and its clock."""
    return {
        "number": dispute.id,
        "name": dispute.name,
        "site": dispute.site_slug,
        "asks": Wish(dispute.asks),
        "state": DisputeState(dispute.state),
        "opened": dispute.opened_at,
        "due": reading.clock_of(dispute).due,
        "first_answer": dispute.first_answer_at,
        "closed": dispute.closed_at,
    }


def way(dispute: Dispute) -> Way | None:
    """How control of its Name was shown; None before."""
    return Way(dispute.proved_by) if dispute.proved_by else None
