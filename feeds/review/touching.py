"""Which Sites and sources operations touch, so that what they change can be read without the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.review import operations as op


@dataclass(frozen=True, slots=True)
class Touched:
    """Sites by slug or by one of their hostnames, and the keys of new Evidence."""

    slugs: frozenset[str]
    hostnames: frozenset[str]
    sources: frozenset[str]


def touched(operations: Iterable[op.Operation]) -> Touched | None:
    """What these operations touch once they are written; None when the registry does not say it any more.

    A retracted Name takes its Links along, and what they led to cannot be found afterwards.
    """
    slugs: set[str] = set()
    hostnames: set[str] = set()
    sources: set[str] = set()
    for operation in operations:
        match operation:
            case op.RetractName():
                return None
            case op.AddEvidence():
                sources.add(operation.key)
            case op.AddSite():
                slugs.add(operation.slug)
            case op.AddName() | op.AddSignal() | op.RetractSignal() | op.AddEvent() | op.SetSiteStatus():
                slugs.add(operation.site)
            case op.LinkNames():
                hostnames |= {operation.old, operation.new}
            case op.SetNameStatus() | op.AddReply() | op.WithdrawReply():
                hostnames.add(operation.name)
            case op.ProtectName() | op.AddHelpline():
                pass
    return Touched(frozenset(slugs), frozenset(hostnames), frozenset(sources))
