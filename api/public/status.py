"""`/status`: how fresh the list is, how fast a change gets out, how often one turned out wrong."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.database import Database
from api.public import figures, plots, record
from api.public.pages import public_page

router = APIRouter(include_in_schema=False)


@router.get("/status")
def status(request: Request) -> Response:
    """The figures, each with what it means; two plots, each with its table."""
    database: Database = request.app.state.database
    now = datetime.now(UTC)
    with database.read() as session:
        said = record.read(session, now)
    values = {
        "record": said,
        "is_fresh": _is_fresh(said, now),
        "names": plots.line([release.names for release in said.releases]),
        "changes": plots.bars(
            {
                "added": [release.added for release in said.releases],
                "removed": [release.removed for release in said.releases],
            }
        ),
        "plots": plots,
        "figures": figures,
    }
    return public_page(request, "public/status.html", values)


def _is_fresh(said: record.Record, now: datetime) -> bool | None:
    """Whether readers get a list that holds; None when nobody looked."""
    seen = said.freshness
    if seen is None:
        return None
    return not seen.problem and seen.expires_at is not None and seen.expires_at > now
