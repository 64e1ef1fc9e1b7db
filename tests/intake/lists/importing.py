"""Lists brought in by tests, as the program does it."""

import io
from datetime import datetime

from api.database import Database
from api.jobs.importing import Wanted, bring_in
from feeds.intake.lists import batches, deciding
from feeds.intake.lists.forms import Form
from feeds.intake.lists.tables import Batch
from tests.conftest import NOON

LICENCE = "CC-BY-SA-4.0"


def named(count: int, *, first: int = 0) -> list[str]:
    """So many names that nobody lists."""
    return [f"chat-{place}.band" for place in range(first, first + count)]


def preview(database: Database, names: list[str], source: str = "ours", licence: str = LICENCE) -> Batch:
    """Bring in a plain list, which counts for nothing yet."""
    data = "".join(f"{name}\n" for name in names).encode()
    wanted = Wanted(source, Form.DOMAINS, licence, f"https://lists.example.com/{source}")
    return bring_in(database, io.BytesIO(data), wanted, at=NOON)[0]


def counted(
    database: Database, names: list[str], source: str = "ours", licence: str = LICENCE, at: datetime = NOON
) -> Batch:
    """Bring in a plain list and let it count, if the guard does."""
    number = preview(database, names, source, licence).id
    with database.write() as session:
        batch = batches.get(session, number)
        deciding.count(session, batch, percent=20, actor="import", at=at)
        return batch
