"""A listed site is stopped before the first request, however the visit is written or comes about."""

from collections.abc import Callable

import pytest

from tests.browser.choosing import trust
from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_at, expect_open, expect_stopped, expect_text
from tests.browser.passing import open_site
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
INNOCENT = "http://innocent.example/"


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", ["coco.gg", "www.coco.gg", "coco.fr", "a.deep.subdomain.of.coco.gg"])
def test_a_listed_name_and_its_subdomains_are_stopped(
    tab: Tab, browser: Browser, web: Sites, scheme: str, host: str
) -> None:
    tab.visit(f"{scheme}://{host}/")
    expect_stopped(tab, browser, web, host, scheme)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://user:pw@coco.gg/x?y#z", "coco.gg"),
        ("http://user:pw@coco.gg/x?y=user:pw@example.org", "coco.gg"),
        ("http://coco.gg/reset/a-secret?token=another", "coco.gg"),
        ("http://coco.gg:8080/x", "coco.gg:8080"),
    ],
)
def test_only_scheme_and_host_of_the_visit_are_kept(
    tab: Tab, browser: Browser, web: Sites, address: str, kept: str
) -> None:
    tab.visit(address)
    expect_stopped(tab, browser, web, kept)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://COCO.GG/", "coco.gg"),
        ("http://coco.gg./", "coco.gg."),
        ("http://www.coco.gg.:8080/", "www.coco.gg.:8080"),
    ],
)
def test_another_spelling_of_the_name_is_stopped(
    tab: Tab, browser: Browser, web: Sites, address: str, kept: str
) -> None:
    tab.visit(address)
    expect_stopped(tab, browser, web, kept)


def test_a_redirect_from_an_innocent_site_is_stopped(tab: Tab, browser: Browser, web: Sites) -> None:
    web.redirect("http://short.example/go", "https://coco.gg/room")
    tab.visit("http://short.example/go")
    assert len(web.asked("short.example")) == 1
    expect_stopped(tab, browser, web, "coco.gg", "https")


@pytest.mark.parametrize(
    "way",
    [
        '<meta http-equiv="refresh" content="0; url=https://coco.gg/room">',
        '<script>location.href = "https://coco.gg/room"</script>',
        '<form action="https://coco.gg/room" method="post"></form><script>document.forms[0].submit()</script>',
    ],
    ids=["meta refresh", "script", "form"],
)
def test_a_page_that_leads_on_by_itself_is_stopped(tab: Tab, browser: Browser, web: Sites, way: str) -> None:
    web.write(INNOCENT, way)
    tab.visit(INNOCENT)
    expect_stopped(tab, browser, web, "coco.gg", "https")


@pytest.mark.parametrize(
    "way",
    [
        '<a href="https://coco.gg/room">Go</a>',
        '<form action="https://coco.gg/room" method="post"><input name="word"><button>Go</button></form>',
    ],
    ids=["a link", "a form"],
)
def test_a_click_that_leads_on_is_stopped(tab: Tab, browser: Browser, web: Sites, way: str) -> None:
    web.write(INNOCENT, way)
    tab.visit(INNOCENT)
    tab.click("a, button")
    expect_stopped(tab, browser, web, "coco.gg", "https")


@pytest.mark.parametrize(
    "way",
    [
        "<button onclick=\"window.open('https://coco.gg/')\">Go</button>",
        '<a href="https://coco.gg/" target="_blank">Go</a>',
        '<form action="https://coco.gg/" method="post" target="_blank"><input name="word"><button>Go</button></form>',
    ],
    ids=["window.open", "a link to a new tab", "a form to a new tab"],
)
def test_a_new_tab_is_stopped(tab: Tab, browser: Browser, web: Sites, way: str) -> None:
    web.write(INNOCENT, way)
    tab.visit(INNOCENT)
    before = len(browser.tabs())
    tab.click("a, button")
    until("new tab", lambda: len(browser.tabs()) > before)
    expect_stopped(browser.tabs()[-1], browser, web, "coco.gg", "https")
    expect_at(tab, INNOCENT)


def _pass_elsewhere(family: Browser) -> None:
    open_site(family.open("http://coco.gg/"), "coco.gg")


def _trust_elsewhere(family: Browser) -> None:
    trust(family, "coco.fr")


@pytest.mark.parametrize(
    ("host", "beside"),
    # Hosts that no other test visits: only this visit's requests count.
    [("www.bounty.chat", None), ("one.bounty.chat", _pass_elsewhere), ("two.bounty.chat", _trust_elsewhere)],
    ids=["alone", "while a pass opens another site", "while another site is trusted"],
)
def test_the_source_of_a_listed_page_is_not_asked_for(
    tab: Tab, family: Browser, web: Sites, host: str, beside: Callable[[Browser], None] | None
) -> None:
    if beside:
        beside(family)
    tab.visit(f"view-source:http://{host}/")
    if family.name == "firefox":
        expect_stopped(tab, family, web, host)
        return
    until("end of the visit", lambda: "bounty.chat" in tab.address)
    assert f"This is {host}" not in tab.text()
    assert web.asked(host) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://innocent.example/",
        "https://innocent.example/",
        "https://notcoco.gg/",
        "https://coco.gg.example/",
        "https://xn--oo-3iab.gg/",
        "https://innocent.example/coco.gg?to=https://coco.gg/",
        "http://coco.gg@innocent.example/",
    ],
)
def test_a_site_that_is_not_listed_opens(tab: Tab, web: Sites, address: str) -> None:
    tab.visit(address)
    expect_open(tab, web, address.split("/")[2].rpartition("@")[2])


def test_a_site_of_which_only_old_facts_are_known_opens(tab: Tab, web: Sites) -> None:
    tab.visit("https://kik.com/")
    expect_open(tab, web, "kik.com")


def test_a_frame_on_an_innocent_page_is_left_alone(tab: Tab, web: Sites) -> None:
    web.write(INNOCENT, '<iframe src="http://coco.gg/widget" onload="document.title = \'framed\'"></iframe>')
    tab.visit(INNOCENT)
    until("frame that has loaded", lambda: tab.evaluate("() => document.title") == "framed")
    expect_text(tab, "This is innocent.example")
    assert [request.path for request in web.asked("coco.gg")] == ["/widget"]
