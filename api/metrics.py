"""`/metrics`: figures for Prometheus.

They are read from the database when they are asked for, so that every replica says the same.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy import func
from sqlmodel import Session, col, select

from api.database import Database
from feeds.release.tables import FreshnessCheck, Release
from feeds.review import holding
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal
from feeds.watch import due, findings
from feeds.watch.changes import FindingKind
from feeds.watch.tables import Finding, ObservationRow

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """The figures, in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Figures(request.app.state.database))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[Metric]:
        with self._database.read() as session:
            seen = session.get(FreshnessCheck, 1)
            release = session.exec(select(Release).order_by(col(Release.serial).desc()).limit(1)).first()
            watch = list(_of_the_watch(session, datetime.now(UTC)))
            states = dict(session.exec(select(Proposal.state, func.count()).group_by(Proposal.state)).all())
            held = holding.standing(session) is not None
        now = datetime.now(UTC)
        yield _gauge("vigie_releases_held", "1 while somebody holds every release.", held)
        if release:
            yield _gauge("vigie_release_serial", "The serial of the release that is out.", release.serial)
            yield _gauge("vigie_release_names", "How many names it lists.", release.names)
        if seen:
            age = (now - seen.checked_at).total_seconds()
            yield _gauge("vigie_feed_fresh", "1 when readers get a feed that holds and is current.", not seen.problem)
            yield _gauge("vigie_feed_seen_serial", "The serial that readers get.", seen.serial)
            yield _gauge("vigie_feed_check_age_seconds", "How long ago that was looked at.", age)
            if seen.expires_at:
                left = (seen.expires_at - now).total_seconds()
                yield _gauge("vigie_feed_expires_in_seconds", "How long the timestamp that readers get holds.", left)
        waiting = GaugeMetricFamily("vigie_proposals", "Proposals by state.", labels=["state"])
        for state in ProposalState:
            waiting.add_metric([state.value], states.get(state, 0))
        yield waiting
        yield from watch


def _of_the_watch(session: Session, now: datetime) -> Iterator[Metric]:
    backlog = due.backlog(session, now)
    age = (now - backlog.oldest).total_seconds() if backlog.oldest else 0
    yield _gauge("vigie_watch_due", "How many things the Watch has to do now.", backlog.due)
    yield _gauge("vigie_watch_oldest_due_seconds", "For how long the oldest of them has been due.", age)
    yield _gauge("vigie_watch_failing", "How many things failed when they were last done.", backlog.failing)
    observed = session.exec(select(func.count()).select_from(ObservationRow)).one()
    yield _gauge("vigie_watch_observations", "How many Observations are kept.", observed)
    waiting = findings.count_waiting(session)
    yield _gauge("vigie_watch_findings_waiting", "Findings for which there was no room for a Proposal yet.", waiting)
    kinds = GaugeMetricFamily("vigie_watch_findings", "Findings by kind.", labels=["kind"])
    counts = dict(session.exec(select(Finding.kind, func.count()).group_by(Finding.kind)).all())
    for kind in FindingKind:
        kinds.add_metric([kind.value], counts.get(kind, 0))
    yield kinds


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)
