/**
 * TUF metadata: the shapes that the client leans on, and their strict reading. Pure.
 *
 * @typedef {import("./keys.js").Key} Key
 * @typedef {import("./keys.js").Signature} Signature
 * @typedef {{keyids: string[], threshold: number}} RoleKeys
 * @typedef {{version: number, length?: number, hashes?: Record<string, string>}} MetaFile
 * @typedef {{length: number, hashes: Record<string, string>, custom?: Record<string, unknown>}} TargetFile
 *
 * @typedef {{version: number, expires: string}} Dated
 * @typedef {Dated & {consistent_snapshot: boolean, keys: Record<string, Key>, roles: Record<Role, RoleKeys>}} Root
 * @typedef {Dated & {meta: Record<string, MetaFile>}} Timestamp
 * @typedef {Dated & {meta: Record<string, MetaFile>}} Snapshot
 * @typedef {Dated & {targets: Record<string, TargetFile>}} Targets
 *
 * @typedef {{root: Root, timestamp: Timestamp, snapshot: Snapshot, targets: Targets}} Roles
 * @typedef {keyof Roles} Role
 */

/**
 * @template {Role} R
 * @typedef {{role: R, signed: Roles[R], signatures: Signature[], bytes: Uint8Array}} Metadata
 */

import { FeedFormatError } from "./feed-error.js";

/** @type {Role[]} */
export const ROLES = ["root", "timestamp", "snapshot", "targets"];

/**
 * Read one metadata file. Nothing in it is trusted yet. Throws `FeedFormatError`.
 * @template {Role} R
 * @param {R} role
 * @param {Uint8Array} bytes
 * @returns {Metadata<R>}
 */
export function readMetadata(role, bytes) {
  const { signed, signatures } = record(parsed(role, bytes), role);
  const part = record(signed, role);
  require(part._type === role, `The metadata is of the type ${part._type}, not ${role}`);
  require(/^1\./.test(String(part.spec_version)), `${role} follows no TUF 1.x specification`);
  require(isCount(part.version), `${role} has no version`);
  const expires = typeof part.expires === "string" && /^\d{4}(-\d\d){2}T\d\d(:\d\d){2}Z$/.test(part.expires);
  require(expires && !Number.isNaN(Date.parse(String(part.expires))), `${role} has no date of expiry`);
  SHAPES[role](part);
  const read = { role, signed: part, signatures: readSignatures(signatures, role), bytes };
  return /** @type {Metadata<R>} */ (/** @type {unknown} */ (read));
}

/** @type {Record<Role, (signed: Record<string, unknown>) => void>} */
const SHAPES = {
  root(signed) {
    require(typeof signed.consistent_snapshot === "boolean", "root does not say how its files are named");
    for (const key of Object.values(record(signed.keys, "root keys"))) {
      const { keytype, scheme, keyval } = record(key, "key");
      require([keytype, scheme, record(keyval, "key").public].every(isText), "A key in root cannot be read");
    }
    const roles = record(signed.roles, "root roles");
    for (const role of ROLES) {
      const { keyids, threshold } = record(roles[role], `root role ${role}`);
      require(Array.isArray(keyids) && keyids.every(isText), `The keys of ${role} cannot be read`);
      require(isCount(threshold), `The threshold of ${role} is not a count`);
    }
  },
  timestamp: (signed) => readMeta(signed.meta, "snapshot.json", "timestamp"),
  snapshot: (signed) => readMeta(signed.meta, "targets.json", "snapshot"),
  targets(signed) {
    for (const [name, target] of Object.entries(record(signed.targets, "targets"))) {
      const { length, hashes } = record(target, `target ${name}`);
      require(isSize(length), `The target ${name} has no length`);
      require(Object.values(record(hashes, `target ${name}`)).every(isHex), `The hashes of ${name} cannot be read`);
    }
  },
};

/**
 * @param {unknown} meta
 * @param {string} needed
 * @param {string} role
 */
function readMeta(meta, needed, role) {
  const files = record(meta, `${role} meta`);
  require(Object.hasOwn(files, needed), `${role} does not name ${needed}`);
  for (const [name, file] of Object.entries(files)) {
    const { version, length, hashes } = record(file, `${role} meta`);
    require(isCount(version), `${role} gives no version of ${name}`);
    require(length === undefined || isSize(length), `${role} gives no length of ${name}`);
    require(hashes === undefined ||
      Object.values(record(hashes, role)).every(isHex), `${role} gives no hash of ${name}`);
  }
}

/**
 * @param {unknown} signatures
 * @param {string} role
 * @returns {Signature[]}
 */
function readSignatures(signatures, role) {
  require(Array.isArray(signatures), `${role} has no signatures`);
  const read = /** @type {unknown[]} */ (signatures).map((signature) => {
    const { keyid, sig } = record(signature, `signature of ${role}`);
    require(isText(keyid) && isText(sig), `A signature of ${role} cannot be read`);
    return /** @type {Signature} */ ({ keyid, sig });
  });
  require(new Set(read.map(({ keyid }) => keyid)).size === read.length, `${role} is signed twice by one key`);
  return read;
}

/**
 * @param {string} role
 * @param {Uint8Array} bytes
 * @returns {unknown}
 */
function parsed(role, bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new FeedFormatError(`The ${role} metadata is not UTF-8 JSON.`);
  }
}

/**
 * @param {unknown} value
 * @param {string} what
 * @returns {Record<string, unknown>}
 */
function record(value, what) {
  require(typeof value === "object" && value !== null && !Array.isArray(value), `An object was expected (${what})`);
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {boolean} holds
 * @param {string} otherwise
 */
function require(holds, otherwise) {
  if (!holds) throw new FeedFormatError(`${otherwise}.`);
}

/** @param {unknown} value */
function isCount(value) {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** @param {unknown} value */
function isSize(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** A digest becomes a part of an address, so nothing else may stand in its place. @param {unknown} value */
function isHex(value) {
  return typeof value === "string" && /^[0-9a-f]+$/.test(value);
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string";
}
