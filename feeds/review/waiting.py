"""The Proposals that wait for a decision, as a curator asks for them: some of them, a page at a time.

However many there are, a page is a few questions of the database, answered along an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, tuple_, union
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from feeds.registry.tables import Name, Site
from feeds.review.severity import Severity
from feeds.review.states import PersonKind, ProposalState
from feeds.review.subjects import adds_to, is_about, is_one_of, is_under
from feeds.review.tables import Person, Proposal, ProposedOperation


class Matter(StrEnum):
    """What a Proposal would do, among other things."""

    LIST = "list"
    MOVE = "move"
    WITHDRAW = "withdraw"
    STATUS = "status"
    REASON = "reason"
    PROTECT = "protect"


class Order(StrEnum):
    """What comes first."""

    GRAVEST = "gravest"
    OLDEST = "oldest"


class NoSuchPlace(LookupError):
    """A page is to begin after a Proposal that there is not. `str()` is one sentence for people."""


OPERATIONS: Final[dict[Matter, tuple[str, ...]]] = {
    Matter.LIST: ("add_site", "add_name"),
    Matter.MOVE: ("link_names",),
    Matter.WITHDRAW: ("retract_name", "retract_signal"),
    Matter.STATUS: ("set_name_status", "set_site_status", "add_event"),
    Matter.REASON: ("add_signal",),
    Matter.PROTECT: ("protect_name",),
}
_OPEN: Final = (ProposalState.DRAFT, ProposalState.IN_REVIEW)
_THEIRS: Final = "theirs"
_KEYS: Final[dict[Order, tuple[Any, ...]]] = {
    Order.GRAVEST: (col(Proposal.severity), col(Proposal.created_at), col(Proposal.id)),
    Order.OLDEST: (col(Proposal.created_at), col(Proposal.id)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which Proposals are wanted; None and `""` ask for all. `site` is a slug or a hostname in A-labels."""

    state: ProposalState = ProposalState.IN_REVIEW
    matter: Matter | None = None
    author: PersonKind | None = None
    severity: Severity | None = None
    before: datetime | None = None
    site: str = ""
    words: str = ""
    order: Order = Order.GRAVEST


def count(session: Session) -> int:
    """How many wait for a decision."""
    return session.exec(select(func.count()).where(col(Proposal.state) == ProposalState.IN_REVIEW)).one()


def proposals(session: Session, asked: Asked, *, most: int, after: int | None = None) -> Sequence[Proposal]:
    """Those that wait, in order, `most` of them, from the one after the Proposal `after`. Raises `NoSuchPlace`."""
    keys = _KEYS[asked.order]
    rows = select(Proposal).where(*_conditions(session, asked))
    if after is not None:
        last = session.get(Proposal, after)
        if last is None:
            raise NoSuchPlace(f"There is no proposal {after} to go on from; begin at the first page.")
        rows = rows.where(tuple_(*keys) > tuple_(*(getattr(last, key.key) for key in keys)))
    return session.exec(rows.order_by(*keys).limit(most)).all()


def would_list(session: Session, name: str, *, above: Sequence[str], most: int) -> Sequence[Proposal]:
    """Proposals that are open and would list a name, one under it, or one of those above it; the oldest first."""
    adds = is_one_of(("add_name",), _THEIRS), or_(is_about((name, *above), _THEIRS), is_under(name, _THEIRS))
    rows = select(Proposal).where(col(Proposal.id).in_(_with_operation(_OPEN, *adds)))
    return session.exec(rows.order_by(col(Proposal.id)).limit(most)).all()


def _conditions(session: Session, asked: Asked) -> list[Any]:
    found: list[Any] = [col(Proposal.state) == asked.state]
    if asked.severity is not None:
        found.append(col(Proposal.severity) == asked.severity)
    if asked.before is not None:
        found.append(col(Proposal.created_at) <= asked.before)
    if asked.matter is not None:
        found.append(
            col(Proposal.id).in_(_with_operation((asked.state,), is_one_of(OPERATIONS[asked.matter], _THEIRS)))
        )
    if asked.author is not None:
        found.append(col(Proposal.id).in_(_written_by(asked.state, asked.author)))
    if asked.site:
        found.append(col(Proposal.id).in_(_about(session, asked.site)))
    if asked.words:
        texts = (col(Proposal.title), col(Proposal.public_reason))
        found.append(or_(*(text.icontains(asked.words, autoescape=True) for text in texts)))
    return found


def _with_operation(states: Sequence[ProposalState], *conditions: ColumnElement[bool]) -> Any:
    """The numbers of the Proposals in these states with an operation for which all of this is so.

    Their operations are taken together first: PostgreSQL would read the bodies of all there ever were.
    """
    there = col(Proposal.state).in_(states), col(ProposedOperation.gone_in).is_(None)
    rows = select(ProposedOperation.proposal_id, ProposedOperation.body).join(Proposal).where(*there)
    theirs = rows.cte(_THEIRS).prefix_with("MATERIALIZED")
    return sa_select(theirs.c.proposal_id).where(*conditions)


def _written_by(state: ProposalState, kind: PersonKind) -> Any:
    """The numbers of the Proposals in this state with an operation that a person, or a part of Vigie, wrote."""
    rows = select(ProposedOperation.proposal_id).join(Proposal).join(Person)
    return rows.where(Proposal.state == state, Person.kind == kind, col(ProposedOperation.gone_in).is_(None))


def _about(session: Session, site: str) -> Any:
    """The numbers of the Proposals with an operation on a Site or one of its Names, or on a Name that it may get."""
    by_name = select(Name.site_id).where(col(Name.hostname) == site)
    found = union(select(Site.id).where(col(Site.slug) == site), by_name)  # an OR over both would read every Site
    rows = select(Site.slug, Name.hostname).join(Name, isouter=True).where(col(Site.id).in_(found))
    its = {site, *(each for row in session.exec(rows) for each in row if each)}
    on_it = or_(adds_to(its), is_about(its))  # values, and no subquery: it is asked along the indexes
    return select(ProposedOperation.proposal_id).where(on_it, col(ProposedOperation.gone_in).is_(None))
