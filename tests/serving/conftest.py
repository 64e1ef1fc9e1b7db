"""One installation, served by our own process and by a real nginx with the configuration that we ship."""

from collections.abc import Iterator

import pytest

from tests.browser.installation import Installation, found
from tests.serving.nginx import serving as nginx_serving


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A founded installation whose service answers."""
    founded = found(tmp_path_factory.mktemp("served"))
    with founded.serving():
        yield founded


@pytest.fixture(scope="session")
def nginx(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an nginx before that installation."""
    with nginx_serving(tmp_path_factory.mktemp("nginx"), installation.feed, behind=installation.port) as port:
        yield port
