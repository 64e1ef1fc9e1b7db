"""Who wrote what is proposed."""

from collections.abc import Iterable

from sqlmodel import Session, col, select, union

from feeds.review.tables import CoAuthor, Person, Proposal, ProposedOperation


def authors(session: Session, proposals: Iterable[Proposal]) -> dict[int, list[str]]:
    """The handles of everybody who ever wrote a part of each Proposal, sorted, by its number. One question."""
    found: dict[int, list[str]] = {proposal.id: [] for proposal in proposals}
    number, writer = col(ProposedOperation.proposal_id), col(ProposedOperation.author_id)
    wrote = union(
        select(number.label("number"), writer.label("person")).where(number.in_(found)),
        select(col(CoAuthor.proposal_id), col(CoAuthor.person_id)).where(col(CoAuthor.proposal_id).in_(found)),
    ).subquery()
    rows = select(wrote.c.number, Person.handle).join(Person, col(Person.id) == wrote.c.person)
    for proposal, handle in session.exec(rows.order_by(Person.handle)):
        found[proposal].append(handle)
    return found


def add_co_authors(session: Session, proposal: Proposal, people: Iterable[int]) -> None:
    """Let people, by their ids, be authors of a Proposal of which they wrote no operation. Adding one again is fine."""
    for person in people:
        session.merge(CoAuthor(proposal_id=proposal.id, person_id=person))
    session.flush()


def ids_of_authors(session: Session, proposal: Proposal) -> set[int]:
    """The ids of everybody who ever wrote a part of a Proposal."""
    wrote = select(ProposedOperation.author_id).where(ProposedOperation.proposal_id == proposal.id).distinct()
    more = select(CoAuthor.person_id).where(CoAuthor.proposal_id == proposal.id)
    return {*session.exec(wrote), *session.exec(more)}
