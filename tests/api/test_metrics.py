"""What an operator's monitoring sees, and what wakes somebody: the rules are checked with Prometheus' own tool."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.database import Database, without_triggers
from api.jobs import freshness, journal
from api.settings import Settings
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, propose

RULES = Path(__file__).parents[2] / "docs" / "prometheus"
ON_SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def figures(client: TestClient) -> dict[str, float]:
    """Each figure by its name and labels."""
    lines = (line for line in client.get("/metrics").text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_the_journal_is_checked_and_what_was_found_is_a_figure(
    founded: Database, settings: Settings, client: TestClient
) -> None:
    assert "vigie_journal_holds" not in figures(client)
    assert journal.run(founded, settings, now() - timedelta(hours=3)) == ""
    seen = figures(client)
    assert (seen["vigie_journal_holds"], seen["vigie_journal_entries"] > 20) == (1, True)
    assert 10_000 < seen["vigie_journal_check_age_seconds"] < 12_000


def test_a_journal_that_somebody_rewrote_is_told(founded: Database, settings: Settings, client: TestClient) -> None:
    with founded.write() as session, without_triggers(session):
        session.execute(text("UPDATE journal SET actor = 'somebody' WHERE sequence = 5"))
    assert "5" in journal.run(founded, settings, now())
    assert figures(client)["vigie_journal_holds"] == 0


def test_the_oldest_proposal_says_how_long_the_queue_is(founded: Database, client: TestClient) -> None:
    assert figures(client)["vigie_queue_oldest_seconds"] == 0
    with founded.write() as session:
        propose(session, EVIDENCE, at=now() - timedelta(days=8))
    assert 8 * 86_400 <= figures(client)["vigie_queue_oldest_seconds"] < 8 * 86_400 + 600


def test_each_signature_says_how_long_it_holds(client: TestClient) -> None:
    days = {role: figures(client)[f'vigie_signature_expires_in_seconds{{role="{role}"}}'] / 86_400 for role in ROLES}
    assert {role: round(left) for role, left in days.items()} == ROLES


ROLES = {"root": 730, "targets": 365, "snapshot": 365, "timestamp": 3}


@ON_SQLITE
def test_every_figure_that_an_alert_asks_for_is_there(
    founded: Database, settings: Settings, client: TestClient
) -> None:
    freshness.run(founded, settings, now())
    journal.run(founded, settings, now())
    there = {name.partition("{")[0] for name in figures(client)} | {"vigie_feed_expires_in_seconds"}  # when it answers
    asked = set(re.findall(r"\bvigie_\w+", (RULES / "alerts.yml").read_text(encoding="utf-8")))
    assert asked <= there


@pytest.mark.parametrize("command", [["check", "rules", "alerts.yml"], ["test", "rules", "alerts_test.yml"]])
def test_the_alerts_are_rules_that_prometheus_reads_and_fire_when_they_should(command: list[str]) -> None:
    done = subprocess.run(["promtool", *command], cwd=RULES, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
