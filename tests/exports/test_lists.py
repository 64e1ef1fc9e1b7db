"""The exports as the service serves them and the command writes them: those of the signed Release that is out."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import Door
from api.cli import main
from api.settings import Settings
from feeds.release.exports import MEDIA_TYPES
from tests.release.feeds_for_tests import Feed, found

NOW = datetime.now(UTC)
Export = Callable[..., object]


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with one Release out."""
    feed = found(tmp_path, NOW)
    feed.publish(NOW, "coco.gg")
    return feed


@pytest.fixture
def client(feed: Feed, tmp_path: Path) -> Iterator[TestClient]:
    """A program that reads the lists of that Release."""
    with TestClient(Door(Settings(data_dir=tmp_path)), base_url="http://vigie.test") as client:
        yield client


@pytest.fixture
def export(feed: Feed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Run `vigie export` where that Release is out; gives what it ends with: a code, or a sentence and so a 1."""
    monkeypatch.setenv("VIGIE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: str) -> object:
        monkeypatch.setattr("sys.argv", ["vigie", "export", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code

    return run


def _signed(feed: Feed, name: str) -> bytes:
    out = feed.folder.out()
    assert out is not None
    return feed.folder.read(f"targets/{out.targets.targets[name].hashes['sha256']}.{name}")


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_a_list_is_the_signed_file_under_a_name_that_stays(client: TestClient, feed: Feed, name: str) -> None:
    answer = client.get(f"/lists/{name}")
    assert (answer.status_code, answer.content) == (200, _signed(feed, name))
    assert answer.headers["content-type"] == MEDIA_TYPES[name]
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_changes_are_at_the_root_too(client: TestClient) -> None:
    assert client.get("/changes.atom").content == client.get("/lists/changes.atom").content


def test_the_changes_of_every_release_are_told(client: TestClient, feed: Feed) -> None:
    feed.publish(NOW, "coco.gg", "coco.fr")
    feed.publish(NOW, "coco.fr")
    titles = re.findall("<title>(Release .*?)</title>", client.get("/changes.atom").text)
    assert titles == ["Release 3: 1 removed", "Release 2: 1 added", "Release 1: 1 added"]


def test_whoever_has_it_gets_it_once(client: TestClient) -> None:
    tag = client.get("/lists/hosts.txt").headers["etag"]
    again = client.get("/lists/hosts.txt", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_list_is_sent_compressed_to_whom_that_suits(client: TestClient, feed: Feed, coding: str) -> None:
    feed.publish(NOW, *(f"chat-{number}.com" for number in range(400)))
    answer = client.get("/lists/hosts.txt", headers={"accept-encoding": coding})
    assert (answer.headers["content-encoding"], answer.content) == (coding, _signed(feed, "hosts.txt"))


def test_the_next_release_is_served_at_once(client: TestClient, feed: Feed) -> None:
    assert "coco.fr" not in client.get("/lists/domains.txt").text
    feed.publish(NOW, "coco.gg", "coco.fr")
    assert "coco.fr" in client.get("/lists/domains.txt").text


@pytest.mark.parametrize("path", ["lists/", "lists/names", "lists/../keys/targets.pem", "lists/%2e%2e/feed/root.json"])
def test_nothing_else_is_a_list(client: TestClient, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


def test_before_the_first_release_there_is_no_list(client: TestClient, feed: Feed) -> None:
    (feed.folder.path / "timestamp.json").unlink()
    assert client.get("/lists/hosts.txt").status_code == 404


@pytest.mark.parametrize("form", ["hosts.txt", "hosts"])
def test_the_command_prints_the_list(
    export: Export, feed: Feed, capfdbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    assert export(form) == 0
    assert capfdbinary.readouterr().out == _signed(feed, "hosts.txt")


def test_the_command_writes_a_file(export: Export, feed: Feed, tmp_path: Path) -> None:
    assert export("rpz", "-o", str(tmp_path / "mine.zone")) == 0
    assert (tmp_path / "mine.zone").read_bytes() == _signed(feed, "rpz.zone")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["squid"], "'squid' is no format; there are domains.txt,"),
        (["hosts", "-o", "/proc/none/hosts"], "/proc/none/hosts cannot be written: No such file"),
    ],
)
def test_a_wrong_argument_is_said(
    export: Export, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert export(*arguments) == 2
    assert said in capsys.readouterr().err


def test_without_a_release_the_command_says_so(export: Export, feed: Feed) -> None:
    (feed.folder.path / "timestamp.json").unlink()
    assert "No release in" in str(export("hosts"))
