"""`/api/v1/counts`: how much waits for curators."""

from typing import Final, Literal

from fastapi import Request, Response

from api.desk import counts
from api.editing.answering import Shape, read
from api.editing.described import READ
from api.editing.program import Reader, database_of, now
from api.editing.route import router_at

PATH: Final = "/api/v1/counts"
router = router_at(PATH)


class Count(Shape):
    """How much of one thing waits, and how much of it is late."""

    what: Literal["proposals", "reports", "newspapers", "findings", "disputes", "due"]
    waits: int
    late: int


class Counts(Shape):
    """What waits."""

    counts: list[Count]


@router.get("", response_model=Counts, responses=READ)
def read_counts(request: Request, _: Reader) -> Response:
    """How much waits, as the Queue shows it."""
    with database_of(request).read() as session:
        found = counts.of_now(session, now())
    said = [{"what": count.what, "waits": count.waits, "late": count.late} for count in found]
    return read(request, Counts.model_validate({"counts": said}))
