"""The endpoint, and all figures in their order."""

from collections.abc import Iterator
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from api.database import Database
from api.metrics import curating, publishing, watching
from api.settings import Settings

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """The figures, in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Figures(request.app.state.database, request.app.state.settings))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def collect(self) -> Iterator[Metric]:
        now = datetime.now(UTC)
        with self._database.read() as session:
            yield from publishing.figures(session, self._settings, now)
            yield from curating.figures(session, now)
            yield from watching.figures(session, now)
