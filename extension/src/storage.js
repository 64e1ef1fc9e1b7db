/** The one wrapper around the browser's storage. Values are plain JSON. */

import { FeedError } from "./feed/feed-error.js";

/**
 * @param {"local" | "session"} area
 */
function storage(area) {
  return {
    /**
     * The value under a key, or `otherwise` when there is none or when it is not of the asked shape.
     * Rejects with a `FeedError` "storage" when the browser cannot read: not to know is not the same as none.
     * @template T
     * @param {string} key
     * @param {T} otherwise
     * @param {(value: any) => boolean} [fits]
     * @returns {Promise<T>}
     */
    async read(key, otherwise, fits = () => true) {
      const found = await attempt(() => chrome.storage[area].get(key));
      const value = found[key];
      return value !== undefined && value !== null && fits(value) ? /** @type {T} */ (value) : otherwise;
    },

    /**
     * Write all values, or none of them. Rejects with a `FeedError` "storage".
     * @param {Record<string, unknown>} values
     * @returns {Promise<void>}
     */
    async write(values) {
      await attempt(() => chrome.storage[area].set(values));
    },
  };
}

/** Kept until the extension is removed. */
export const local = storage("local");

/** Gone when the browser closes. */
export const session = storage("session");

/**
 * What an administrator laid down; nothing where there is no policy.
 * @returns {Promise<Record<string, unknown>>}
 */
export async function managed() {
  try {
    return (await chrome.storage.managed.get(null)) ?? {};
  } catch {
    return {}; // Firefox rejects where no policy is: https://bugzilla.mozilla.org/show_bug.cgi?id=1868153
  }
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function attempt(act) {
  try {
    return await act();
  } catch (reason) {
    throw new FeedError(
      "storage",
      `The browser's storage failed: ${reason instanceof Error ? reason.message : reason}.`,
    );
  }
}
