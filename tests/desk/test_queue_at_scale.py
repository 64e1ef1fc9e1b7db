"""However much there is, a page of the Desk asks the database the same few questions."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from api.database import Database
from api.settings import Settings
from tests.bench import desk

SMALL, LARGE = {"sites": 10, "proposals": 200, "journal": 200}, {"sites": 100, "proposals": 2_000, "journal": 1_000}
MOST = 100
"""Questions, for any page."""


def _questions(folder: Path, sizes: dict[str, int]) -> dict[str, int]:
    """How many questions each page asks after a year of so much work, by its address without numbers."""
    settings = Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'vigie.db'}"))
    database = Database(settings.database)
    desk.worked_a_year(database, settings, **sizes)
    found = {}
    with desk.signed_in(database, settings) as browser:
        for template, page in zip(desk.PAGES, desk.pages(sizes["proposals"]), strict=True):
            browser.get(page)
            with desk.counted() as asked:
                answer = browser.get(page)
            assert answer.status_code == 200, page
            found[template] = len(asked)
    database.close()
    return found


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], dict[str, int]]:
    """What each page asks in a small year, and in one of ten times as much work."""
    return _questions(tmp_path_factory.mktemp("small"), SMALL), _questions(tmp_path_factory.mktemp("large"), LARGE)


@pytest.mark.parametrize("page", desk.PAGES)
def test_ten_times_as_much_is_asked_for_in_as_many_questions(
    questions: tuple[dict[str, int], dict[str, int]], page: str
) -> None:
    small, large = (asked[page] for asked in questions)
    assert large == small <= MOST
