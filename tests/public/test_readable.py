"""Everybody can read the pages: on the narrowest phone, at night, with a screen reader, by keyboard, on paper."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.extension_pages.axe import violations
from tests.extension_pages.fitting import cut_off
from tests.public.service import Service
from tests.public.visiting import PHONE, ask, visiting

pytestmark = pytest.mark.browser

PAGES: Final = ("/", "/check", "/sites", "/sites?q=nothing-is-called-so", "/sites/coco", "/sites/nothing", "/changes")
VALIDATOR: Final = Path(__file__).parents[2] / "extension" / "node_modules" / ".bin" / "html-validate"
FIRST_LOAD: Final = 60_000  # bytes of all that a first visit brings, as they travel
SHIFTS: Final = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def _open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing(chromium: Browser, service: Service, scheme: str) -> None:
    with visiting(chromium, service, "fr-FR", viewport=PHONE, color_scheme=scheme, bypass_csp=True) as page:
        for path in PAGES:
            page.goto(path)
            _open_all(page)
            assert violations(page.evaluate) == [], path


def test_axe_objects_to_no_answer(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service, viewport=PHONE, bypass_csp=True) as page:
        page.goto("/check")
        for typed in ("coco.gg", "coco.zone", "wikipedia.org", "two words"):
            ask(page, typed)
            assert violations(page.evaluate) == [], typed


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_nothing_is_cut_off_at_any_width(chromium: Browser, service: Service, width: int, language: str) -> None:
    with visiting(chromium, service, language, viewport={"width": width, "height": 800}) as page:
        for path in PAGES:
            page.goto(path)
            _open_all(page)
            assert cut_off(page) == [], path


def test_a_first_visit_is_light_and_nothing_moves(chromium: Browser, service: Service) -> None:
    for path in PAGES:
        with visiting(chromium, service, "fr-FR", viewport=PHONE) as page:
            network = page.context.new_cdp_session(page)
            network.send("Network.enable")
            sizes: list[float] = []
            network.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            page.goto(path)
            assert page.evaluate(SHIFTS) == 0, path
            assert 5_000 < sum(sizes) < FIRST_LOAD, path


def test_the_pages_are_valid_html(chromium: Browser, service: Service, tmp_path: Path) -> None:
    with visiting(chromium, service, java_script_enabled=False) as page:
        for number, path in enumerate([*PAGES, "/sites?lang=fr", "/sites/coco?lang=fr"]):
            (tmp_path / f"{number}.html").write_text(page.request.get(path).text(), encoding="utf-8")
        sent = page.request.post("/check", form={"address": "coco.gg"})
        (tmp_path / "sent.html").write_text(sent.text(), encoding="utf-8")
    assert shutil.which(VALIDATOR), "`npm ci` in extension/ brings html-validate"
    run = subprocess.run(
        [VALIDATOR, "--preset", "standard", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, "")


def test_who_has_a_keyboard_gets_to_the_content_and_to_an_answer(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service) as page:
        page.goto("/check")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Address of the site")).to_be_focused()
        page.keyboard.type("coco.gg")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="coco.gg is on the list, and closed")).to_be_focused()
        dossier = page.get_by_role("link", name="Read the dossier: ")
        expect(dossier).to_be_visible()  # the answer comes first, and what the dossier says after it
        page.keyboard.press("Tab")
        expect(dossier).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Coco")).to_be_visible()


def test_a_screen_reader_hears_the_lineage_as_a_list_and_the_sources_by_number(
    chromium: Browser, service: Service
) -> None:
    with visiting(chromium, service) as page:
        page.goto("/sites/coco")
        picture = page.get_by_role("img", name="Names, and how they follow one another")
        expect(picture).to_be_visible()
        page.get_by_text("The same as a list").click()
        told = page.get_by_role("group").get_by_role("listitem").filter(has_text="coco.gg").first
        expect(told).to_contain_text("the new address of coco.fr")
        page.get_by_role("link", name="Source 3", exact=True).first.click()
        expect(page.locator("#source-3")).to_be_in_viewport()
        headings = page.get_by_role("heading", level=2).all_inner_texts()
        assert headings[:2] == ["Its names over time", "Why it is on the list"]


def test_a_printed_dossier_has_its_sources_addresses_and_no_navigation(chromium: Browser, service: Service) -> None:
    with visiting(chromium, service) as page:
        page.goto("/sites/coco")
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation").first).to_be_hidden()
        link = page.locator(".sources a").first
        address = link.evaluate("it => getComputedStyle(it, '::after').content")
        assert str(link.get_attribute("href")) in address
        assert page.pdf(format="A4").startswith(b"%PDF")
