"""What nginx, with the configuration that we ship, writes about those who read the feed: nothing."""

from pathlib import Path

import pytest

from tests.browser.installation import Installation
from tests.serving.asking import ask
from tests.serving.nginx import serving


@pytest.mark.parametrize("path", ["/feed/timestamp.json", "/feed/999.root.json", "/feed/nothing", "/readyz"])
def test_no_request_is_written_down(installation: Installation, tmp_path: Path, path: str) -> None:
    with serving(tmp_path, installation.feed, behind=installation.port) as nginx:
        assert ask(nginx, path).status in (200, 404)
    written = [log.read_text() for log in sorted(tmp_path.glob("*.log"))]
    assert written  # it did keep logs
    assert all("127.0.0.1" not in text and path not in text for text in written)
