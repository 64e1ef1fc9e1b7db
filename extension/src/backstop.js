/**
 * The backstop: a listed page that appears although the rules redirect it. It comes from the site's own service
 * worker or from Firefox's back cache, where no request is made that a rule could see.
 */

import { showPasses } from "./badge.js";
import { hostOf, match } from "./names.js";
import { covers, passes } from "./passes.js";
import { listedNames } from "./release.js";
import { warningFor } from "./warning.js";

/**
 * Send a listed page without a pass to the warning.
 * @param {{tabId: number, frameId: number, url: string, documentLifecycle?: string}} visit
 * @returns {Promise<void>}
 */
export async function onCommitted({ tabId, frameId, url, documentLifecycle }) {
  if (frameId !== 0 || documentLifecycle === "prerender") return;
  const listed = match(hostOf(url) ?? "", await listedNames());
  if (listed?.stance !== "warn") return;
  const running = await passes();
  if (!covers(running, tabId, listed.name)) {
    await chrome.tabs.update(tabId, { url: warningFor(url) });
    return;
  }
  await showPasses(running.filter((pass) => pass.tabId === tabId)); // a browser clears a tab's badge when it navigates
}
