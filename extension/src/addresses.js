/** The two addresses that this extension ever asks, and the package's own files. */

import { unpack } from "./feed/connection.js";
import { policy } from "./policy.js";

/**
 * @typedef {object} Addresses
 * @property {string} feedUrl  the feed's folder: the policy's, or else the package's
 * @property {string} reportUrl  where a family's reports go
 */

/**
 * @returns {Promise<Addresses>}
 */
export async function addresses() {
  const built = JSON.parse(new TextDecoder().decode(await packaged("data/build.json")));
  const { feedUrl } = await policy();
  return feedUrl === null ? built : { feedUrl, reportUrl: reportsBeside(feedUrl) };
}

/**
 * Where the service that serves a feed takes reports: `/feed/` and `/api/v1/reports` are neighbours.
 * @param {string} feedUrl
 * @returns {string}
 */
export function reportsBeside(feedUrl) {
  return new URL("../api/v1/reports", feedUrl).href;
}

/**
 * @param {string} path  inside the package
 * @returns {Promise<Uint8Array>}
 */
export function packaged(path) {
  return unpack(chrome.runtime.getURL(""))(path, 1_000_000);
}
