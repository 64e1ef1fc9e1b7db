"""A real Firefox ESR with the extension installed and nothing but `Sites` to reach."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from tests.browser.bidi import Bidi, Refused, session
from tests.browser.driving import BrowserName, in_own_page
from tests.browser.failures import RUNNING
from tests.browser.firefox_tab import FirefoxTab
from tests.browser.sites import Sites
from tests.browser.waiting import PATIENCE, until

FIREFOX: Final = Path("/usr/bin/firefox-esr")
EXTENSION: Final = "vigie@vigie.example"
# Firefox draws this by lot for each profile, unless it is told.
UUID: Final = "7669676e-0000-4000-8000-000000000001"

# In the browser's own window, where a person would use its settings.
ALLOW_PRIVATE: Final = """async (id) => {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const given = { permissions: ["internal:privateBrowsingAllowed"], origins: [] };
  await ExtensionPermissions.add(id, given, WebExtensionPolicy.getByID(id).extension);
  await (await AddonManager.getAddonByID(id)).reload();
}"""
OPEN_PRIVATE: Final = """async () => {
  const opened = OpenBrowserWindow({ private: true });
  await new Promise((resolve) => opened.addEventListener("load", resolve, { once: true }));
  await opened.delayedStartupPromise;
}"""
# An event on its way calls the end off, and Firefox says nothing of it: the news of a write did, now and then.
KILL: Final = """async (id) => {
  const { extension } = WebExtensionPolicy.getByID(id);
  let stopped = extension.backgroundState === "stopped";
  const note = () => (stopped = true);
  extension.on("shutdown-background-script", note);
  if (!stopped) await extension.terminateBackground({ disableResetIdleForTest: true });
  extension.off("shutdown-background-script", note);
  return stopped;
}"""
# Every request knows whose code made it.
NOTE_REQUESTS: Final = """(id) => {
  window.vigieAsked = [];
  Services.obs.addObserver((subject) => {
    const channel = subject.QueryInterface(Ci.nsIHttpChannel);
    const { triggeringPrincipal, externalContentPolicyType } = channel.loadInfo;
    const isVisit = externalContentPolicyType === Ci.nsIContentPolicy.TYPE_DOCUMENT;
    if (triggeringPrincipal?.addonId === id && !isVisit) window.vigieAsked.push(channel.URI.spec);
  }, "http-on-modify-request");
}"""
NOTED: Final = "() => window.vigieAsked"
# Answered when the rules are in force. To ask for the rules themselves, again and again, would take Firefox longer.
VERIFIED: Final = "async () => (await chrome.runtime.sendMessage({ type: 'check-now' })).verified"


class Firefox:
    """`driving.Browser`. Made by `running`."""

    name: BrowserName = "firefox"
    origin = f"moz-extension://{UUID}"

    def __init__(self, bidi: Bidi) -> None:
        self._bidi = bidi
        self._first = self._contexts()[0]

    def open(self, address: str | None = None) -> FirefoxTab:
        """A new tab, on an address if one is given."""
        return self._opened(address, background=False)

    def open_behind(self, address: str) -> FirefoxTab:
        """A new tab on an address, while the tab before it stays the one that is looked at."""
        return self._opened(address, background=True)

    def tabs(self) -> Sequence[FirefoxTab]:
        """All tabs that are open, the one that the browser started with first."""
        contexts = sorted(self._contexts(), key=lambda context: context != self._first)
        return [FirefoxTab(self._bidi, context) for context in contexts]

    def in_extension(self, script: str, value: object = None) -> Any:
        """Run a function with the rights of the extension: in a page of it, for which the first tab is there."""
        return in_own_page(self, script, value)

    def kill_worker(self) -> None:
        """Stop the extension's background page, as Firefox does to save memory."""
        until("stopped background page", lambda: self._in_browser(KILL, EXTENSION))

    def note_requests(self) -> Callable[[], Sequence[str]]:
        """Note from now on what the extension asks the web for, itself. Returns what tells these addresses."""
        self._in_browser(NOTE_REQUESTS, EXTENSION)
        return lambda: list(self._in_browser(NOTED))

    def allow_private_windows(self) -> None:
        """Let the extension into private windows."""
        self.tabs()[0].visit("about:blank")  # a page of the extension would be closed with it
        self._in_browser(ALLOW_PRIVATE, EXTENSION)
        self.until_it_protects()

    def open_private(self, address: str) -> FirefoxTab:
        """Open a private window on an address; returns its tab."""
        before = self._contexts()
        self._in_browser(OPEN_PRIVATE)
        until("private tab", lambda: len(self._contexts()) > len(before))
        tab = FirefoxTab(self._bidi, next(context for context in self._contexts() if context not in before))
        until("private tab's own page", lambda: tab.text() != "")
        tab.visit(address)
        return tab

    def withhold_host_access(self) -> None:
        """Take the extension's access to web sites away."""
        self.in_extension("() => chrome.permissions.remove({ origins: ['<all_urls>'] })")

    def until_it_protects(self) -> None:
        """Wait until the extension has a list in force."""

        def verified() -> object:
            with suppress(Refused):  # the extension may not be there yet
                return self.in_extension(VERIFIED)
            return False

        until("list in force", verified)

    def _opened(self, address: str | None, *, background: bool) -> FirefoxTab:
        created = self._bidi("browsingContext.create", type="tab", background=background)
        tab = FirefoxTab(self._bidi, created["context"])
        if address is not None:
            tab.visit(address)
        return tab

    def _contexts(self) -> list[str]:
        return [tab["context"] for tab in self._bidi("browsingContext.getTree", maxDepth=0)["contexts"]]

    def _in_browser(self, script: str, value: object = None) -> Any:
        windows = self._bidi("browsingContext.getTree", maxDepth=0, **{"moz:scope": "chrome"})["contexts"]
        return self._bidi.evaluate(windows[0]["context"], script, value)


@contextmanager
def running(*, profile: Path, extension: Path, sites: Sites) -> Iterator[Firefox]:
    """Start Firefox on a profile and wait until the extension protects. A profile that was used has it installed."""
    fresh = not (profile / "extensions.json").exists()
    with _session(profile, sites) as bidi:
        if fresh:
            _install(bidi, shutil.make_archive(str(profile / "vigie"), "zip", extension))
        browser = Firefox(bidi)
        RUNNING.append(browser)
        try:
            browser.until_it_protects()
            yield browser
        finally:
            RUNNING.remove(browser)


@contextmanager
def bare(*, profile: Path, sites: Sites) -> Iterator[Firefox]:
    """Start Firefox without the extension: of what a `Firefox` can do, only its tabs are there."""
    with _session(profile, sites) as bidi:
        yield Firefox(bidi)


@contextmanager
def _session(profile: Path, sites: Sites) -> Iterator[Bidi]:
    with _process(profile, _preferences(sites)) as address, session(address, acceptInsecureCerts=True) as bidi:
        bidi("session.subscribe", events=["browsingContext.navigationCommitted", "browsingContext.navigationFailed"])
        try:
            yield bidi
        finally:
            with suppress(Refused, OSError, TimeoutError):
                bidi("browser.close")


def _install(bidi: Bidi, packed: str) -> None:
    # What is installed for a time does not outlive the browser.
    data = {"type": "archivePath", "path": packed}
    bidi("webExtension.install", extensionData=data, **{"moz:permanent": True})


@contextmanager
def _process(profile: Path, preferences: dict[str, object]) -> Iterator[str]:
    """Firefox as a process, without a window; gives the address of its websocket."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
    (profile / "user.js").write_text("\n".join(lines))
    log = profile / "firefox.log"
    options = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--remote-allow-system-access"]
    environment = {**os.environ, "HOME": str(profile), "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"}
    with log.open("w") as out:
        process = subprocess.Popen([FIREFOX, *options, "--profile", profile], env=environment, stdout=out, stderr=out)
    try:
        said = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
        until("Firefox that listens", lambda: process.poll() is not None or said.search(log.read_text()))
        listening = said.search(log.read_text())
        assert listening, f"Firefox ended: {log.read_text()[-2000:]}"
        yield listening[1]
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait(PATIENCE)


def _preferences(sites: Sites) -> dict[str, object]:
    """Every name is on loopback, ports lead to the sites' own; Firefox keeps quiet, and takes an unsigned extension."""
    ports = {80: "http", 443: "https", 8080: "http"}
    return {
        "network.dns.native-is-localhost": True,
        "network.socket.forcePort": ";".join(f"{port}={sites.ports[scheme]}" for port, scheme in ports.items()),
        "extensions.webextensions.uuids": json.dumps({EXTENSION: UUID}),
        "xpinstall.signatures.required": False,
        "services.settings.server": "data:,#remote-settings-dummy/v1",
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        # Where HTTPS has not answered in three seconds Firefox asks by itself whether HTTP does: what is left is ours.
        "dom.security.https_only_mode_send_http_background_request": False,
        "browser.shell.checkDefaultBrowser": False,
    }
