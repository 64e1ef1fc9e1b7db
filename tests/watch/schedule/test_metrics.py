"""What an operator's monitoring sees of the Watch."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from api.app import pages
from api.database import Database
from api.settings import Settings
from feeds.watch.pace import DueKind
from feeds.watch.tables import Due, Finding


def _figures(settings: Settings) -> dict[str, float]:
    with TestClient(pages(settings)) as client:
        lines = client.get("/metrics").text.splitlines()
    pairs = (re.fullmatch(r"(vigie_watch\S+) (\S+)", line) for line in lines)
    return {pair[1]: float(pair[2]) for pair in pairs if pair}


def test_metrics_say_what_is_due_since_when_what_fails_and_what_waits(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    database = Database(settings.database)
    database.migrate()
    now = datetime.now(UTC)
    with database.write() as session:
        session.add(Due(kind=DueKind.NAME, subject="coco.fr", due_at=now - timedelta(hours=5), failures=2))
        session.add(Due(kind=DueKind.NAME, subject="coco.gg", due_at=now + timedelta(hours=5)))
        seen: dict[str, Any] = {"score": 0.9, "first_seen": now, "last_seen": now}
        session.add(Finding(kind="renamed", old="coco.fr", new="coco.gg", **seen))
        session.add(Finding(kind="parked", old="coco.fr", new="coco.fr", held="It is open.", **seen))
    database.close()
    figures = _figures(settings)
    assert (figures["vigie_watch_due"], figures["vigie_watch_failing"]) == (1, 1)
    assert 18_000 <= figures["vigie_watch_oldest_due_seconds"] < 18_600
    assert figures["vigie_watch_findings_waiting"] == 1
    assert figures['vigie_watch_findings{kind="renamed"}'] == 1
    assert figures['vigie_watch_findings{kind="clone"}'] == 0


def test_metrics_of_an_installation_without_a_watch_are_zero(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    database = Database(settings.database)
    database.migrate()
    database.close()
    figures = _figures(settings)
    assert figures
    assert set(figures.values()) == {0}
