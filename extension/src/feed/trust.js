/** What the TUF client has verified, kept in the browser's storage so that it outlives the worker. */

import { fromBase64, sameBytes, toBase64 } from "./bytes.js";
import { local } from "../storage.js";

/** @type {import("./tuf.js").Store} */
export const store = {
  read: (role) => readBytes(`trusted-${role}`),
  write: (role, bytes) => local.write({ [`trusted-${role}`]: toBase64(bytes) }),
};

/**
 * Begin from the package's root, when it is another than the last package's. The rest stays: it counts as long as the
 * root in force, this one or a later, has keys that signed it.
 * @param {Uint8Array} root
 * @returns {Promise<void>}
 */
export async function pin(root) {
  const pinned = await readBytes("pinned-root");
  if (pinned && sameBytes(pinned, root)) return;
  await local.write({ "pinned-root": toBase64(root), "trusted-root": toBase64(root) });
}

/**
 * @param {string} key
 * @returns {Promise<Uint8Array | null>}
 */
async function readBytes(key) {
  const text = await local.read(key, "", (value) => typeof value === "string");
  return text === "" ? null : fromBase64(text);
}
