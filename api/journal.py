"""`/journal`: every decision, as it was written down, for whoever wants to check the chain or keep a copy."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from api.public import journal as page
from api.reading import shapes
from api.web import wants_page
from feeds.review import journal
from feeds.review.tables import JournalEntry

router = APIRouter(tags=["journal"])

MEDIA_TYPE: Final = "application/jsonl"
PAGE: Final = 1_000  # entries in one answer
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Entries, a line each.", "content": {MEDIA_TYPE: {}}},
    422: {
        "description": "`after` is no sequence.",
        "content": {"application/problem+json": {"schema": shapes.PROBLEM}},
    },
}


@router.get("/journal", response_class=Response, responses=_ANSWERS)
def read_journal(
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="The sequence of the last entry that you have.")] = 0,
) -> Response:
    """The entries after one, oldest first, one JSON object a line, a thousand at most.

    `Link` says where the next ones are, when there are more. Who accepts `text/html` gets a page, newest first.
    """
    if wants_page(request):
        return page.show(request)
    with request.app.state.database.read() as session:
        lines = list(_lines(session, after, PAGE + 1))
    headers = {"cache-control": "public, max-age=60", "access-control-allow-origin": "*", "vary": "Accept"}
    if len(lines) > PAGE:
        headers["link"] = f'</journal?after={after + PAGE}>; rel="next"'
    return Response("".join(f"{line}\n" for line in lines[:PAGE]), media_type=MEDIA_TYPE, headers=headers)


def _lines(session: Session, after: int, count: int) -> Iterator[str]:
    entries = select(JournalEntry).where(JournalEntry.sequence > after).order_by(col(JournalEntry.sequence))
    for entry in session.exec(entries.limit(count)):
        fields: dict[str, Any] = {**journal.sealed_fields(entry), "digest": entry.digest}
        yield json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
