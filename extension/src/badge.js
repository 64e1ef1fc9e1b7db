/** The toolbar: minutes left of a pass on its tab, and a mark on all the others when the list is out of date. */

const MINUTE = 60_000;

/**
 * Write each pass's minutes on its tab. A tab whose pass has ended loses its badge when it returns to the warning.
 * @param {import("./messages.js").Pass[]} passes
 * @returns {Promise<void>}
 */
export async function showPasses(passes) {
  for (const { tabId, until } of passes) {
    const minutes = Math.max(1, Math.ceil((until - Date.now()) / MINUTE));
    await chrome.action.setBadgeText({ tabId, text: String(minutes) }).catch(() => {}); // the tab was closed
  }
}

/**
 * @param {import("./health.js").Health} health
 * @returns {Promise<void>}
 */
export async function showHealth({ verified, expired }) {
  await chrome.action.setBadgeText({ text: verified && !expired ? "" : "!" });
}
