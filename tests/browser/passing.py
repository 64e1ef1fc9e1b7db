"""Going on from a warning, as a reader does, and letting the time of a pass run out."""

from typing import Final

from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_text
from tests.browser.waiting import until

GRANT: Final = "([host, minutes]) => chrome.runtime.sendMessage({ type: 'grant-pass', host, minutes })"

# The pass's end is moved, not the clock; then the browser's own alarm rings, under the name that the extension gave it.
RUN_OUT: Final = """async () => {
  const { passes } = await chrome.storage.session.get("passes");
  await chrome.storage.session.set({ passes: passes.map((pass) => ({ ...pass, until: Date.now() })) });
  await chrome.alarms.create("passes", { when: Date.now() });
}"""

# As the popup's buttons do.
STOP: Final = """async () => {
  const running = await chrome.runtime.sendMessage({ type: "passes" });
  for (const { id } of running) await chrome.runtime.sendMessage({ type: "end-pass", id });
}"""


def open_site(warning: Tab, host: str, *, minutes: int = 5, scheme: str = "http") -> None:
    """Go on from the warning for a host by the message that its form sends, without the form's pause to think."""
    granted = warning.evaluate(GRANT, [host, minutes])
    assert granted["ok"], granted
    warning.visit(f"{scheme}://{host}/")
    expect_text(warning, f"This is {host}")


def end_passes(browser: Browser) -> None:
    """Let the time of every pass be over, and wait until none is left."""
    browser.in_extension(RUN_OUT)
    until("end of every pass", lambda: running_passes(browser) == [])


def stop_passes(browser: Browser) -> None:
    """End every pass before its time; none need be there."""
    browser.in_extension(STOP)


def running_passes(browser: Browser) -> list[str]:
    """The listed names that a pass is open for."""
    names: list[str] = browser.in_extension(
        "async () => (await chrome.runtime.sendMessage({ type: 'passes' })).map(({ host }) => host)"
    )
    return names
