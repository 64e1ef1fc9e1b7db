"""How much waits for curators, at `/api/v1/counts`; and what this installation is set to, at `/api/v1/settings`."""

from typing import Annotated, Literal

from fastapi import Request, Response
from pydantic import Field

from api.desk import counts, settings
from api.editing.answering import Shape, read
from api.editing.described import READ
from api.editing.program import Admin, Reader, database_of, now, settings_of
from api.editing.route import router_at

router = router_at("/api/v1")


class Count(Shape):
    """How much of one thing waits, and how much of it is late."""

    what: Literal["proposals", "reports", "newspapers", "findings", "disputes", "due"]
    waits: int
    late: int


class Counts(Shape):
    """What waits."""

    counts: list[Count]


class Setting(Shape):
    """One setting."""

    variable: str
    value: Annotated[str | None, Field(description="null for a secret, empty for nothing.")]
    meaning: str
    is_default: bool


class InForce(Shape):
    """Every setting, in the order in which they are described."""

    settings: list[Setting]


@router.get("/counts", response_model=Counts, responses=READ)
def read_counts(request: Request, _: Reader) -> Response:
    """How much waits, as the Queue shows it."""
    with database_of(request).read() as session:
        found = counts.of_now(session, now())
    said = [{"what": count.what, "waits": count.waits, "late": count.late} for count in found]
    return read(request, Counts.model_validate({"counts": said}))


@router.get("/settings", response_model=InForce, responses=READ)
def read_settings(request: Request, _: Admin) -> Response:
    """What is in force here. A secret is named, and never shown."""
    shown = settings.in_force(settings_of(request))
    return read(request, InForce(settings=[Setting.model_validate(one, from_attributes=True) for one in shown]))
