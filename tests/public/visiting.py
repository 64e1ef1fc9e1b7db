"""How a person visits the pages: by hand, on a phone, with a keyboard, without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from tests.public.service import Service

PHONE: Final = {"width": 360, "height": 740}
DESK: Final = {"width": 1280, "height": 800}


@contextmanager
def visiting(browser: Browser, service: Service, language: str = "en-GB", **options: Any) -> Iterator[Page]:
    """A tab in a browser that nobody used before. What a page's policy refuses, or a script of its own fails at,
    fails the test."""
    context = browser.new_context(base_url=service.address, locale=language, **{"viewport": DESK, **options})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda said: failures.append(said.text) if "Content Security Policy" in said.text else None)
    try:
        yield page
        assert failures == []
    finally:
        context.close()


def ask(page: Page, text: str) -> str:
    """Type an address into the check box, ask, and give what is answered, when all of it is there."""
    page.locator("#address").fill(text)
    page.locator("form.check button").click()
    expect(page.locator("[data-part=answer] h2")).to_be_visible()
    expect(page.locator("[data-part=progress]")).to_be_empty()
    return page.locator("[data-part=answer]").inner_text()
