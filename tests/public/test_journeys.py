"""What brings people here, from the first page to what they came for."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.public.service import Service
from tests.public.visiting import PHONE, ask, visiting

pytestmark = pytest.mark.browser

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # ms, bytes/s


def _slow(page: Page) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)


def test_a_parent_on_a_slow_phone_checks_an_address_and_reads_why(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service, "fr-FR", viewport=PHONE, has_touch=True, is_mobile=True) as page:
        _slow(page)
        page.goto("/")
        expect(page.get_by_text("Vigie recense des sites de tchat")).to_be_in_viewport()
        expect(page.get_by_label("Adresse du site")).to_be_in_viewport()
        assert "coco.gg est sur la liste, et fermé" in ask(page, "coco.gg")
        page.get_by_role("link", name="Lire le dossier").first.tap()
        expect(page.get_by_role("heading", level=1, name="Coco")).to_be_visible()
        expect(page.get_by_role("heading", name="Pourquoi il est sur la liste")).to_be_visible()


def test_a_journalist_follows_a_fact_to_its_source_and_a_change_to_its_release(
    chromium: Browser, service: Service
) -> None:
    with visiting(chromium, service) as page:
        page.goto("/")
        page.get_by_role("navigation", name="Pages").get_by_role("link", name="Sites").click()
        page.get_by_label("Name or address, a former one too").fill("coco.fr")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Coco", exact=True).click()
        event = page.get_by_role("listitem").filter(has_text="Servers were seized").last
        number = event.get_by_role("link").first.inner_text()
        source = page.locator(f"#source-{number}")
        expect(source.get_by_role("link").or_(source.get_by_text("read on a copy")).first).to_be_visible()
        expect(page.get_by_text("This page says what release 1 of")).to_be_visible()
        page.get_by_role("contentinfo").get_by_role("link", name="What changed").click()
        expect(page.get_by_role("heading", name="Release 1, ")).to_be_visible()
        page.get_by_role("link", name="coco.gg", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="Coco")).to_be_visible()


def test_a_site_owner_finds_how_to_answer(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service) as page:
        page.goto("/sites?q=omegle")
        page.get_by_role("link", name="Omegle", exact=True).click()
        expect(page.get_by_role("heading", name="Something here is wrong?")).to_be_visible()
        page.get_by_role("link", name="Say what is wrong").click()
        expect(page.locator("input[name=name]")).to_have_value("omegle.com")


def test_no_link_of_a_page_is_dead(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service) as page:
        links: set[str] = set()
        for path in ("/", "/check", "/sites", "/sites/coco", "/changes"):
            page.goto(path)
            links |= set(page.eval_on_selector_all("a[href^='/']", "all => all.map((it) => it.getAttribute('href'))"))
        links -= {"/desk"}  # asks to sign in
        assert len(links) > 30
        assert [link for link in sorted(links) if page.request.get(link).status != 200] == []
