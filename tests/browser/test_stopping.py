"""A listed site is stopped before the first request, however the visit is written or comes about."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser


def expect_stopped(page: Page, browser: Chromium, web: Sites, name: str, address: str) -> None:
    """The tab shows the warning for `address` (scheme and host), and nobody asked the site for anything."""
    expect(page).to_have_url(f"{browser.origin}/pages/warning/warning.html#{address}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_role("button", name=re.compile("Go back|Close this page"))).to_be_visible()
    assert web.asked(name) == []


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", ["coco.gg", "www.coco.gg", "coco.fr", "a.deep.subdomain.of.coco.gg"])
def test_a_listed_name_and_its_subdomains_are_stopped(
    tab: Page, browser: Chromium, web: Sites, scheme: str, host: str
) -> None:
    tab.goto(f"{scheme}://{host}/")
    expect_stopped(tab, browser, web, ".".join(host.split(".")[-2:]), f"{scheme}://{host}")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://user:pw@coco.gg/x?y#z", "http://coco.gg"),
        ("https://user:pw@coco.gg/x?y=user:pw@example.org", "https://coco.gg"),
        ("https://coco.gg/reset/a-secret?token=another", "https://coco.gg"),
        ("http://coco.gg:8080/x", "http://coco.gg:8080"),
    ],
)
def test_only_scheme_and_host_of_the_visit_are_kept(
    tab: Page, browser: Chromium, web: Sites, address: str, kept: str
) -> None:
    tab.goto(address)
    expect_stopped(tab, browser, web, "coco.gg", kept)


@pytest.mark.parametrize(
    ("address", "kept"), [("http://COCO.GG/", "http://coco.gg"), ("https://coco.gg./", "https://coco.gg.")]
)
def test_another_spelling_of_the_name_is_stopped(
    tab: Page, browser: Chromium, web: Sites, address: str, kept: str
) -> None:
    tab.goto(address)
    expect_stopped(tab, browser, web, "coco.gg", kept)


def test_a_redirect_from_an_innocent_site_is_stopped(tab: Page, browser: Chromium, web: Sites) -> None:
    web.redirect("http://short.example/go", "https://coco.gg/room")
    tab.goto("http://short.example/go")
    assert len(web.asked("short.example")) == 1
    expect_stopped(tab, browser, web, "coco.gg", "https://coco.gg")


@pytest.mark.parametrize(
    "way",
    [
        "<button onclick=\"window.open('https://coco.gg/')\">Go</button>",
        '<a href="https://coco.gg/" target="_blank">Go</a>',
        '<form action="https://coco.gg/" method="post" target="_blank"><input name="word"><button>Go</button></form>',
    ],
    ids=["window.open", "a link to a new tab", "a form to a new tab"],
)
def test_a_new_tab_is_stopped(tab: Page, browser: Chromium, web: Sites, way: str) -> None:
    web.write("http://innocent.example/", way)
    tab.goto("http://innocent.example/")
    with browser.context.expect_page() as opened:
        tab.get_by_text("Go").click()
    expect_stopped(opened.value, browser, web, "coco.gg", "https://coco.gg")
    expect(tab).to_have_url("http://innocent.example/")


@pytest.mark.parametrize(
    "address",
    [
        "http://innocent.example/",
        "https://innocent.example/",
        "https://notcoco.gg/",
        "https://coco.gg.example/",
        "https://xn--cc-lkc.gg/",
        "https://innocent.example/coco.gg?to=https://coco.gg/",
        "http://coco.gg@innocent.example/",
    ],
)
def test_a_site_that_is_not_listed_opens(tab: Page, web: Sites, address: str) -> None:
    answer = tab.goto(address)
    assert answer is not None
    assert answer.status == 200
    host = address.split("/")[2].rpartition("@")[2]
    expect(tab.get_by_role("heading")).to_have_text(f"This is {host}")
    assert web.asked(host)


def test_a_site_of_which_only_old_facts_are_known_opens(tab: Page, web: Sites) -> None:
    tab.goto("https://kik.com/")
    expect(tab.get_by_role("heading")).to_have_text("This is kik.com")
    assert web.asked("kik.com")
