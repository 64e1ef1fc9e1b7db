"""Everybody can read the pages beside the dossiers: axe, the narrowest phone, valid HTML, a light first visit."""

import subprocess
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.extension_pages.axe import violations
from tests.extension_pages.fitting import cut_off
from tests.public.service import Service
from tests.public.test_readable import FIRST_LOAD, SHIFTS, VALIDATOR
from tests.public.visiting import PHONE, visiting

pytestmark = pytest.mark.browser

PAGES: Final = (
    "/lists",
    "/status",
    "/method",
    "/privacy",
    "/poster",
    "/report",
    "/dispute?site=coco",
    "/journal",
    "/docs",
    "/docs/curators",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing(chromium: Browser, service: Service, scheme: str) -> None:
    with visiting(chromium, service, "fr-FR", viewport=PHONE, color_scheme=scheme, bypass_csp=True) as page:
        for path in PAGES:
            page.goto(path)
            assert violations(page.evaluate) == [], path


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_nothing_is_cut_off_on_the_narrowest_phone(chromium: Browser, service: Service, language: str) -> None:
    with visiting(chromium, service, language, viewport={"width": 320, "height": 800}) as page:
        for path in PAGES:
            page.goto(path)
            # A wide table scrolls by itself, with a keyboard too; a trap for machines is out of sight; all else fits.
            page.evaluate("document.querySelectorAll('.wide, .unseen').forEach((it) => { it.style.display = 'none'; })")
            assert cut_off(page) == [], path


def test_a_first_visit_is_light_and_nothing_moves(chromium: Browser, service: Service) -> None:
    for path in ("/lists", "/docs/curators"):  # the one with a script, and the longest
        with visiting(chromium, service, "fr-FR", viewport=PHONE) as page:
            network = page.context.new_cdp_session(page)
            network.send("Network.enable")
            sizes: list[float] = []
            network.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            page.goto(path, wait_until="networkidle")
            assert page.evaluate(SHIFTS) == 0, path
            assert 5_000 < sum(sizes) < FIRST_LOAD, path


def test_the_pages_are_valid_html(chromium: Browser, service: Service, tmp_path: Path) -> None:
    with visiting(chromium, service) as page:
        for path in PAGES:
            for language in ("en", "fr"):
                address = f"{path}?lang={language}"
                text = page.request.get(address, headers={"accept": "text/html"}).text()
                (tmp_path / f"{path[1:].replace('/', '-')}-{language}.html").write_text(text, encoding="utf-8")
    command: list[str | Path] = [VALIDATOR, "--preset", "standard", *sorted(tmp_path.glob("*.html"))]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
