/** Whether the browser lets this extension act on every site, as its manifest asks. A person may withhold it. */

/**
 * @returns {Promise<boolean>}
 */
export async function isWithheld() {
  return !(await chrome.permissions.contains({ origins: ["<all_urls>"] }));
}
