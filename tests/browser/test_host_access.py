"""A person may take the extension's access to web sites away: the redirect does nothing then, and a block does."""

from pathlib import Path

import pytest

from tests.browser.conftest import Start
from tests.browser.expecting import expect_open, expect_stopped
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser


def test_without_host_access_a_visit_is_stopped_all_the_same(
    start: Start, extensions: Path, web: Sites, tmp_path: Path
) -> None:
    with start(extensions, tmp_path) as browser:
        browser.withhold_host_access()
        tab = browser.open("http://coco.gg/room")
        expect_stopped(tab, browser, web, "coco.gg")
        tab.visit("http://innocent.example/")
        expect_open(tab, web, "innocent.example")
