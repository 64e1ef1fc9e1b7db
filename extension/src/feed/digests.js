/** The digests that metadata may give of a file, by the names that TUF calls them. */

import { toHex } from "./bytes.js";

/** @type {Record<string, string>} */
export const SHA = { sha256: "SHA-256", sha512: "SHA-512" };

/**
 * @param {string} name  a key of `SHA`
 * @param {Uint8Array} bytes
 * @returns {Promise<string>} in hexadecimal
 */
export async function sha(name, bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest(SHA[name], /** @type {Uint8Array<ArrayBuffer>} */ (bytes))));
}
