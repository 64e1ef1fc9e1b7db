"""In private windows a browser keeps extensions out until a person lets them in; then a visit is stopped there too."""

from pathlib import Path

import pytest

from tests.browser.conftest import Start
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


def test_a_visit_is_stopped_once_the_extension_is_allowed(
    start: Start, extensions: Path, web: Sites, tmp_path: Path
) -> None:
    with start(extensions, tmp_path) as browser:
        browser.open_private("http://coco.gg/")
        until("visit in a private window", lambda: web.asked("coco.gg"))

        browser.allow_private_windows()
        where = browser.open_private("http://ome.tv/")
        until("warning in a private window", lambda: where().startswith(f"{browser.origin}/pages/warning/"))
        assert where().endswith("://ome.tv")
        assert web.asked("ome.tv") == []
