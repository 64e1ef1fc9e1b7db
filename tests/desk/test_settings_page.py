"""The page of settings: what is in force and what each means, and never a secret."""

from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr

from api.desk.settings import in_force
from api.settings import PREFIX, Settings
from feeds.review.roles import Role
from tests.desk.curators import Desk

PASSWORD = "correct-horse"


def test_every_setting_is_shown_to_an_admin_with_what_it_means(desk: Desk) -> None:
    text = desk.comes("boss", Role.ADMIN).browser.get("/desk/settings").text
    assert [name for name in Settings.model_fields if f"<code>{PREFIX}{name.upper()}</code>" not in text] == []
    assert "<code>https://vigie.test/</code>" in text
    assert "How often the timestamp is signed anew, in hours." in text


def test_no_secret_is_shown_and_the_database_is_one(desk: Desk) -> None:
    text = desk.comes("boss", Role.ADMIN).browser.get("/desk/settings").text
    secrets = [name for name in Settings.model_fields if isinstance(getattr(desk.settings, name), SecretStr)]
    assert "database_url" in secrets
    assert [name for name in secrets if getattr(desk.settings, name).get_secret_value() in text] == []
    assert "set, not shown" in text


@pytest.mark.parametrize(
    ("name", "given", "value", "is_default"),
    [
        ("resign_hours", {}, "6", True),
        ("resign_hours", {"resign_hours": 12}, "12", False),
        (
            "watch_streams",
            {"watch_streams": ("https://a.example/", "https://b.example/")},
            "https://a.example/ https://b.example/",
            False,
        ),
        ("watch_streams", {}, "", True),
        ("database_url", {"database_url": SecretStr(f"postgresql+psycopg://vigie:{PASSWORD}@db/vigie")}, None, False),
        ("public_url", {"public_url": AnyHttpUrl("https://vigie.test/")}, "https://vigie.test/", False),
    ],
)
def test_a_setting_says_what_is_in_force_and_whether_it_is_as_delivered(
    name: str, given: dict[str, object], value: str | None, is_default: bool
) -> None:
    shown = {each.variable: each for each in in_force(Settings.model_validate({"data_dir": Path("x"), **given}))}
    found = shown[PREFIX + name.upper()]
    assert (found.value, found.is_default) == (value, is_default)
    assert all(each.meaning for each in shown.values())
