"""`/healthz`: the process answers. `/readyz`: it can do its work, and if not, what is missing."""

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from feeds.release.folder import FeedFolder, FolderUnusable
from feeds.release.upkeep import sealed_for

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers, also while every thread waits for the database."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(request: Request, response: Response) -> dict[str, str]:
    """The database answers and a feed that holds is out; 503 and what is missing otherwise."""
    checks = {"database": _database(request), "feed": _feed(request)}
    if set(checks.values()) != {"ok"}:
        response.status_code = 503
    return checks


def _database(request: Request) -> str:
    try:
        with request.app.state.database.read() as session:
            session.execute(text("SELECT count(*) FROM release"))
    except SQLAlchemyError:
        return "The database does not answer, or `vigie init` was not run on it."
    return "ok"


def _feed(request: Request) -> str:
    try:
        left = sealed_for(FeedFolder(request.app.state.settings.feed_dir), datetime.now(UTC))
    except FolderUnusable as reason:
        return str(reason)
    return "ok" if left > timedelta(0) else "Nothing is out, or its timestamp has expired; is the schedule running?"
