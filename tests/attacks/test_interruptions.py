"""A run that was cut short is finished by the next one, and ends where an undisturbed run ends."""

import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.attacks.device import PATIENCE, Device
from tests.attacks.repository import ROLES, Repository, founded
from tests.attacks.server import Answer, Server, send, serving

STEPS = (
    "2.root.json",
    "3.root.json",
    "4.root.json",
    "timestamp.json",
    "2.snapshot.json",
    "2.targets.json",
    "names",
)


@dataclass(frozen=True, slots=True)
class Story:
    """A device that has Release 1; since then two new roots and Release 2 came out, which `end` has."""

    repository: Repository
    server: Server
    late: Device
    end: dict[str, bytes]
    older_timestamp: bytes


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The story, told once; a test takes a copy of the late device and leaves the server as it was."""
    folder = tmp_path_factory.mktemp("story")
    repository = founded(names=b"the names of release 1")
    with serving(repository.files) as server:
        late = Device(folder / "late", repository.files["1.root.json"], server.address)
        assert late.download("names").kind == ""
        repository.rotated("timestamp")
        repository.rotated("root")
        repository.stamped()
        older = repository.files["timestamp.json"]
        repository.released(names=b"the names of release 2")
        undisturbed = late.copied(folder / "undisturbed")
        assert undisturbed.download("names").kind == ""
        assert undisturbed.kept() == {"root": 3, "timestamp": 3, "snapshot": 2, "targets": 2}
        yield Story(repository, server, late, undisturbed.state(), older)


@pytest.fixture
def late(story: Story, tmp_path: Path) -> Iterator[Device]:
    """A device to disturb, which is late by two roots and one Release. The server is honest again afterwards."""
    story.server.asked.clear()
    yield story.late.copied(tmp_path / "device")
    story.server.answers.clear()


@pytest.fixture
def path(story: Story, request: pytest.FixtureRequest) -> str:
    """Where the file of a step lies."""
    (*_, newest) = (path for path in story.repository.files if path.startswith("targets/"))
    return newest if request.param == "names" else str(request.param)


each_step = pytest.mark.parametrize("path", STEPS, indirect=True)


def _half(request: BaseHTTPRequestHandler) -> None:
    send(request, b"{", Content_Length="2000")
    request.close_connection = True


BREAKS: dict[str, Answer] = {
    "breaks off": _half,
    "is silent": lambda request: request.connection.close(),
    "is overloaded": lambda request: send(request, b"Too many questions.", 503),
}


def test_a_run_has_these_steps(story: Story, late: Device) -> None:
    assert late.download("names").kind == ""
    assert [path.rpartition(".")[2] if "/" in path else path for path in story.server.asked] == list(STEPS)
    assert late.state() == story.end


@each_step
@pytest.mark.parametrize("how", BREAKS)
def test_after_a_server_that_failed_the_next_run_finishes(story: Story, late: Device, path: str, how: str) -> None:
    story.server.answers[path] = BREAKS[how]
    assert late.download("names").kind == "network"
    assert (late.targets / "names").read_bytes() == b"the names of release 1"
    del story.server.answers[path]
    assert late.download("names").kind == ""
    assert late.state() == story.end


@each_step
@pytest.mark.parametrize("answered", [False, True], ids=["before the answer", "with the answer"])
def test_after_a_kill_the_next_run_finishes(story: Story, late: Device, path: str, answered: bool) -> None:
    reached, killed = threading.Event(), threading.Event()

    def stall(request: BaseHTTPRequestHandler) -> None:
        if answered:
            story.server.send_file(request, path)
        reached.set()
        killed.wait(PATIENCE)

    story.server.answers[path] = stall
    run = late.begin("download", "names")
    try:
        assert reached.wait(PATIENCE)
    finally:
        run.kill()
        run.communicate()
        killed.set()
    assert run.returncode == -signal.SIGKILL or answered
    del story.server.answers[path]
    assert late.download("names").kind == ""
    assert late.state() == story.end


@pytest.mark.parametrize("path", STEPS[4:], indirect=True)
def test_between_a_run_that_was_cut_short_and_the_next_nothing_goes_back(story: Story, late: Device, path: str) -> None:
    story.server.answers[path] = BREAKS["breaks off"]
    assert late.download("names").kind == "network"
    story.server.answers["timestamp.json"] = lambda request: send(request, story.older_timestamp)
    assert late.refresh().kind == "rollback"


@pytest.mark.parametrize("what", [*ROLES, "names"])
def test_a_full_device_keeps_what_it_has_and_goes_on_when_there_is_room(story: Story, late: Device, what: str) -> None:
    place = late.targets / "names" if what == "names" else late.metadata / f"{what}.json"
    before, writing = place.read_bytes(), place.with_name(f"{place.name}.part")
    writing.symlink_to("/dev/full")  # every write ends with "no space left on device", for the superuser as well
    assert late.download("names").kind == "storage"
    assert place.read_bytes() == before
    writing.unlink()
    assert late.download("names").kind == ""
    assert late.state() == story.end


def test_a_first_run_on_a_full_device_takes_nothing_for_true(device: Device) -> None:
    (device.metadata / "timestamp.json.part").symlink_to("/dev/full")
    assert device.refresh().kind == "storage"
    assert device.kept() == {"root": 1}


@pytest.mark.parametrize("role", ROLES[1:])
def test_what_was_kept_and_damaged_since_is_asked_for_again(story: Story, late: Device, role: str) -> None:
    assert late.refresh().kind == ""
    kept = late.metadata / f"{role}.json"
    kept.write_bytes(kept.read_bytes()[:-20])
    assert late.download("names").kind == ""
    assert late.state() == story.end


def test_a_file_that_cannot_be_read_is_not_taken_for_none(late: Device) -> None:
    kept = late.metadata / "timestamp.json"
    kept.unlink()
    kept.mkdir()
    assert late.refresh().kind == "storage"
