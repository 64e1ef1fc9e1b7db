"""What each change of a Proposal makes of what the registry says now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from feeds.registry.tables import Name, Signal, Site
from feeds.review import operations as op
from feeds.review.disputes import replying
from feeds.review.disputes.replying import Said
from feeds.review.operations import Operation

_BLANK: Final[tuple[object, ...]] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a change says. `before` is what is said now, `after` what will be; None is nothing, or erased."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """An operation beside what it changes. `more_evidence`: the registry says so already, and gains sources."""

    operation: Operation
    lines: Sequence[Line]
    more_evidence: bool = False


def changes(session: Session, operations: Sequence[Operation], *, compared: bool) -> list[Change]:
    """What operations say, and, `compared` with the registry as it is, what they replace. Four questions at most."""
    now = _Now.of(session, operations) if compared else _Now({}, {}, frozenset())
    replies = [each.dispute for each in operations if isinstance(each, op.AddReply)]
    words = replying.said(session, replies) if replies else {}
    return [_change(operation, now, words) for operation in operations]


@dataclass(frozen=True, slots=True)
class _Now:
    """What the registry says of what the operations are about."""

    sites: Mapping[str, Site]
    names: Mapping[str, Name]
    signals: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, session: Session, operations: Sequence[Operation]) -> "_Now":
        slugs = {each.site for each in operations if isinstance(each, op.SetSiteStatus | op.AddSignal)}
        hosts = {each.name for each in operations if isinstance(each, op.SetNameStatus | op.RetractName)}
        signals = select(Site.slug, Signal.signal).join(Signal).where(col(Site.slug).in_(slugs))
        return cls(
            {site.slug: site for site in session.exec(select(Site).where(col(Site.slug).in_(slugs)))},
            {name.hostname: name for name in session.exec(select(Name).where(col(Name.hostname).in_(hosts)))},
            frozenset((slug, signal) for slug, signal in session.exec(signals)),
        )


def _change(operation: Operation, now: _Now, words: Mapping[int, Said]) -> Change:
    before = _before(operation, now)
    after = operation.model_dump(mode="json", exclude={"op", "evidence", "digest"})
    lines = [Line(field, before.get(field), said) for field, said in after.items() if said not in _BLANK]
    gone = [Line(field, said, None) for field, said in before.items() if field not in after and said not in _BLANK]
    is_known = isinstance(operation, op.AddSignal) and (operation.site, operation.signal) in now.signals
    replied = words.get(operation.dispute) if isinstance(operation, op.AddReply) else None
    lines += [Line(field, None, part) for field, part in replied._asdict().items()] if replied else []
    return Change(operation, lines + gone, is_known)


def _before(operation: Operation, now: _Now) -> dict[str, Any]:
    match operation:
        case op.SetSiteStatus() if site := now.sites.get(operation.site):
            return {"status": site.status, "as_of": site.status_as_of}
        case op.SetNameStatus() if name := now.names.get(operation.name):
            return {"status": name.status, "used_to": name.used_to}
        case op.RetractName() if name := now.names.get(operation.name):
            return {"status": name.status, "used_from": name.used_from, "used_to": name.used_to, "note": name.note}
    return {}
