"""`python -m tests.browser.pictures`: take the documentation's pictures anew, from a real installation and browser."""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import chromium, desk_pictures, family_pictures, installation, sites
from tests.browser.chromium import Chromium
from tests.browser.installation import Installation
from tests.browser.photograph import photograph, photograph_view
from tests.extension_pages.family import Family

PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
DESKTOP: Final = {"width": 1000, "height": 700}
PHONE: Final = {"width": 360, "height": 700}
POPUP: Final = {"width": 352, "height": 200}
STORE: Final = {"width": 1280, "height": 800}  # the one size that every store takes
LOCALES: Final = {"en": "en-GB", "fr": "fr-FR", "it": "it-IT", "es": "es-ES", "de": "de-DE"}
TRANSLATED: Final = ("en", "fr")  # the languages of the pages for families

Open = Callable[..., AbstractContextManager[Chromium]]


def main() -> None:
    """Take every picture. Each browser is a fresh one, so that no picture shows what another did."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with sites.running(folder) as web, installation.found(folder).serving() as service:
            extension = service.build_extension("extension", f"{service.address}/feed/")
            launch = partial(chromium.running, playwright, extension=extension, sites=web)
            for language in TRANSLATED:
                take_warnings(launch, folder, language)
                take_popup(launch, folder, language)
            for language in LOCALES:
                take_for_stores(launch, folder, language)
            take_home(launch, folder, service)
            # What a page says of the service's address is to be read by families, so it is no address of this computer.
            public = service.build_extension("public", "https://vigie.example/feed/")
            for language in TRANSLATED:
                take_for_families(partial(launch, extension=public), folder, language)
        desk_pictures.take(playwright, folder / "desk")


def take_warnings(launch: Open, folder: Path, language: str) -> None:
    """The warning, and the same on a phone at night."""
    wanted: dict[str, dict[str, Any]] = {
        f"warning-{language}": {"viewport": DESKTOP},
        f"warning-phone-dark-{language}": {"viewport": PHONE, "color_scheme": "dark"},
    }
    for name, settings in wanted.items():
        with speaking(launch, folder / name, language, **settings) as browser:
            browser.checked().close()
            photograph(warning(browser), PICTURES / f"{name}.png")


def take_popup(launch: Open, folder: Path, language: str) -> None:
    """The popup after a check, over the warning."""
    with speaking(launch, folder / f"popup-{language}", language, viewport=POPUP) as browser:
        popup = browser.checked()
        warning(browser)
        popup.reload()  # behind the tab that it tells of
        expect(popup.locator("#report")).to_be_visible()
        photograph(popup, PICTURES / f"popup-{language}.png")


def take_for_stores(launch: Open, folder: Path, language: str) -> None:
    """The warning as far as it is seen at once, for a shop window."""
    with speaking(launch, folder / f"store-{language}", language, viewport=STORE) as browser:
        browser.checked().close()
        photograph_view(warning(browser), PICTURES / "store" / f"warning-{language}.png")


def take_for_families(launch: Open, folder: Path, language: str) -> None:
    """What the pages for families show besides."""
    with speaking(launch, folder / f"family-{language}", language) as browser:
        family_pictures.take(Family(browser), PICTURES / "families", language)


def speaking(launch: Open, profile: Path, language: str, **settings: Any) -> AbstractContextManager[Chromium]:
    """A fresh browser that speaks a language."""
    return launch(profile=profile, language=language, locale=LOCALES[language], **settings)


def warning(browser: Chromium) -> Page:
    """The warning about coco.gg."""
    page = browser.tab("https://coco.gg/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("coco.gg")
    return page


def take_home(launch: Open, folder: Path, service: Installation) -> None:
    """The first page."""
    with launch(profile=folder / "home", viewport=DESKTOP) as browser:
        photograph(browser.tab(service.address), PICTURES / "home.png")


if __name__ == "__main__":
    main()
