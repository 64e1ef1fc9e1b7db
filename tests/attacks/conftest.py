"""A repository with one Release, the server it lies on, and a device that pins its first root."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.device import Device
from tests.attacks.repository import Repository, founded
from tests.attacks.server import Server, serving


@pytest.fixture
def repository() -> Repository:
    """A repository with one Release, which every device in these tests could read."""
    return founded()


@pytest.fixture
def server(repository: Repository) -> Iterator[Server]:
    """The server that it lies on."""
    with serving(repository.files) as server:
        yield server


@pytest.fixture
def device(repository: Repository, server: Server, tmp_path: Path) -> Device:
    """A device that pins its first root and has not asked for anything yet."""
    return Device(tmp_path / "device", repository.files["1.root.json"], server.address)
