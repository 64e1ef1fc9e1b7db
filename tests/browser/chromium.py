"""A real Chromium with the extension loaded and nothing but `Sites` to reach.

`Chromium` is a `driving.Browser`; what only this browser is asked goes through Playwright: `context`, `page`, `worker`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright, Request, Worker, expect

from tests.browser.chromium_private import ChromiumPrivateTab
from tests.browser.chromium_tab import ChromiumTab
from tests.browser.driving import BrowserName, in_own_page
from tests.browser.failures import RUNNING
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


class Chromium:
    """One browser with the extension. Made by `running`."""

    name: BrowserName = "chromium"

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

    def open(self, address: str | None = None) -> ChromiumTab:
        """A new tab, on an address if one is given."""
        tab = ChromiumTab(self.context.new_page())
        if address is not None:
            tab.visit(address)
        return tab

    def open_behind(self, address: str) -> ChromiumTab:
        """A new tab on an address, while the tab before it stays the one that is looked at."""
        with self.context.expect_page() as opened:
            self.in_worker("(url) => chrome.tabs.create({ active: false, url })", address)
        opened.value.wait_for_load_state()
        return ChromiumTab(opened.value)

    def tabs(self) -> Sequence[ChromiumTab]:
        """All tabs that are open, the one that the browser started with first."""
        self._let_events_in()
        return [ChromiumTab(page) for page in self.context.pages]

    def in_extension(self, script: str, value: object = None) -> Any:
        """Run a function with the rights of the extension: in a page of it, for which the first tab is there."""
        return in_own_page(self, script, value)

    def kill_worker(self) -> None:
        """Stop the extension's worker, as a browser does to save memory."""
        seen: list[str] = []

        def note(event: dict[str, Any]) -> None:
            seen.extend(version["runningStatus"] for version in event["versions"])

        def stopped() -> bool:
            self._let_events_in()
            return "stopped" in seen  # an event may have started it again since

        session = self._session()
        session.on("ServiceWorker.workerVersionUpdated", note)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        until("stopped worker", stopped)
        session.detach()

    def note_requests(self) -> Callable[[], Sequence[str]]:
        """Note from now on what the extension asks the web for, itself. Returns what tells these addresses."""
        asked: list[str] = []

        def note(request: Request) -> None:
            page = "" if request.service_worker else request.frame.url
            if request.service_worker or (page.startswith(self.origin) and not request.is_navigation_request()):
                asked.append(request.url)

        self.context.on("request", note)
        return lambda: [address for address in asked if address.startswith("http")]

    def allow_private_windows(self) -> None:
        """Let the extension into private windows."""
        self._configure({"incognitoAccess": True})

    def open_private(self, address: str) -> ChromiumPrivateTab:
        """Open a private window on an address; returns its tab."""
        session = self._session()

        def pages() -> set[str]:
            return {it["targetId"] for it in session.send("Target.getTargets")["targetInfos"] if it["type"] == "page"}

        before = pages()
        until("extension that began anew", lambda: self.in_worker("() => Boolean(chrome.windows)"))
        self.in_worker("(url) => chrome.windows.create({ incognito: true, url })", address)
        until("private tab", lambda: pages() - before)
        return ChromiumPrivateTab(session, (pages() - before).pop())

    def withhold_host_access(self) -> None:
        """Take the extension's access to web sites away."""
        self._configure({"hostAccess": "ON_CLICK"})

    def _configure(self, change: dict[str, object]) -> None:
        """Change what a person may in chrome://extensions. The extension starts anew for some of it."""
        self.tabs()[0].visit("about:blank")  # a page of the extension would be closed with it
        settings = self.tab("chrome://extensions/")
        # Without it Chromium switches an unpacked extension off when it starts anew.
        settings.evaluate("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })")
        change = {"extensionId": self.origin.removeprefix("chrome-extension://"), **change}
        settings.evaluate("(change) => chrome.developerPrivate.updateExtensionConfiguration(change)", change)
        settings.close()
        until("extension that is there", self._answers)

    def _answers(self) -> bool:
        try:
            self.in_extension("() => chrome.declarativeNetRequest.getDynamicRules()")
        except Error:
            return False
        return True

    def _let_events_in(self) -> None:
        """Playwright hears nothing of the browser but while it waits for an answer."""
        self.context.cookies()

    def _session(self) -> CDPSession:
        return self.context.new_cdp_session(self.context.pages[0])

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
        RUNNING.append(browser)
        try:
            yield browser
        finally:
            RUNNING.remove(browser)


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
