/** A device with a TUF client and nothing else: a store in memory, and a repository to ask. */

import { refresh } from "../src/feed/tuf.js";
import { NOW, Repository } from "./repository.js";

/** @typedef {import("../src/feed/metadata.js").Role} Role */

/** @param {Uint8Array} root */
export function memory(root) {
  /** @type {Map<Role, Uint8Array>} */
  const kept = new Map([["root", root]]);
  return {
    kept,
    read: async (/** @type {Role} */ role) => kept.get(role) ?? null,
    write: async (/** @type {Role} */ role, /** @type {Uint8Array} */ bytes) => void kept.set(role, bytes),
    /** @param {Role} role */
    version(role) {
      const bytes = kept.get(role);
      return bytes ? JSON.parse(new TextDecoder().decode(bytes)).signed.version : null;
    },
  };
}

/** A repository with one Release, and a device that pins its first root. */
export async function world() {
  return deviceFor(await Repository.create({ names: new TextEncoder().encode("names 1") }));
}

/** @param {Repository} repository */
export function deviceFor(repository) {
  const store = memory(repository.firstRoot);
  const run = (now = NOW, fetch = repository.fetch) => refresh({ store, fetch, now });
  return { repository, store, run };
}
