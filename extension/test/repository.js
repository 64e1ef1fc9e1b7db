/** A TUF repository made in the test and signed by WebCrypto, and a connection to it that the test can spoil. */

import { canonical } from "../src/feed/canonical.js";
import { sha } from "../src/feed/digests.js";
import { FeedError } from "../src/feed/feed-error.js";
import { toHex } from "../src/feed/bytes.js";

/** @typedef {import("../src/feed/metadata.js").Role} Role */
/** @typedef {{id: string, public: object, sign: (signed: unknown) => Promise<string>}} Signer */

export const NOW = new Date("2026-11-21T12:00:00Z");

/** @param {number} n */
export function daysFromNow(n) {
  return new Date(NOW.getTime() + n * 86_400_000);
}

/** @returns {Promise<Signer>} */
export async function newSigner() {
  const pair = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]));
  const raw = toHex(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const key = { keytype: "ed25519", scheme: "ed25519", keyval: { public: raw } };
  return {
    id: await sha("sha256", canonical(key)),
    public: key,
    sign: async (signed) =>
      toHex(new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, canonical(signed)))),
  };
}

/**
 * @param {Record<string, unknown>} signed
 * @param {Signer[]} signers
 * @returns {Promise<Uint8Array>}
 */
export async function signed(signed, signers) {
  const signatures = await Promise.all(
    signers.map(async (signer) => ({ keyid: signer.id, sig: await signer.sign(signed) })),
  );
  return new TextEncoder().encode(JSON.stringify({ signatures, signed }));
}

export class Repository {
  /** @type {Map<string, Uint8Array>} */ files = new Map();
  /** @type {string[]} */ asked = [];
  version = { root: 0, timestamp: 0, snapshot: 0, targets: 0 };
  expires = { root: daysFromNow(365), timestamp: daysFromNow(3), snapshot: daysFromNow(30), targets: daysFromNow(90) };
  /** @type {Record<Role, Signer[]>} */ signers = { root: [], timestamp: [], snapshot: [], targets: [] };
  rootThreshold = 2;

  /** A repository with one Release. @param {Record<string, Uint8Array>} [targets] */
  static async create(targets = {}) {
    const repository = new Repository();
    repository.signers.root = [await newSigner(), await newSigner(), await newSigner()];
    for (const role of /** @type {const} */ (["timestamp", "snapshot", "targets"])) {
      repository.signers[role] = [await newSigner()];
    }
    await repository.publishRoot();
    await repository.publish(targets);
    return repository;
  }

  /** The next root. @param {Signer[]} [by] those who sign it; otherwise its own keys */
  async publishRoot(by = this.signers.root) {
    const keys = Object.values(this.signers).flat();
    const roles = Object.entries(this.signers).map(([role, signers]) => [
      role,
      { keyids: signers.map(({ id }) => id), threshold: role === "root" ? this.rootThreshold : 1 },
    ]);
    const part = {
      ...this.next("root"),
      consistent_snapshot: true,
      keys: Object.fromEntries(keys.map((key) => [key.id, key.public])),
      roles: Object.fromEntries(roles),
    };
    await this.put(`${this.version.root}.root.json`, part, by);
  }

  /** The next Release, with a snapshot and a timestamp of it. @param {Record<string, Uint8Array>} targets */
  async publish(targets = {}) {
    /** @type {Record<string, unknown>} */
    const described = {};
    for (const [name, bytes] of Object.entries(targets)) {
      const digest = await sha("sha256", bytes);
      described[name] = { length: bytes.length, hashes: { sha256: digest } };
      if (name === "names") Object.assign(described[name] ?? {}, { custom: { released: "2026-11-21T11:00:00Z" } });
      this.files.set(`targets/${digest}.${name}`, bytes);
    }
    await this.put(`${this.version.targets + 1}.targets.json`, { ...this.next("targets"), targets: described });
    await this.publishSnapshot();
  }

  async publishSnapshot(meta = {}) {
    const part = { meta: { "targets.json": { version: this.version.targets }, ...meta } };
    await this.put(`${this.version.snapshot + 1}.snapshot.json`, { ...this.next("snapshot"), ...part });
    await this.publishTimestamp();
  }

  async publishTimestamp() {
    const meta = { "snapshot.json": { version: this.version.snapshot } };
    await this.put("timestamp.json", { ...this.next("timestamp"), meta });
  }

  /**
   * @param {string} path
   * @param {Record<string, unknown>} part
   * @param {Signer[]} [by]
   */
  async put(path, part, by = this.signers[/** @type {Role} */ (part._type)]) {
    this.files.set(path, await signed(part, by));
  }

  /** @param {Role} role */
  next(role) {
    const expires = this.expires[role].toISOString().replace(/\.\d+Z/, "Z");
    return { _type: role, spec_version: "1.0.31", version: ++this.version[role], expires };
  }

  /** @returns {Uint8Array} */
  get firstRoot() {
    return /** @type {Uint8Array} */ (this.files.get("1.root.json"));
  }

  /** @type {import("../src/feed/tuf.js").Fetch} */
  fetch = async (path, limit) => {
    this.asked.push(path);
    const bytes = this.files.get(path);
    if (!bytes) throw new FeedError("missing", `${path} is not there.`);
    if (bytes.length > limit) throw new FeedError("length", `${path} is longer than ${limit} bytes.`);
    return bytes;
  };

  /** A connection that breaks off for one file. @param {string} broken @returns {import("../src/feed/tuf.js").Fetch} */
  without(broken) {
    return async (path, limit) => {
      if (path === broken) throw new FeedError("network", `${path} broke off.`);
      return this.fetch(path, limit);
    };
  }
}
