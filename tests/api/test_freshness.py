"""The service looks at its own feed from outside, and says when families would get an old list."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl
from starlette.testclient import TestClient

from api.database import Database
from api.jobs import freshness, release
from api.settings import Settings
from tests.api.moments import now
from tests.review.proposing import EVIDENCE, approve, propose


@pytest.fixture
def public(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """The installation, with its feed behind a web server that serves a copy of the folder."""
    copy = tmp_path / "public"
    shutil.copytree(settings.feed_dir, copy / "feed")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=os.fspath(copy))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = AnyHttpUrl(f"http://127.0.0.1:{server.server_address[1]}/")
        yield settings.model_copy(update={"public_url": address})
        server.shutdown()


def _metrics(client: TestClient) -> dict[str, float]:
    lines = (line for line in client.get("/metrics").text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_a_feed_that_readers_can_verify_is_fresh(founded: Database, public: Settings, client: TestClient) -> None:
    assert freshness.run(founded, public, now()) == ""
    figures = _metrics(client)
    assert (figures["vigie_feed_fresh"], figures["vigie_feed_seen_serial"]) == (1, 1)
    assert 71 * 3600 < figures["vigie_feed_expires_in_seconds"] <= 72 * 3600


def test_readers_who_get_an_older_release_are_noticed(founded: Database, public: Settings, client: TestClient) -> None:
    name = {"op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]}
    with founded.write() as session:
        approve(session, propose(session, EVIDENCE, name))
    release.run(founded, public, now())
    assert freshness.run(founded, public, now()) == "Readers get release 1; release 2 is out."
    assert _metrics(client)["vigie_feed_fresh"] == 0


def test_a_feed_that_does_not_answer_is_noticed(founded: Database, settings: Settings, client: TestClient) -> None:
    nowhere = settings.model_copy(update={"public_url": AnyHttpUrl("http://127.0.0.1:9/")})
    assert "does not hold" in freshness.run(founded, nowhere, now())
    assert _metrics(client)["vigie_feed_fresh"] == 0


def test_the_figures_count_proposals_by_state(founded: Database, client: TestClient) -> None:
    with founded.write() as session:
        propose(session, EVIDENCE)
    figures = _metrics(client)
    assert figures['vigie_proposals{state="in_review"}'] == 1
    assert figures['vigie_proposals{state="published"}'] == 25
    assert (figures["vigie_release_serial"], figures["vigie_release_names"]) == (1, 27)
