/**
 * What keeps a request from naming this installation. Browsers add an `Origin` header to what an extension posts, and
 * without host access to all that it asks; Firefox's extensions have another origin on each device (seen in ESR 153).
 */

import { isWithheld } from "./host-access.js";

/** The one session rule that is no pass: their ids begin at 2000. */
const RULE = 1900;

/**
 * Whether any request would name this installation. Then none is to be made.
 * @returns {Promise<boolean>}
 */
export async function isNamed() {
  return chrome.runtime.getURL("").startsWith("moz-extension:") && (await isWithheld());
}

/**
 * Let what is posted to an address go without its `Origin` header.
 * @param {string} address
 * @returns {Promise<void>}
 */
export async function withoutOrigin(address) {
  await chrome.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE],
    addRules: [
      {
        id: RULE,
        action: { type: "modifyHeaders", requestHeaders: [{ header: "origin", operation: "remove" }] },
        condition: { urlFilter: `|${address}|`, requestMethods: ["post"], resourceTypes: ["xmlhttprequest"] },
      },
    ],
  });
}
