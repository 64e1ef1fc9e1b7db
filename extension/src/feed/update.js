/**
 * One check of the feed, from the pinned root to the Release in use.
 *
 * Rules
 * - The list in use changes only when everything of the new one has verified, and then at once.
 * - A delta only saves bytes: what it makes is used when it has the digest that is signed for the names file, and else
 *   the names file is downloaded.
 * - What goes wrong is recorded and loses nothing: the last good list goes on protecting.
 * - The starter feed inside the package goes through the same client. Its age is no fault of its own, so it is judged
 *   as if no time had passed; that it ran out is then said like of any other list.
 *
 * @typedef {import("./tuf.js").Fetch} Fetch
 * @typedef {import("./tuf.js").Trusted} Trusted
 * @typedef {import("../release.js").Release} Release
 * @typedef {keyof import("../release.js").Digests} FileName
 */

import { keep, keptNamesFile, keptRelease } from "../release.js";
import { recordFailure, recordSuccess } from "../health.js";
import { requireSame } from "./demands.js";
import { FeedError } from "./feed-error.js";
import { applyDelta } from "./names-delta.js";
import { download, refresh } from "./tuf.js";
import { pin, store } from "./trust.js";

/** @type {FileName[]} */
const FILES = ["names", "sites", "helplines"];
const WHEN_PACKED = new Date(0); // before every date of expiry

/**
 * Take the newest Release that the feed offers. What went wrong is in `health()`, so that a family is told; this rejects
 * only when not even that can be written.
 * @param {Fetch} fetch  from the feed's folder
 * @param {Uint8Array} root  that the package pins
 * @param {Date} now
 * @returns {Promise<void>}
 */
export async function update(fetch, root, now) {
  try {
    await pin(root);
    const trusted = await refresh({ store, fetch, now });
    await take(trusted, fetch);
    await recordSuccess(now, trusted.expires);
  } catch (reason) {
    await recordFailure(now, named(reason));
  }
}

/**
 * Use the starter feed, unless a Release as new as that is kept already.
 * @param {Fetch} fetch  from the starter feed's folder
 * @param {Uint8Array} root  that the package pins
 * @returns {Promise<void>}
 */
export async function start(fetch, root) {
  try {
    await pin(root);
    const trusted = await refresh({ store, fetch, now: WHEN_PACKED });
    const kept = await keptRelease();
    if (kept && kept.serial >= trusted.targets.version) return;
    await take(trusted, fetch);
    await recordSuccess(null, trusted.expires);
  } catch (reason) {
    const failure = named(reason);
    // An older package beside a newer list: that the starter is refused is what protects it.
    if (failure.kind !== "rollback") await recordFailure(null, failure);
  }
}

/**
 * Any failure as one that can be told. What is not the feed's is the device's: its storage, its memory.
 * @param {unknown} reason
 * @returns {FeedError}
 */
function named(reason) {
  return reason instanceof FeedError ? reason : new FeedError("storage", `The list could not be used: ${reason}`);
}

/**
 * @param {Trusted} trusted
 * @param {Fetch} fetch
 */
async function take(trusted, fetch) {
  const kept = await keptRelease();
  const release = described(trusted);
  /** @type {Fetch} */
  const fetchTarget = (path, limit) => fetch(`targets/${path}`, limit);
  /** @type {Partial<Record<FileName, Uint8Array>>} */
  const files = {};
  for (const file of FILES) {
    if (kept?.digests[file] === release.digests[file]) continue;
    const patched = file === "names" && kept ? await patchedNames(trusted, kept.serial, fetchTarget) : null;
    files[file] = patched ?? (await download(trusted, file, fetchTarget));
  }
  await keep(release, files);
}

/**
 * The names file, made of the kept one and a delta, when the Release carries one from there that is smaller. Null
 * otherwise, and for whatever is wrong on this way: the whole file is the other.
 * @param {Trusted} trusted
 * @param {number} serial  of the Release that is kept
 * @param {Fetch} fetchTarget
 * @returns {Promise<Uint8Array | null>}
 */
async function patchedNames(trusted, serial, fetchTarget) {
  const { targets } = trusted.targets;
  const name = `names.${serial}.delta`;
  if (!Object.hasOwn(targets, name) || targets[name].length >= targets.names.length) return null;
  try {
    const delta = await download(trusted, name, fetchTarget);
    const after = applyDelta(await keptNamesFile(), delta);
    await requireSame("names", after, targets.names);
    return after;
  } catch {
    return null;
  }
}

/**
 * @param {Trusted} trusted
 * @returns {Omit<Release, "count">}
 */
function described({ targets }) {
  const digests = Object.fromEntries(FILES.map((file) => [file, digestOf(targets, file)]));
  const released = targets.targets.names.custom?.released;
  return {
    serial: targets.version,
    released: typeof released === "string" ? released : null,
    digests: /** @type {import("../release.js").Digests} */ (digests),
  };
}

/**
 * @param {Trusted["targets"]} targets
 * @param {FileName} file
 * @returns {string}
 */
function digestOf({ targets }, file) {
  const digest = Object.hasOwn(targets, file) ? targets[file].hashes.sha256 : undefined;
  if (!digest) throw new FeedError("missing", `The feed has no file ${file} with a SHA-256 digest.`);
  return digest;
}
