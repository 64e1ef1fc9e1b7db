"""Turns approved operations into registry rows, in order, inside the caller's transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatchmethod
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, delete, or_, select

from feeds.registry.tables import (
    CITATION_COLUMN,
    Citation,
    Event,
    Evidence,
    FactRow,
    Helpline,
    Link,
    Name,
    ProtectedName,
    Reply,
    Retraction,
    Signal,
    Site,
)
from feeds.registry.words import EvidenceKind
from feeds.review import never_list
from feeds.review import operations as op
from feeds.review.disputes.states import Wish
from feeds.review.disputes.tables import Dispute

Row = TypeVar("Row", bound=SQLModel)


class DoesNotApply(ValueError):
    """An operation does not fit the registry as it is. `str()` is one sentence that says which and why."""


def apply(session: Session, operations: Iterable[op.Operation], at: datetime) -> None:
    """Write the operations to the registry. A Link or a Signal that is there already gains the new Evidence.

    Raises `DoesNotApply` at the first that does not fit; the caller rolls back, so that all are written or none.
    """
    writer = _Writer(session, at)
    for operation in operations:
        writer.write(operation)
        session.flush()


@contextmanager
def tried(session: Session, operations: Iterable[op.Operation], at: datetime) -> Iterator[None]:
    """The registry as it would be with these operations, in the block; as it was, after it. Raises as `apply` does."""
    session.flush()
    with session.begin_nested() as trial:
        apply(session, operations, at)
        yield
        trial.rollback()
    session.expire_all()


@dataclass(frozen=True, slots=True)
class _Writer:
    session: Session
    at: datetime

    @singledispatchmethod
    def write(self, operation: Any) -> None:
        raise TypeError(f"{type(operation).__name__} is not an operation")

    @write.register
    def _(self, operation: op.AddEvidence) -> None:
        self._refuse_known(Evidence, key=operation.key)
        self._added(Evidence(**_plain(operation)))

    @write.register
    def _(self, operation: op.AddSite) -> None:
        self._refuse_known(Site, slug=operation.slug)
        site = Site(**operation.model_dump(exclude={"op", "evidence"}))
        self._cite(self._added(site), operation.evidence)

    @write.register
    def _(self, operation: op.AddName) -> None:
        self._refuse_known(Name, hostname=operation.name)
        site = self._known(Site, slug=operation.site)
        self._let_through(operation)
        fields = operation.model_dump(exclude={"op", "site", "name", "despite", "evidence"})
        name = self._added(Name(site_id=site.id, hostname=operation.name, **fields))
        self._cite(name, operation.evidence)

    @write.register
    def _(self, operation: op.LinkNames) -> None:
        if operation.old == operation.new:
            raise DoesNotApply(f"{operation.old} cannot be linked to itself.")
        old = self._known(Name, hostname=operation.old)
        new = self._known(Name, hostname=operation.new)
        link = self._find(Link, old_id=old.id, new_id=new.id, kind=operation.kind)
        link = link or Link(old_id=old.id, new_id=new.id, kind=operation.kind)
        link.date, link.note = link.date or operation.date, link.note or operation.note
        if not self._cite(self._added(link), operation.evidence):
            raise DoesNotApply(f"The link from {operation.old} to {operation.new} is known from this source already.")

    @write.register
    def _(self, operation: op.AddSignal) -> None:
        site = self._known(Site, slug=operation.site)
        signal = self._find(Signal, site_id=site.id, signal=operation.signal)
        signal = self._added(signal or Signal(site_id=site.id, signal=operation.signal))
        if not self._cite(signal, operation.evidence):
            raise DoesNotApply(f"{operation.site} has the signal {operation.signal} from this source already.")

    @write.register
    def _(self, operation: op.AddEvent) -> None:
        site = self._known(Site, slug=operation.site)
        event = Event(site_id=site.id, kind=operation.kind, date=operation.date, text=operation.text)
        self._cite(self._added(event), operation.evidence)

    @write.register
    def _(self, operation: op.SetSiteStatus) -> None:
        site = self._known(Site, slug=operation.site)
        since = site.status_as_of if site.status == operation.status else None
        site.status, site.status_as_of = operation.status, operation.as_of or since
        self._cite(self._added(site), operation.evidence)

    @write.register
    def _(self, operation: op.SetNameStatus) -> None:
        name = self._known(Name, hostname=operation.name)
        name.status, name.used_to = operation.status, operation.used_to or name.used_to
        self._cite(self._added(name), operation.evidence)

    @write.register
    def _(self, operation: op.RetractName) -> None:
        name = self._known(Name, hostname=operation.name)
        site = self.session.get_one(Site, name.site_id)
        links = self.session.exec(select(Link.id).where(or_(Link.old_id == name.id, Link.new_id == name.id))).all()
        cited_for = or_(col(Citation.name_id) == name.id, col(Citation.link_id).in_(links))
        self.session.exec(delete(Citation).where(cited_for))
        self.session.exec(delete(Link).where(col(Link.id).in_(links)))
        self.session.exec(delete(Reply).where(col(Reply.name_id) == name.id))
        self.session.delete(name)
        self._added(Retraction(hostname=name.hostname, site_slug=site.slug, reason=operation.reason, at=self.at))

    @write.register
    def _(self, operation: op.RetractSignal) -> None:
        site = self._known(Site, slug=operation.site)
        signal = self._find(Signal, site_id=site.id, signal=operation.signal)
        if signal is None:
            raise DoesNotApply(f"{operation.site} does not have the signal {operation.signal}.")
        self.session.exec(delete(Citation).where(col(Citation.signal_id) == signal.id))
        self.session.delete(signal)
        withdrawn = operation.model_dump(include={"signal", "reason"})
        self._added(Retraction(site_slug=site.slug, at=self.at, **withdrawn))

    @write.register
    def _(self, operation: op.AddReply) -> None:
        name = self._known(Name, hostname=operation.name)
        self._refuse_known(Reply, dispute=operation.dispute)
        asked = self._find(Dispute, id=operation.dispute, name=operation.name, asks=Wish.REPLY)
        if asked is None or asked.proved_at is None:
            raise DoesNotApply(f"Dispute {operation.dispute} asks for no reply by who controls {operation.name}.")
        if asked.words is None:
            raise DoesNotApply(f"The words of dispute {operation.dispute} were erased; there is nothing to show.")
        day = f"{asked.opened_at:%Y-%m-%d}"
        self._added(Reply(name_id=name.id, date=day, language=asked.language, text=asked.words, dispute=asked.id))

    @write.register
    def _(self, operation: op.WithdrawReply) -> None:
        name = self._known(Name, hostname=operation.name)
        self.session.delete(self._known(Reply, name_id=name.id, dispute=operation.dispute))

    @write.register
    def _(self, operation: op.ProtectName) -> None:
        self._refuse_known(ProtectedName, hostname=operation.name)
        for listed in self.session.exec(select(Name.hostname)):
            if never_list.covers(listed, operation.name) or never_list.covers(operation.name, listed):
                raise DoesNotApply(f"{listed} is listed; withdraw it before {operation.name} is protected.")
        self._added(ProtectedName(hostname=operation.name, reason=operation.reason))

    @write.register
    def _(self, operation: op.AddHelpline) -> None:
        self._refuse_known(Helpline, country=operation.country, name=operation.name)
        self._added(Helpline(**_plain(operation)))

    def _let_through(self, operation: op.AddName) -> None:
        protected = self.session.exec(select(ProtectedName.hostname))
        try:
            never_list.check(operation.name, protected, despite=operation.despite)
        except (never_list.MustNotList, never_list.NeedsReasonToList) as refusal:
            raise DoesNotApply(str(refusal)) from None

    def _added(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()  # gives the row its id, which its citations need
        return row

    def _cite(self, fact: FactRow, keys: Iterable[str]) -> bool:
        """Cite the Evidence of these keys for a fact; say whether any of it is new to the fact."""
        column, new = CITATION_COLUMN[type(fact)], False
        for key in dict.fromkeys(keys):
            evidence = self._known(Evidence, key=key)
            if isinstance(fact, Signal) and evidence.kind == EvidenceKind.LIST:
                raise DoesNotApply(f"{key} is a list: it shows that an address exists, not that it is a risk.")
            if not self._find(Citation, evidence_id=evidence.id, **{column: fact.id}):
                self._added(Citation(evidence_id=evidence.id, **{column: fact.id}))
                new = True
        return new

    def _find(self, table: type[Row], **fields: Any) -> Row | None:
        return self.session.exec(select(table).filter_by(**fields)).first()

    def _known(self, table: type[Row], **fields: Any) -> Row:
        row = self._find(table, **fields)
        if row is None:
            raise DoesNotApply(f"There is no {_said(table, fields)} in the registry; add it first.")
        return row

    def _refuse_known(self, table: type[SQLModel], **fields: Any) -> None:
        if self._find(table, **fields) is not None:
            raise DoesNotApply(f"The {_said(table, fields)} is in the registry already.")


def _plain(operation: op.AddEvidence | op.AddHelpline) -> dict[str, Any]:
    return operation.model_dump(mode="json", exclude={"op"})  # JSON: an address becomes text, as its column is


def _said(table: type[SQLModel], fields: dict[str, Any]) -> str:
    return f"{table.__name__.lower()} {' '.join(str(value) for value in fields.values())}"
