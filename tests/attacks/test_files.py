"""What a server sends in a file's place: other bytes, fewer, more, without end, or far more when they unpack."""

import gzip
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import brotli
import pytest

from tests.attacks.device import Device
from tests.attacks.repository import Repository, founded
from tests.attacks.server import Answer, Server, send, serving

MEGABYTE = 1_000_000
ROOM = 300 * MEGABYTE  # above what an ordinary run takes
METADATA = ("2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json")


@pytest.fixture(params=[*METADATA, "names"])
def path(request: pytest.FixtureRequest, repository: Repository) -> str:
    """Each file of a first run in turn, by its path on the server."""
    (names,) = (path for path in repository.files if path.startswith("targets/"))
    return names if request.param == "names" else str(request.param)


def _nothing_of_it_is_kept(device: Device, path: str) -> bool:
    role = path.split(".")[-2]
    return device.kept().get(role) in ({1} if role == "root" else {None}) and not list(device.targets.iterdir())


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: bytes([*data[:-1], data[-1] ^ 1]), id="a flipped bit"),
        pytest.param(lambda data: data[:-1], id="a byte less"),
        pytest.param(lambda data: data + b" ", id="a byte more"),
        pytest.param(lambda data: b"", id="nothing"),
    ],
)
def test_a_file_that_is_not_the_one_described_is_refused(
    repository: Repository, device: Device, spoil: Callable[[bytes], bytes]
) -> None:
    (names,) = (path for path in repository.files if path.startswith("targets/"))
    repository.files[names] = spoil(repository.files[names])
    assert device.download("names").kind in {"length", "mismatch"}
    assert list(device.targets.iterdir()) == []


def test_a_file_that_the_release_does_not_name_is_not_asked_for(device: Device, server: Server) -> None:
    assert device.download("keys").kind == "missing"
    assert [path for path in server.asked if path.startswith("targets/")] == []


def test_another_page_in_the_feeds_place_is_refused(device: Device, server: Server, path: str) -> None:
    server.answers[path] = lambda request: send(request, b"<!doctype html><title>Welcome to our hotel</title>")
    assert device.download("names").kind in {"format", "length", "mismatch"}
    assert _nothing_of_it_is_kept(device, path)


def test_a_redirect_is_not_followed(repository: Repository, device: Device, server: Server, path: str) -> None:
    with serving(founded().files) as elsewhere:
        server.answers[path] = lambda request: send(request, b"", 302, Location=f"{elsewhere.address}/{path}")
        assert device.download("names").kind == "network"
        assert elsewhere.asked == []


def test_a_file_without_end_is_left_at_its_limit(device: Device, server: Server, path: str) -> None:
    sent = 0

    def pour(request: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        request.send_response(200)
        request.end_headers()
        while True:
            sent += request.wfile.write(b" " * 65_536)

    server.answers[path] = pour
    assert device.download("names").kind == "length"
    assert sent < 20 * MEGABYTE  # what the system's buffers hold, above the limit
    assert _nothing_of_it_is_kept(device, path)


def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(20 * MEGABYTE)) * 50  # its members follow one another


def _brotli_bomb() -> bytes:
    compressor = brotli.Compressor(quality=1)
    parts = [compressor.process(bytes(20 * MEGABYTE)) for _ in range(50)]
    return b"".join([*parts, compressor.finish()])


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": _gzip_bomb,
    "br": _brotli_bomb,
    "gzip, gzip": lambda: gzip.compress(_gzip_bomb()),
    "gzip, br": lambda: bytes(brotli.compress(_gzip_bomb(), quality=5)),
}


@pytest.fixture(scope="module", params=BOMBS)
def bomb(request: pytest.FixtureRequest) -> Answer:
    """An answer of a gigabyte of zeros, packed."""
    body = BOMBS[request.param]()
    assert len(body) < 2 * MEGABYTE
    return lambda question: send(question, body, Content_Encoding=request.param)


@pytest.fixture(scope="module")
def usual(bomb: Answer, tmp_path_factory: pytest.TempPathFactory) -> int:
    """The memory of a run that nothing is wrong with, as the system counts it: with that of whoever started it."""
    repository = founded()
    with serving(repository.files) as server:
        device = Device(tmp_path_factory.mktemp("usual") / "device", repository.files["1.root.json"], server.address)
        return device.download("names").memory


def test_a_gigabyte_of_zeros_is_left_at_the_limit_when_it_unpacks(
    device: Device, server: Server, bomb: Answer, usual: int, path: str
) -> None:
    server.answers[path] = bomb
    outcome = device.download("names")
    assert outcome.kind == "length"
    assert outcome.memory < usual + ROOM
    assert _nothing_of_it_is_kept(device, path)


def test_packed_files_are_judged_by_what_they_unpack_to(repository: Repository, device: Device, server: Server) -> None:
    packed = {f"/{path}": gzip.compress(data) for path, data in repository.files.items()}

    def answer(request: BaseHTTPRequestHandler) -> None:
        send(request, packed[request.path], Content_Encoding="gzip")

    server.answers = dict.fromkeys(repository.files, answer)
    assert device.download("names").kind == ""
    assert (device.targets / "names").read_bytes() == b"the names of release 1"


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_metadata_that_is_nested_without_end_is_refused(device: Device, server: Server, bracket: str) -> None:
    signed = '{"_type":"timestamp","spec_version":"1.0.31","version":1,"expires":"2100-01-01T00:00:00Z",'
    signed += '"meta":{"snapshot.json":{"version":1}},"more":'
    close = "]" if bracket == "[" else "}"
    depth = 2_300
    body = f'{{"signatures":[],"signed":{signed}{bracket * depth}0{close * depth}}}}}'.encode()
    assert len(body) < 16_384
    server.answers["timestamp.json"] = lambda request: send(request, body)
    assert device.refresh().kind == "format"
