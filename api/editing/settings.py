"""`/api/v1/settings`: what this installation is set to."""

from typing import Annotated, Final

from fastapi import Request, Response
from pydantic import Field

from api.desk import settings
from api.editing.answering import Shape, read
from api.editing.described import READ
from api.editing.program import Admin, settings_of
from api.editing.route import router_at

PATH: Final = "/api/v1/settings"
router = router_at(PATH)


class Setting(Shape):
    """One setting."""

    variable: str
    value: Annotated[str | None, Field(description="null for a secret, empty for nothing.")]
    meaning: str
    is_default: bool


class InForce(Shape):
    """Every setting, in the order in which they are described."""

    settings: list[Setting]


@router.get("", response_model=InForce, responses=READ)
def read_settings(request: Request, _: Admin) -> Response:
    """What is in force here. A secret is named, and never shown."""
    shown = settings.in_force(settings_of(request))
    return read(request, InForce(settings=[Setting.model_validate(one, from_attributes=True) for one in shown]))
