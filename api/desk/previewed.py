"""Of which Names a family would see something else."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from feeds.registry.tables import Name, Site
from feeds.review import operations as op
from feeds.review.operations import Operation

MOST: Final = 20


def names(session: Session, operations: Sequence[Operation]) -> list[str]:
    """The Names that a Proposal lists or changes, then those of the Sites that it says something of; `MOST` at most."""
    named: dict[str, None] = {}
    slugs: set[str] = set()
    for operation in operations:
        match operation:
            case op.AddName() | op.SetNameStatus() | op.RetractName() | op.AddReply() | op.WithdrawReply():
                named[operation.name] = None
            case op.LinkNames():
                named |= {operation.new: None, operation.old: None}
            case op.AddSignal() | op.RetractSignal() | op.AddEvent() | op.SetSiteStatus():
                slugs.add(operation.site)
    others = select(Name.hostname).join(Site).where(col(Site.slug).in_(slugs)).order_by(col(Name.id).desc())
    return list(named | dict.fromkeys(session.exec(others.limit(MOST))))[:MOST]
