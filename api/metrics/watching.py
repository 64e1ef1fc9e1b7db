"""What the Watch has to do, what fails, and what it found."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import Metric
from sqlalchemy import func
from sqlmodel import Session, select

from api.metrics.gauge import counted, gauge
from feeds.watch import due, findings
from feeds.watch.changes import FindingKind
from feeds.watch.tables import Finding, ObservationRow


def figures(session: Session, now: datetime) -> Iterator[Metric]:
    """The figures of the Watch."""
    backlog = due.backlog(session, now)
    age = (now - backlog.oldest).total_seconds() if backlog.oldest else 0
    yield gauge("vigie_watch_due", "How many things the Watch has to do now.", backlog.due)
    yield gauge("vigie_watch_oldest_due_seconds", "For how long the oldest of them has been due.", age)
    yield gauge("vigie_watch_failing", "How many things failed when they were last done.", backlog.failing)
    observed = session.exec(select(func.count()).select_from(ObservationRow)).one()
    yield gauge("vigie_watch_observations", "How many Observations are kept.", observed)
    waiting = findings.count_waiting(session)
    yield gauge("vigie_watch_findings_waiting", "Findings for which there was no room for a Proposal yet.", waiting)
    counts = dict(session.exec(select(Finding.kind, func.count()).group_by(Finding.kind)).all())
    kinds = {kind.value: counts.get(kind, 0) for kind in FindingKind}
    yield counted("vigie_watch_findings", "Findings by kind.", "kind", kinds)
