"""What a browser fetches before anybody asks for it is not fetched from a listed site either."""

import json

import pytest

from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_stopped
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
INNOCENT = "https://innocent.example/"


def speculation(kind: str) -> str:
    """A page's rules by which a browser may prefetch or prerender a listed site, and one that is not."""
    urls = ["https://coco.gg/room", "https://innocent.example/next", "https://other.example/next"]
    rules = {kind: [{"source": "list", "urls": urls, "eagerness": "immediate"}]}
    return f'<script type="speculationrules">{json.dumps(rules)}</script><a href="https://coco.gg/room">Go</a>'


@pytest.mark.parametrize("kind", ["prefetch", "prerender"])
def test_a_listed_site_is_not_fetched_ahead(tab: Tab, browser: Browser, web: Sites, kind: str) -> None:
    if browser.name == "firefox":
        pytest.skip("Firefox 153 has no speculation rules.")
    web.write(INNOCENT, speculation(kind))
    tab.visit(INNOCENT)
    until("page that was fetched ahead", lambda: [it for it in web.requests if it.path == "/next"])
    tab.click("a")
    expect_stopped(tab, browser, web, "coco.gg", "https")


def test_what_a_page_fetched_as_a_mere_resource_is_not_shown(tab: Tab, browser: Browser, web: Sites) -> None:
    """Both browsers take `<link rel="prefetch">` for a part of the page, like an image: it is no visit."""
    web.write(INNOCENT, '<link rel="prefetch" href="https://coco.gg/room"><a href="https://coco.gg/room">Go</a>')
    tab.visit(INNOCENT)
    until("page that was fetched ahead", lambda: web.asked("coco.gg"))
    web.requests.clear()
    tab.click("a")
    expect_stopped(tab, browser, web, "coco.gg", "https")
