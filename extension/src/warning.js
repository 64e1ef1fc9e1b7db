/** The address of the warning page, and what stands behind its `#`. */

/**
 * @returns {string}
 */
export function warningPage() {
  return chrome.runtime.getURL("pages/warning/warning.html");
}

/**
 * The warning for an address. Only scheme and host are in it, as in the rules: the rest of an address may hold a
 * password or a name, and would stay in the history.
 * @param {string} address  http or https
 * @returns {string}
 */
export function warningFor(address) {
  const { protocol, host } = new URL(address);
  return `${warningPage()}#${protocol}//${host}`;
}

/**
 * @param {string | undefined} address
 * @returns {boolean}
 */
export function isWarning(address) {
  return address !== undefined && address.split("#")[0] === warningPage();
}
