/**
 * The way out. The warning took the place of the page that was about to open, so the entry before it in the tab's
 * history is where the reader came from; a tab that was opened for that page alone is closed.
 */

const LEAVING = "leaving";
const BOUNCE_MS = 1500; // a Back that does nothing, or that lands on another warning, has done so by then

/**
 * @returns {boolean} whether there is a page to go back to
 */
export function canGoBack() {
  return history.length > 1;
}

/** Go back to the page before; close the tab when there is none. */
export function leave() {
  if (!canGoBack()) return void closeTab();
  sessionStorage.setItem(LEAVING, String(Date.now()));
  // The history's length counts what lies ahead as well: at its first entry Back does nothing, and this page stays.
  const stuck = setTimeout(() => void closeTab(), BOUNCE_MS);
  addEventListener("pagehide", () => clearTimeout(stuck), { once: true });
  history.back();
}

/**
 * A pass that has ended leaves the site's own page behind the warning, and Back from here leads to another warning:
 * then keep going.
 * @returns {boolean} whether the reader is on the way out, and nothing need be shown
 */
export function keepLeaving() {
  const since = Date.now() - Number(sessionStorage.getItem(LEAVING) ?? 0);
  sessionStorage.removeItem(LEAVING);
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const bounced = arrival?.type === "back_forward" && since < BOUNCE_MS;
  if (bounced) leave();
  return bounced;
}

async function closeTab() {
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id === undefined) return;
  const neighbours = await chrome.tabs.query({ windowId: tab.windowId });
  if (neighbours.length === 1) await chrome.tabs.create({ windowId: tab.windowId }); // the last tab closes the window
  await chrome.tabs.remove(tab.id);
}
