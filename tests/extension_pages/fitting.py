"""What does not fit a page."""

from typing import Final

from playwright.sync_api import Page

# An element whose own content is wider than itself, and that hides or spills it.
CUT_OFF: Final = """() => [...document.querySelectorAll('body *')]
  .filter((it) => it.checkVisibility() && !it.closest('.aloud, svg, select, textarea, input'))
  .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline')
  .map((it) => it.outerHTML.slice(0, 120))"""


def cut_off(page: Page) -> list[str]:
    """What does not fit the page's width."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*([f"{wider} px"] if wider > 0 else []), *page.evaluate(CUT_OFF)]
