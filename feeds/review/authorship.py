"""Who wrote what is proposed."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from feeds.review.tables import Person, Proposal, ProposedOperation


def authors(session: Session, proposals: Iterable[Proposal]) -> dict[int, list[str]]:
    """The handles of everybody who wrote any operation of each Proposal, sorted, by its number. One question."""
    found: dict[int, list[str]] = {proposal.id: [] for proposal in proposals}
    wrote = select(ProposedOperation.proposal_id, Person.handle).join(
        Person, col(ProposedOperation.author_id) == Person.id
    )
    of_these = wrote.where(col(ProposedOperation.proposal_id).in_(found)).distinct()
    for number, handle in session.exec(of_these.order_by(Person.handle)):
        found[number].append(handle)
    return found
