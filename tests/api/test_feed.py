"""The feed as the service serves it."""

import hashlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.database import Database
from api.jobs import timestamp
from api.settings import Settings
from feeds.release.folder import FeedFolder, target_path
from tests.api.moments import now


def _targets(settings: Settings) -> dict[str, str]:
    out = FeedFolder(settings.feed_dir).out()
    assert out is not None
    return {name: target_path(name, file.hashes["sha256"]) for name, file in out.targets.targets.items()}


def test_every_published_file_is_served_as_it_is_on_disk(client: TestClient, settings: Settings) -> None:
    names = ["timestamp.json", "root.json", "1.root.json", "1.snapshot.json", "1.targets.json"]
    for name in [*names, *_targets(settings).values()]:
        answer = client.get(f"/feed/{name}")
        assert (answer.status_code, answer.content) == (200, (settings.feed_dir / name).read_bytes())
        assert answer.headers["access-control-allow-origin"] == "*"


def test_only_the_pointer_changes_and_everything_else_is_immutable(client: TestClient, settings: Settings) -> None:
    assert client.get("/feed/timestamp.json").headers["cache-control"] == "public, max-age=300"
    for name in ["1.targets.json", *_targets(settings).values()]:
        assert "immutable" in client.get(f"/feed/{name}").headers["cache-control"]


def test_a_reader_that_has_it_gets_no_body(client: TestClient) -> None:
    etag = client.get("/feed/timestamp.json").headers["etag"]
    again = client.get("/feed/timestamp.json", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/feed/timestamp.json", headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_head_says_the_length_and_sends_nothing(client: TestClient) -> None:
    answer = client.head("/feed/timestamp.json")
    length = len(client.get("/feed/timestamp.json").content)
    assert (answer.headers["content-length"], answer.content) == (str(length), b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_feed_is_only_read(client: TestClient, method: str) -> None:
    answer = client.request(method, "/feed/timestamp.json")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "../keys/targets.pem",
        "..%2fkeys%2ftargets.pem",
        "%2e%2e/keys/targets.pem",
        "targets/../../keys/targets.pem",
        "/etc/passwd",
        ".writing-x",
        "targets",
        "targets/",
        "",
        "2.targets.json",
        "timestamp.json/",
    ],
)
def test_nothing_but_published_files_can_be_asked_for(client: TestClient, path: str) -> None:
    answer = client.get(f"/feed/{path}")
    assert answer.status_code == 404
    assert b"PRIVATE KEY" not in answer.content


def test_a_file_that_somebody_dropped_in_the_folder_is_not_served(client: TestClient, settings: Settings) -> None:
    (settings.feed_dir / "targets" / "secret.pem").write_text("PRIVATE KEY")
    (settings.feed_dir / "notes.txt").write_text("draft")
    os.utime(settings.feed_dir / "timestamp.json")
    assert client.get("/feed/targets/secret.pem").status_code == 404
    assert client.get("/feed/notes.txt").status_code == 404


def test_a_new_timestamp_is_served_at_once(client: TestClient, founded: Database, settings: Settings) -> None:
    before = client.get("/feed/timestamp.json").content
    (settings.feed_dir / "timestamp.json").unlink()
    assert client.get("/feed/timestamp.json").status_code == 404
    FeedFolder(settings.feed_dir).write("timestamp.json", before)
    assert client.get("/feed/timestamp.json").content == before


def test_a_feed_that_is_read_first_while_a_release_takes_old_files_away_is_there(
    client: TestClient, settings: Settings
) -> None:
    pointer, aside, ended = settings.feed_dir / "timestamp.json", settings.feed_dir / "aside", threading.Event()
    old = [settings.feed_dir / "targets" / f"{number:064x}.names" for number in range(20)]

    def come_and_go() -> None:
        while not ended.is_set():
            for change in (Path.touch, Path.unlink):
                for file in old:
                    change(file)

    with ThreadPoolExecutor(1) as releases:
        going = releases.submit(come_and_go)
        statuses = []
        for _ in range(60):
            pointer.rename(aside)
            statuses.append(client.get("/feed/timestamp.json").status_code)
            aside.rename(pointer)
            statuses.append(client.get("/feed/timestamp.json").status_code)
        ended.set()
        going.result()
    assert statuses == [404, 200] * 60


def test_the_etag_is_of_the_content(client: TestClient, settings: Settings) -> None:
    path = _targets(settings)["names"]
    digest = hashlib.sha256((settings.feed_dir / path).read_bytes()).hexdigest()
    answer = client.get(f"/feed/{path}", headers={"accept-encoding": "identity"})
    assert answer.headers["etag"].strip('"') == digest[:32]


def test_a_fresh_timestamp_is_not_signed_again(founded: Database, settings: Settings) -> None:
    assert not timestamp.run_if_due(founded, settings, now())


def test_health_says_what_is_missing(client: TestClient, settings: Settings) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"database": "ok", "feed": "ok"}
    (Path(settings.feed_dir) / "timestamp.json").unlink()
    unready = client.get("/readyz")
    assert unready.status_code == 503
    assert "Nothing is out" in unready.json()["feed"]


def test_forms_that_were_condensed_are_served_once_the_timestamp_is_new(
    client: TestClient, settings: Settings, founded: Database
) -> None:
    path = _targets(settings)["feed.json"]
    before = client.get(f"/feed/{path}", headers={"accept-encoding": "br"})
    assert timestamp.run_if_due(founded, settings, now() + timedelta(hours=7))
    after = client.get(f"/feed/{path}", headers={"accept-encoding": "br"})
    assert (after.headers["content-encoding"], after.content) == ("br", before.content)
    assert int(after.headers["content-length"]) < int(before.headers["content-length"])
    assert after.headers["etag"] != before.headers["etag"]
