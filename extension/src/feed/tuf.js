/**
 * A TUF client (specification 1.0, section 5) for a repository without delegations.
 *
 * Rules
 * - Nothing is kept before its signatures, version and expiry have held; each step is kept as soon as they have, so
 *   that a run that is cut short is finished by the next one and loses no protection against going back.
 * - Expiry is checked on every run, also when the timestamp did not change.
 * - What was kept counts only while the current root's keys still sign it: a key that root drops takes its word back,
 *   which is how a repository recovers after a stolen key pushed a version far ahead.
 *
 * Pure: the store, the connection and the time come in as arguments.
 *
 * @typedef {import("./metadata.js").Role} Role
 * @typedef {import("./metadata.js").Roles} Roles
 *
 * @typedef {object} Store
 * @property {(role: Role) => Promise<Uint8Array | null>} read
 * @property {(role: Role, bytes: Uint8Array) => Promise<void>} write
 *
 * @typedef {(path: string, limit: number) => Promise<Uint8Array>} Fetch
 *   Rejects with a `FeedError`: `missing`, `network`, or `length` for more than `limit` bytes.
 *
 * @typedef {{store: Store, fetch: Fetch, now: Date}} Means
 * @typedef {Roles & {expires: Date}} Trusted  the signed parts, and the day when the first of them runs out
 */

/**
 * @template {Role} R
 * @typedef {import("./metadata.js").Metadata<R>} Metadata
 */

import { FeedError } from "./feed-error.js";
import { SHA } from "./digests.js";
import { isSame, requireFresh, requireNotBack, requireSame, requireSigned, requireVersion } from "./demands.js";
import { readMetadata } from "./metadata.js";

const MOST_NEW_ROOTS = 32; // in one run; the next run goes on
// Bytes. They hold whatever length the metadata gives: a stolen key must not fill a device's memory.
const LIMITS = { root: 512_000, timestamp: 16_384, snapshot: 2_000_000, targets: 5_000_000, file: 64_000_000 };

/**
 * Bring the four roles up to date, from the root that the store holds. Rejects with a `FeedError`.
 * @param {Means} means
 * @returns {Promise<Trusted>}
 */
export async function refresh(means) {
  const root = (await newestRoot(means)).signed;
  requireFresh("root", root, means.now);
  const timestamp = await newestTimestamp(means, root);
  const snapshot = await newestSnapshot(means, root, timestamp);
  const targets = await newestTargets(means, root, snapshot);
  const ends = [root, timestamp, snapshot, targets].map(({ expires }) => Date.parse(expires));
  return { root, timestamp, snapshot, targets, expires: new Date(Math.min(...ends)) };
}

/**
 * Download one target file and check its length and digests. Rejects with a `FeedError`.
 * @param {Trusted} trusted
 * @param {string} name
 * @param {Fetch} fetch  from the folder of target files
 * @returns {Promise<Uint8Array>}
 */
export async function download(trusted, name, fetch) {
  if (!Object.hasOwn(trusted.targets.targets, name)) throw new FeedError("missing", `The feed has no file ${name}.`);
  const file = trusted.targets.targets[name];
  const known = Object.keys(file.hashes).find((hash) => Object.hasOwn(SHA, hash));
  if (!known) throw new FeedError("mismatch", `The file ${name} has no digest that can be checked.`);
  const parts = name.split("/").map(encodeURIComponent);
  if (trusted.root.consistent_snapshot) parts.push(`${file.hashes[known]}.${parts.pop()}`);
  const bytes = await fetch(parts.join("/"), Math.min(file.length, LIMITS.file));
  await requireSame(name, bytes, file);
  return bytes;
}

/** @param {Means} means */
async function newestRoot({ store, fetch }) {
  const pinned = await store.read("root");
  if (!pinned) throw new FeedError("missing", "There is no root to start from.");
  let root = readMetadata("root", pinned);
  await requireSigned(root, root.signed);
  for (let hop = 0; hop < MOST_NEW_ROOTS; hop++) {
    const next = await nextRoot(fetch, root.signed.version + 1);
    if (!next) break;
    await requireSigned(next, root.signed);
    await requireSigned(next, next.signed);
    await store.write("root", next.bytes);
    root = next;
  }
  return root;
}

/**
 * @param {Fetch} fetch
 * @param {number} version
 * @returns {Promise<Metadata<"root"> | null>}
 */
async function nextRoot(fetch, version) {
  try {
    const root = readMetadata("root", await fetch(`${version}.root.json`, LIMITS.root));
    requireVersion("root", root.signed.version, version);
    return root;
  } catch (reason) {
    if (reason instanceof FeedError && reason.kind === "missing") return null;
    throw reason;
  }
}

/**
 * @param {Means} means
 * @param {Roles["root"]} root
 */
async function newestTimestamp({ store, fetch, now }, root) {
  const kept = await keptStill(store, "timestamp", root);
  const offered = readMetadata("timestamp", await fetch("timestamp.json", LIMITS.timestamp));
  await requireSigned(offered, root);
  if (kept) {
    requireNotBack("timestamp", kept.signed.version, offered.signed.version);
    requireNotBack("snapshot", versionIn(kept, "snapshot.json"), versionIn(offered, "snapshot.json"));
  }
  // Two timestamps of one version: the one that was seen first stays, as the specification asks.
  const newest = kept?.signed.version === offered.signed.version ? kept : offered;
  requireFresh("timestamp", newest.signed, now);
  if (newest !== kept) await store.write("timestamp", newest.bytes);
  return newest.signed;
}

/**
 * @param {Means} means
 * @param {Roles["root"]} root
 * @param {Roles["timestamp"]} timestamp
 */
async function newestSnapshot(means, root, timestamp) {
  const kept = await keptStill(means.store, "snapshot", root);
  return named(means, root, "snapshot", kept, timestamp.meta["snapshot.json"], (offered) => {
    for (const [name, file] of Object.entries(kept?.signed.meta ?? {})) {
      if (!Object.hasOwn(offered.meta, name)) throw new FeedError("rollback", `The snapshot no longer names ${name}.`);
      requireNotBack(name, file.version, offered.meta[name].version);
    }
  });
}

/**
 * @param {Means} means
 * @param {Roles["root"]} root
 * @param {Roles["snapshot"]} snapshot
 */
async function newestTargets(means, root, snapshot) {
  const kept = await keptStill(means.store, "targets", root);
  return named(means, root, "targets", kept, snapshot.meta["targets.json"], () => {});
}

/**
 * The metadata that a role above names by its version: what is kept when it is the same, or else downloaded.
 * @template {"snapshot" | "targets"} R
 * @param {Means} means
 * @param {Roles["root"]} root
 * @param {R} role
 * @param {Metadata<R> | null} kept
 * @param {import("./metadata.js").MetaFile} file
 * @param {(offered: Roles[R]) => void} requireMore
 * @returns {Promise<Roles[R]>}
 */
async function named({ store, fetch, now }, root, role, kept, file, requireMore) {
  const same = kept?.signed.version === file.version && (await isSame(kept.bytes, file));
  const path = root.consistent_snapshot ? `${file.version}.${role}.json` : `${role}.json`;
  const newest = same && kept ? kept : readMetadata(role, await fetch(path, Math.min(file.length ?? Infinity, LIMITS[role])));
  await requireSame(role, newest.bytes, file);
  await requireSigned(newest, root);
  requireVersion(role, newest.signed.version, file.version);
  requireMore(newest.signed);
  requireFresh(role, newest.signed, now);
  if (newest !== kept) await store.write(role, newest.bytes);
  return newest.signed;
}

/**
 * @template {Role} R
 * @param {Store} store
 * @param {R} role
 * @param {Roles["root"]} root
 * @returns {Promise<Metadata<R> | null>}
 */
async function keptStill(store, role, root) {
  const bytes = await store.read(role);
  if (!bytes) return null;
  try {
    const kept = readMetadata(role, bytes);
    await requireSigned(kept, root);
    return kept;
  } catch {
    return null;
  }
}

/**
 * @param {Metadata<"timestamp">} timestamp
 * @param {string} name
 * @returns {number}
 */
function versionIn(timestamp, name) {
  return timestamp.signed.meta[name].version;
}
