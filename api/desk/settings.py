"""The Desk's page of settings, for admins: what is in force here, what each means, and which are as delivered.

It only reads: a setting is changed where the service is run. A secret is named and never shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import SecretBytes, SecretStr

from api.desk.curator import Admin
from api.settings import PREFIX, Settings
from api.web import page

router = APIRouter(prefix="/desk/settings", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting. `value` is what is in force as text, `""` when nothing is; None is a secret's."""

    variable: str
    value: str | None
    meaning: str
    is_default: bool


@router.get("")
def show(request: Request, curator: Admin) -> HTMLResponse:
    """Every setting that is in force."""
    values = {"curator": curator, "settings": list(in_force(request.app.state.settings))}
    return page(request, "desk/settings.html", values)


def in_force(settings: Settings) -> Iterator[Shown]:
    """What is in force, in the order in which the settings are described."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        is_default = value == field.get_default(call_default_factory=True, validated_data={})
        yield Shown(f"{PREFIX}{name.upper()}", _text(value), field.description or "", is_default)


def _text(value: object) -> str | None:
    if isinstance(value, SecretStr | SecretBytes):
        return None
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
