"""In private windows a browser keeps extensions out until a person lets them in; then a visit is stopped there too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.choosing import choose, stored
from tests.browser.conftest import Start
from tests.browser.driving import Browser
from tests.browser.expecting import expect_private_warning, expect_warning
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def let_in(start: Start, extensions: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose person lets the extension into private windows."""
    with start(extensions, tmp_path_factory.mktemp("profile")) as browser:
        browser.allow_private_windows()
        yield browser


def test_a_visit_is_not_stopped_while_the_extension_is_kept_out(browser: Browser, web: Sites) -> None:
    browser.open_private("http://coco.gg/")
    until("visit in a private window", lambda: web.asked("coco.gg"))


def test_a_visit_is_stopped_once_the_extension_is_let_in(let_in: Browser, web: Sites) -> None:
    expect_private_warning(let_in.open_private("http://ome.tv/"), let_in, "ome.tv")
    assert web.asked("ome.tv") == []


def test_the_diary_holds_nothing_of_private_windows(let_in: Browser) -> None:
    choose(let_in, diary=True)
    expect_private_warning(let_in.open_private("http://ome.tv/"), let_in, "ome.tv")
    tab = let_in.tabs()[0]  # a new one would open in the private window
    tab.visit("http://coco.gg/")
    expect_warning(tab, let_in, "coco.gg")
    until("row of the other window", lambda: stored(let_in).get("diary"))
    assert [row["site"] for row in stored(let_in)["diary"]] == ["coco"]
