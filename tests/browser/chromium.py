"""A real Chromium with the extension loaded and nothing but `Sites` to reach."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, Playwright, Worker, expect

from tests.browser.sites import Sites
from tests.browser.waiting import PATIENCE, until

CHROMIUM: Final = Path("/usr/bin/chromium")
QUIET: Final = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


OPEN: Final[list["Chromium"]] = []  # for the pictures that a failure leaves


class Chromium:
    """One browser with the extension. Made by `running`."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        context.set_default_timeout(PATIENCE * 1000)
        workers = context.service_workers
        self._worker = workers[0] if workers else context.wait_for_event("serviceworker")
        self.origin = self._worker.url.removesuffix("/src/background.js")

    @property
    def worker(self) -> Worker:
        """The extension's worker. A browser may have stopped the one before and started another."""
        return self.context.service_workers[-1] if self.context.service_workers else self._worker

    def in_worker(self, script: str, value: object = None) -> Any:
        """Evaluate a script with the rights of the extension."""
        return self.worker.evaluate(script, value)

    def tab(self, address: str | None = None) -> Page:
        """A new tab, on an address if one is given."""
        page = self.context.new_page()
        if address is not None:
            page.goto(address)
        return page

    def kill_worker(self) -> Callable[[], str]:
        """Stop the extension's worker, as a browser does to save memory. Returns what tells its status from then on."""
        page = self.context.pages[0]
        session = self.context.new_cdp_session(page)
        seen = ["unknown"]
        session.on(
            "ServiceWorker.workerVersionUpdated",
            lambda event: seen.extend(worker["runningStatus"] for worker in event["versions"]),
        )

        def status() -> str:
            page.evaluate("0")  # lets events come in
            return seen[-1]

        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        until("stopped worker", lambda: status() == "stopped")
        return status

    def popup(self) -> Page:
        """The popup's page, in a tab."""
        return self.tab(f"{self.origin}/pages/popup/popup.html")

    def checked(self) -> Page:
        """The popup's page after it asked for the newest list and had the answer."""
        popup = self.popup()
        popup.locator("#check").click()
        expect(popup.locator("#check")).to_be_enabled()
        return popup

    def warning_at(self, host: str, scheme: str = "http") -> str:
        """The address of the warning for a host."""
        return f"{self.origin}/pages/warning/warning.html#{scheme}://{host}"

    def rules(self) -> int:
        """How many rules of ours the browser holds."""
        count: int = self.in_worker("chrome.declarativeNetRequest.getDynamicRules().then((rules) => rules.length)")
        return count


@contextmanager
def running(
    playwright: Playwright, *, profile: Path, extension: Path, sites: Sites, language: str = "en", **more: Any
) -> Iterator[Chromium]:
    """Start Chromium on a profile and wait until the extension protects. `more` goes to Playwright."""
    loading = [f"--disable-extensions-except={extension}", f"--load-extension={extension}", f"--lang={language}"]
    with bare(playwright, profile=profile, sites=sites, arguments=loading, **{"locale": language, **more}) as context:
        browser = Chromium(context)
        until("rule in the browser", browser.rules)
        OPEN.append(browser)
        try:
            yield browser
        finally:
            OPEN.remove(browser)


@contextmanager
def bare(
    playwright: Playwright, *, profile: Path, sites: Sites, arguments: Sequence[str] = (), **more: Any
) -> Iterator[BrowserContext]:
    """Start Chromium without the extension."""
    reached = [
        f"--host-resolver-rules={sites.resolver_rules}",
        f"--ignore-certificate-errors-spki-list={sites.trusted_key}",
    ]
    options = {"viewport": {"width": 1000, "height": 800}, **more}
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=[*QUIET, *reached, *arguments], **options
    )
    try:
        yield context
    finally:
        context.close()
