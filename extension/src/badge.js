/**
 * The toolbar: minutes left of a pass on its tab; on all the others a mark while there is no list that is up to date,
 * or no host access.
 */

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
 * @param {boolean} withheld  whether host access is
 * @returns {Promise<void>}
 */
export async function showHealth({ verified, expired }, withheld) {
  await chrome.action.setBadgeText({ text: verified && !expired && !withheld ? "" : "!" });
}
