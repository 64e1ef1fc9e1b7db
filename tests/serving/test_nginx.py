"""nginx, with the configuration that we ship, answers as our own process does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from feeds.release import keys, upkeep
from feeds.release.folder import FeedFolder, target_path
from tests.browser.installation import Installation
from tests.browser.waiting import until
from tests.serving.asking import Answer, ask

# What a reader, a browser or a CDN acts on. A tag and a date are each server's own; that they work is tested.
MATTERING = ["content-type", "cache-control", "vary", "access-control-allow-origin", "x-content-type-options"]
PARTS = [*MATTERING, "content-range", "content-length", "accept-ranges"]
SAME_CHOICE = [None, "identity", "gzip", "br", "gzip, deflate, br", "br;q=0, gzip", "gzip;q=0", "zstd"]
SAME_CONTENT = [*SAME_CHOICE, "*", "identity;q=0", "*;q=0", "gzip;q=0.5, identity", ";;;,,q="]


def _published(feed: Path) -> Iterator[str]:
    out = FeedFolder(feed).out()
    assert out is not None
    yield from ["timestamp.json", "root.json", "1.root.json"]
    yield from [f"{out.snapshot.version}.snapshot.json", f"{out.serial}.targets.json"]
    yield from [target_path(name, file.hashes["sha256"]) for name, file in out.targets.targets.items()]


def _named(feed: Path, name: str) -> str:
    return next(f"/feed/{path}" for path in _published(feed) if path.endswith(name))


def _header(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}


def _matter(answer: Answer, headers: list[str]) -> dict[str, str | None]:
    return {name: answer.headers.get(name) for name in headers}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accepted", SAME_CHOICE)
def test_the_same_form_of_every_file(installation: Installation, nginx: int, method: str, accepted: str | None) -> None:
    for name in _published(installation.feed):
        path, headers = f"/feed/{name}", _header("Accept-Encoding", accepted)
        ours, theirs = ask(installation.port, path, method, headers), ask(nginx, path, method, headers)
        assert ours.status == theirs.status == 200
        matter = [*MATTERING, "content-encoding", "content-length", "accept-ranges"]
        assert (name, _matter(ours, matter)) == (name, _matter(theirs, matter))
        assert ours.body == theirs.body


@pytest.mark.parametrize("accepted", SAME_CONTENT)
def test_the_same_content_however_it_is_asked_for(installation: Installation, nginx: int, accepted: str | None) -> None:
    for name in _published(installation.feed):
        path, headers = f"/feed/{name}", _header("Accept-Encoding", accepted)
        ours, theirs = ask(installation.port, path, headers=headers), ask(nginx, path, headers=headers)
        assert ours.decoded == theirs.decoded == (installation.feed / name).read_bytes()


def _conditions(answer: Answer) -> Iterator[dict[str, str]]:
    tag, date = answer.headers["etag"], answer.headers["last-modified"]
    for tags in (tag, f"W/{tag}", f'"other", {tag}', f'"a","b",  {tag}', "*", '"other"', "nonsense", tag.strip('"')):
        yield {"If-None-Match": tags}
    for when in (date, "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday"):
        yield {"If-Modified-Since": when}
    yield {"If-None-Match": '"other"', "If-Modified-Since": date}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
@pytest.mark.parametrize("name", ["timestamp.json", ".sites", ".targets.json"])
def test_the_same_conditions_are_met(
    installation: Installation, nginx: int, method: str, accepted: str, name: str
) -> None:
    path, encoding = _named(installation.feed, name), {"Accept-Encoding": accepted}
    servers = (installation.port, nginx)
    conditions = [_conditions(ask(port, path, headers=encoding)) for port in servers]
    statuses = []
    for both in zip(*conditions, strict=True):
        ours, theirs = (ask(p, path, method, {**encoding, **one}) for p, one in zip(servers, both, strict=True))
        assert (both[0], ours.status, ours.body) == (both[0], theirs.status, theirs.body)
        assert (both[0], _matter(ours, MATTERING)) == (both[0], _matter(theirs, MATTERING))
        statuses.append(ours.status)
    assert set(statuses) == {200, 304}


RANGES = [
    "0-0",
    "0-99",
    "100-",
    "-50",
    "-0",
    "5-2",
    "0-99999999",
    "99999999-",
    "-99999999",
    "0-1,5-6",
    "a-b",
    "-",
    "",
    " 3 - 9 ",
]


@pytest.mark.parametrize("written", [*(f"bytes={one}" for one in RANGES), "lines=0-1", "BYTES=0-4", "bytes"])
@pytest.mark.parametrize("accepted", ["identity", "br"])
def test_the_same_part_is_sent(installation: Installation, nginx: int, accepted: str, written: str) -> None:
    path = _named(installation.feed, ".sites")
    headers = {"Accept-Encoding": accepted, "Range": written}
    ours, theirs = ask(installation.port, path, headers=headers), ask(nginx, path, headers=headers)
    assert ours.status == theirs.status
    if ours.status == 416:
        assert ours.headers["content-range"] == theirs.headers["content-range"]
    else:
        assert (ours.body, _matter(ours, PARTS)) == (theirs.body, _matter(theirs, PARTS))


@pytest.mark.parametrize(
    ("chosen", "status"), [("etag", 206), ("last-modified", 206), ("other", 200), ("weak", 200), ("later", 200)]
)
def test_a_part_is_sent_only_of_the_version_that_the_client_has(
    installation: Installation, nginx: int, chosen: str, status: int
) -> None:
    path = _named(installation.feed, ".sites")
    for port in (installation.port, nginx):
        whole = ask(port, path)
        tags = {**whole.headers, "other": '"other"', "weak": f"W/{whole.headers['etag']}"}
        condition = {"later": "Fri, 01 Jan 2100 00:00:00 GMT", **tags}[chosen]
        part = ask(port, path, headers={"Range": "bytes=10-19", "If-Range": condition})
        assert (part.status, part.body) == (status, whole.body[10:20] if status == 206 else whole.body)


MISSING = [
    "",
    "x",
    "targets",
    "targets/",
    "targets/secret.pem",
    ".writing-x",
    "targets/.writing-x",
    "999.targets.json",
    "timestamp.json/",
    "timestamp.json.gz",
    "Timestamp.json",
    "/timestamp.json",
    "../keys/targets.pem",
    "../../keys/targets.pem",
    "..%2fkeys%2ftargets.pem",
    "%2e%2e/keys/targets.pem",
    "targets/../../keys/targets.pem",
    "..\\keys\\targets.pem",
    "timestamp.json%00.pem",
    f"targets/{'0' * 64}.names",
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("name", MISSING)
def test_nothing_else_is_ever_sent(installation: Installation, nginx: int, method: str, name: str) -> None:
    for port in (installation.port, nginx):
        answer = ask(port, f"/feed/{name}", method)
        assert answer.status in (400, 404)
        assert b"PRIVATE KEY" not in answer.body


def test_what_is_not_there_is_said_alike(installation: Installation, nginx: int) -> None:
    names = ["x", f"targets/{'0' * 64}.names", "999.targets.json", "999.root.json"]
    for method, name in product(["GET", "HEAD"], names):
        ours, theirs = (ask(port, f"/feed/{name}", method) for port in (installation.port, nginx))
        heads = ["content-type", "content-length", "access-control-allow-origin", "x-content-type-options"]
        heads.append("cache-control")
        assert (ours.status, ours.body, _matter(ours, heads)) == (theirs.status, theirs.body, _matter(theirs, heads))


def test_that_a_file_is_not_there_may_be_kept_of_roots_alone(installation: Installation, nginx: int) -> None:
    for port in (installation.port, nginx):
        kept = {name: ask(port, f"/feed/{name}").headers["cache-control"] for name in ("9.root.json", "9.targets.json")}
        assert kept == {"9.root.json": "public, max-age=300", "9.targets.json": "no-store"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_feed_is_only_read(installation: Installation, nginx: int, method: str) -> None:
    ours, theirs = (ask(port, "/feed/timestamp.json", method) for port in (installation.port, nginx))
    heads = ["allow", "content-type", "access-control-allow-origin"]
    assert (ours.status, ours.body, _matter(ours, heads)) == (theirs.status, theirs.body, _matter(theirs, heads))
    assert ours.status == 405


def test_keys_and_half_written_files_in_the_folder_stay_there(installation: Installation, nginx: int) -> None:
    compressed = next(name for name in _published(installation.feed) if name.endswith(".sites")) + ".br"
    assert (installation.feed / compressed).exists()
    dropped = ["targets.pem", ".writing-abc", "targets/.writing-abc", "targets/notes.txt"]
    for name in dropped:
        (installation.feed / name).write_text("PRIVATE KEY")
    try:
        for name, port in product([*dropped, compressed], (installation.port, nginx)):
            assert (name, ask(port, f"/feed/{name}").status) == (name, 404)
    finally:
        for name in dropped:
            (installation.feed / name).unlink()


def test_the_feed_behind_nginx_verifies(installation: Installation, nginx: int) -> None:
    said = installation.vigie("verify", f"http://127.0.0.1:{nginx}/feed/")
    assert said == installation.vigie("verify", f"{installation.address}/feed/")
    assert "holds" in said


def test_a_timestamp_that_was_signed_anew_is_soon_served(installation: Installation, nginx: int) -> None:
    before = ask(nginx, "/feed/timestamp.json").body
    folder = FeedFolder(installation.feed)
    upkeep.resign(folder, keys.load(installation.folder / "data" / "keys"), datetime.now(UTC))
    after = folder.read("timestamp.json")
    assert after != before
    assert ask(installation.port, "/feed/timestamp.json").body == after
    until("the new timestamp at nginx", lambda: ask(nginx, "/feed/timestamp.json").body == after)


def test_two_timestamps_of_one_second_are_two_versions(installation: Installation, nginx: int) -> None:
    folder = FeedFolder(installation.feed)
    signers = keys.load(installation.folder / "data" / "keys")
    versions = {}
    for _ in range(3):
        upkeep.resign(folder, signers, datetime.now(UTC))
        written = folder.read("timestamp.json")
        until("the new timestamp at nginx", lambda: ask(nginx, "/feed/timestamp.json").body == written)  # noqa: B023
        for port in (installation.port, nginx):
            headers = ask(port, "/feed/timestamp.json").headers
            versions[port, headers["etag"], headers["last-modified"]] = written
    assert len(versions) == 6


def test_everything_but_the_feed_is_our_own_process(installation: Installation, nginx: int) -> None:
    assert ask(nginx, "/healthz").body == ask(installation.port, "/healthz").body == b'{"status":"ok"}'


def test_the_differences_are_those_that_the_manual_names(installation: Installation, nginx: int) -> None:
    path = _named(installation.feed, ".sites")
    ours, theirs = (ask(port, path, "HEAD", {"Range": "bytes=0-9"}) for port in (installation.port, nginx))
    assert (ours.status, theirs.status) == (200, 206)
    ours, theirs = (ask(port, path, headers={"Accept-Encoding": "*"}) for port in (installation.port, nginx))
    assert (ours.headers["content-encoding"], theirs.headers.get("content-encoding")) == ("br", None)
    ours, theirs = (ask(port, "/feed/targets/../timestamp.json") for port in (installation.port, nginx))
    assert (ours.status, theirs.status, theirs.body) == (404, 200, (installation.feed / "timestamp.json").read_bytes())
