"""`python -m tests.browser.pictures`: take the documentation's pictures anew, from a real installation and browser."""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Final

from playwright.sync_api import expect, sync_playwright

from tests.browser import article, chromium, installation, sites
from tests.browser.chromium import Chromium
from tests.browser.installation import Installation
from tests.browser.photograph import photograph

PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
DESKTOP: Final = {"width": 1000, "height": 700}
PHONE: Final = {"width": 360, "height": 700}
POPUP: Final = {"width": 352, "height": 200}

Open = Callable[..., AbstractContextManager[Chromium]]


def main() -> None:
    """Take every picture. Each browser is a fresh one, so that no picture shows what another did."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with sites.running(folder) as web, installation.found(folder).serving() as service:
            extension = service.build_extension("extension", f"{service.address}/feed/")
            launch = partial(chromium.running, playwright, extension=extension, sites=web)
            take_warnings(launch, folder)
            take_popup(launch, folder)
            take_pages(launch, folder, service)


def take_warnings(launch: Open, folder: Path) -> None:
    """The warning in English, in French, and on a phone at night."""
    wanted = {
        "warning-en": {"language": "en", "viewport": DESKTOP, "locale": "en-GB"},
        "warning-fr": {"language": "fr", "viewport": DESKTOP, "locale": "fr-FR"},
        "warning-phone-dark": {"language": "en", "viewport": PHONE, "locale": "en-GB", "color_scheme": "dark"},
    }
    for name, settings in wanted.items():
        with launch(profile=folder / name, **settings) as browser:
            browser.checked().close()
            page = browser.tab("https://coco.gg/")
            expect(page.get_by_role("heading", level=1)).to_contain_text("coco.gg")
            photograph(page, PICTURES / f"{name}.png")


def take_popup(launch: Open, folder: Path) -> None:
    """The popup after a check."""
    with launch(profile=folder / "popup", viewport=POPUP) as browser:
        photograph(browser.checked(), PICTURES / "popup.png")


def take_pages(launch: Open, folder: Path, service: Installation) -> None:
    """The first page, and a proposal as a curator sees it."""
    service.vigie("intake", article.write(folder), "--propose")
    link = service.vigie("people", "add", "second-curator")
    with launch(profile=folder / "pages", viewport=DESKTOP) as browser:
        page = browser.tab(service.address)
        photograph(page, PICTURES / "home.png")
        page.goto(link)
        page.get_by_role("button", name="Sign in").click()
        page.locator(".cards").get_by_role("link").click()
        expect(page.get_by_text(article.QUOTE)).to_be_visible()
        photograph(page, PICTURES / "desk-proposal.png")


if __name__ == "__main__":
    main()
