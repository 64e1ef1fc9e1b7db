"""A site that a family once went on to may have left a service worker, which answers without a request."""

import pytest

from tests.browser.driving import Browser, Tab
from tests.browser.expecting import expect_text, expect_warning
from tests.browser.passing import end_passes, open_site
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser
SITE = "https://emeraldchat.com/"
WORKER = """
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("fetch", (event) => {
  const html = '<link rel="icon" href="data:,"><h1>Still here</h1>';
  const headers = { "Content-Type": "text/html" };
  if (event.request.mode === "navigate") event.respondWith(new Response(html, { headers }));
});
"""
REGISTER = """async () => {
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
}"""


def test_a_page_from_the_sites_own_service_worker_gives_way_to_the_warning(
    tab: Tab, browser: Browser, web: Sites
) -> None:
    web.serve_script(f"{SITE}worker.js", WORKER)
    tab.visit(SITE)
    expect_warning(tab, browser, "emeraldchat.com", "https")
    open_site(tab, "emeraldchat.com", scheme="https")
    tab.evaluate(REGISTER)
    tab.visit(SITE)
    expect_text(tab, "Still here")  # the worker answers: what follows is about it

    end_passes(browser)
    expect_warning(tab, browser, "emeraldchat.com", "https")
    web.requests.clear()
    tab.visit(f"{SITE}room")
    expect_warning(tab, browser, "emeraldchat.com", "https")
    until("warning that names the site", lambda: "Still here" not in tab.text())
    assert [request.path for request in web.asked("emeraldchat.com") if request.path != "/worker.js"] == []
