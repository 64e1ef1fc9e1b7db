/**
 * What the client demands of metadata and files before it believes them. Each demand returns, or throws a `FeedError`
 * that names what failed.
 *
 * @typedef {import("./metadata.js").Role} Role
 * @typedef {{length?: number, hashes?: Record<string, string>}} FileFacts
 */

import { FeedError } from "./feed-error.js";
import { sha, SHA } from "./digests.js";
import { countSigners } from "./keys.js";

/**
 * @param {import("./metadata.js").Metadata<Role>} metadata
 * @param {import("./metadata.js").Root} root
 */
export async function requireSigned({ role, signed, signatures }, root) {
  const { keyids, threshold } = root.roles[role];
  const signers = await countSigners(signed, signatures, root.keys, keyids);
  if (signers === 0)
    throw new FeedError("signature", `No signature of ${role} is by a key that root ${root.version} trusts.`);
  if (signers < threshold) {
    throw new FeedError(
      "threshold",
      `${role} is signed by ${signers} of the ${threshold} keys that root ${root.version} asks for.`,
    );
  }
}

/**
 * @param {string} what
 * @param {import("./metadata.js").Dated} dated
 * @param {Date} now
 */
export function requireFresh(what, { expires }, now) {
  if (Date.parse(expires) <= now.getTime()) throw new FeedError("expired", `The ${what} ran out on ${expires}.`);
}

/**
 * @param {string} what
 * @param {number} seen
 * @param {number} offered
 */
export function requireNotBack(what, seen, offered) {
  if (offered < seen) throw new FeedError("rollback", `${what} ${offered} was offered after ${seen} had been seen.`);
}

/**
 * @param {string} what
 * @param {number} version
 * @param {number} wanted
 */
export function requireVersion(what, version, wanted) {
  if (version !== wanted)
    throw new FeedError("mismatch", `${what} ${version} was offered where ${wanted} was asked for.`);
}

/**
 * @param {string} what
 * @param {Uint8Array} bytes
 * @param {FileFacts} file
 */
export async function requireSame(what, bytes, file) {
  if (file.length !== undefined && bytes.length !== file.length) {
    throw new FeedError("length", `${what} has ${bytes.length} bytes and not ${file.length}.`);
  }
  if (!(await isSame(bytes, file)))
    throw new FeedError("mismatch", `${what} does not have the digest that was signed.`);
}

/**
 * @param {Uint8Array} bytes
 * @param {FileFacts} file
 * @returns {Promise<boolean>}
 */
export async function isSame(bytes, { length, hashes }) {
  if (length !== undefined && bytes.length !== length) return false;
  if (hashes === undefined) return true;
  const known = Object.keys(hashes).filter((hash) => Object.hasOwn(SHA, hash));
  const held = await Promise.all(known.map(async (hash) => (await sha(hash, bytes)) === hashes[hash]));
  return known.length > 0 && held.every(Boolean);
}
