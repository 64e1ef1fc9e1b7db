/** The welcome: once, when the extension was installed, and not when it was updated. */

import { settings } from "./choices.js";

/**
 * @param {string} reason  why the browser says that it was installed
 * @returns {Promise<void>}
 */
export async function welcome(reason) {
  if (reason !== "install" || (await settings()).welcomed) return;
  await chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome/welcome.html") });
}
