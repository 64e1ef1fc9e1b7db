"""`/api/v1/releases`: every version of the feed there was, and what it carried."""

from datetime import UTC
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import col, select

from api.database import Database
from api.reading import shapes
from api.reading.answering import LICENCE, answer
from feeds.release.tables import Release
from feeds.review.tables import Proposal

PATH: Final = "/api/v1/releases"
A_PAGE: Final = 100
GREATEST: Final = 2**31 - 1  # of PostgreSQL's integer

router = APIRouter(prefix=PATH)

_RELEASE: Final = {
    "serial": shapes.SERIAL,
    "released": shapes.MOMENT,
    "names": {**shapes.COUNT, "description": "How many names it lists."},
    "added": {**shapes.COUNT, "description": "Lines that came; a name whose facts changed came and went."},
    "removed": {**shapes.COUNT, "description": "Lines that went."},
    "rolled_back_to": {**shapes.or_null(shapes.SERIAL), "description": "Whose content it put out again."},
    "sha256": shapes.obj(dict.fromkeys(("names", "sites", "helplines"), shapes.DIGEST)),
}
_PAGE: Final = shapes.obj(
    {
        "licence": {"const": LICENCE},
        "releases": shapes.array(shapes.obj(_RELEASE)),
        "next": {**shapes.or_null(shapes.TEXT), "description": "Where older ones are; null on the last page."},
    }
)
_CHANGE: Final = shapes.obj({"proposal": shapes.SERIAL, "title": shapes.TEXT, "reason": shapes.TEXT})
_WITH_CHANGES: Final = shapes.obj({"licence": {"const": LICENCE}, **_RELEASE, "changes": shapes.array(_CHANGE)})

Serial = Annotated[int, Field(ge=1, le=GREATEST)]


class Question(BaseModel):
    """Releases before which one; no other parameter is taken."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[
        Serial | None, Field(description="From `next`: the serial of the last Release that you have.")
    ] = None


@router.get("", responses=shapes.answers(_PAGE))
def releases(request: Request, question: Annotated[Question, Query()]) -> Response:
    """Every Release, the newest first, a hundred a page."""
    earlier = select(Release).where(col(Release.serial) < (question.cursor or GREATEST))
    database: Database = request.app.state.database
    with database.read() as session:
        found = session.exec(earlier.order_by(col(Release.serial).desc()).limit(A_PAGE + 1)).all()
    page = found[:A_PAGE]
    following = f"{PATH}?cursor={page[-1].serial}" if len(found) > A_PAGE else None
    return answer(request, {"licence": LICENCE, "releases": [_said(row) for row in page], "next": following})


@router.get("/{serial}", responses=shapes.answers(_WITH_CHANGES, 404))
def release(request: Request, serial: Annotated[Serial, Path(openapi_examples={"first": {"value": 1}})]) -> Response:
    """One Release, and the Proposals that it carried, with their public reasons."""
    carried = select(Proposal).where(Proposal.published_in == serial).order_by(col(Proposal.id))
    database: Database = request.app.state.database
    with database.read() as session:
        found = session.get(Release, serial)
        proposals = session.exec(carried).all()
    if found is None:
        raise HTTPException(404, f"There was no release {serial}.")
    changes = [{"proposal": row.id, "title": row.title, "reason": row.public_reason} for row in proposals]
    return answer(request, {"licence": LICENCE, **_said(found), "changes": changes})


def _said(row: Release) -> dict[str, Any]:
    parts = ("serial", "names", "added", "removed", "rolled_back_to")
    digests = {part: getattr(row, f"{part}_sha256") for part in ("names", "sites", "helplines")}
    moment = row.released_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {part: getattr(row, part) for part in parts} | {"released": moment, "sha256": digests}
