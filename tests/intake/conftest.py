"""A registry that the Intake's tests draft against."""

import pytest

from api.database import Database
from tests.review.proposing import LIST_COCO, approve, propose


@pytest.fixture
def coco(database: Database) -> Database:
    """A database in which Coco is listed, as active."""
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    return database
