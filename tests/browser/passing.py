"""Going on from a warning, as a reader does, and letting the time of a pass run out."""

from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.chromium import Chromium

# The pass's end is moved, not the clock; then the browser's own alarm rings, under the name that the extension gave it.
RUN_OUT: Final = """async () => {
  const { passes } = await chrome.storage.session.get("passes");
  await chrome.storage.session.set({ passes: passes.map((pass) => ({ ...pass, until: Date.now() })) });
  await chrome.alarms.create("passes", { when: Date.now() });
}"""


def ask_for_pass(warning: Page, *, minutes: int) -> None:
    """Ask a warning page for a pass: open "More", choose, wait for the pause to end, and press the button."""
    warning.get_by_text("More", exact=True).click()
    warning.get_by_label(f"{minutes} minutes", exact=True).check()
    button = warning.get_by_role("button", name=f"Open the site for {minutes} minutes")
    expect(button).to_be_enabled()
    button.click()


def open_site(warning: Page, *, minutes: int) -> None:
    """Ask for a pass and wait until the site is there."""
    with warning.expect_navigation(url=lambda url: not url.startswith("chrome-extension:")):
        ask_for_pass(warning, minutes=minutes)


def end_passes(browser: Chromium) -> None:
    """Let the time of every pass be over now."""
    browser.in_worker(RUN_OUT)
