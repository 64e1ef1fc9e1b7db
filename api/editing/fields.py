"""The fields that bodies and addresses of this API share."""

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Path
from pydantic import Field, PlainSerializer

from api.editing.answering import Shape
from feeds.review.operations import Passage

GREATEST: Final = 2**31 - 1  # of PostgreSQL's integer
HOSTNAME: Final = r"^[a-z0-9.-]{1,253}$"
ONE_LINE: Final = r"^[^\x00-\x1f\x7f]*$"


def _as_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Name = Annotated[str, Path(pattern=HOSTNAME, description="In A-labels, as it stands in the list.")]
Number = Annotated[int, Path(ge=1, le=GREATEST)]
Cursor = Annotated[
    int | None, Field(ge=1, le=GREATEST, description="From `next`: the number of the last one that you have.")
]
Next = Annotated[str | None, Field(description="Where the next page is; null on the last one.")]
Moment = Annotated[datetime, PlainSerializer(_as_text, when_used="json")]


class Why(Shape):
    """Why something is done."""

    reason: Annotated[Passage, Field(description="It is published.", examples=["I read the source."])]
