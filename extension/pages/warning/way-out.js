/**
 * The way out. The warning took the place of the page that was about to open, so the entry before it in the tab's
 * history is where the reader came from; a tab that was opened for that page alone is closed.
 */

const LEAVING = "leaving";
// A Back that lands on another stopped address shows the warning again within this time; nobody clicks so fast.
const BOUNCE_MS = 1500;

/**
 * @returns {boolean} whether there is a page to go back to
 */
export function canGoBack() {
  return history.length > 1;
}

/** Go back to the page before; close the tab when there is none. */
export async function leave() {
  if (!canGoBack()) return closeTab();
  sessionStorage.setItem(LEAVING, String(Date.now()));
  history.back();
  // At the first entry of a history that only goes forward, Back does nothing and this page stays.
  setTimeout(() => void closeTab(), BOUNCE_MS);
}

/**
 * When a Back from one warning landed on another (a pass that ended leaves such a pair), keep going.
 * @returns {boolean} whether the reader is on the way out, and nothing need be shown
 */
export function keepLeaving() {
  const since = Date.now() - Number(sessionStorage.getItem(LEAVING) ?? 0);
  sessionStorage.removeItem(LEAVING);
  if (since > BOUNCE_MS) return false;
  void leave();
  return true;
}

async function closeTab() {
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id === undefined) return;
  const neighbours = await chrome.tabs.query({ windowId: tab.windowId });
  if (neighbours.length === 1) await chrome.tabs.create({ windowId: tab.windowId }); // the last tab would close the window
  await chrome.tabs.remove(tab.id);
}
