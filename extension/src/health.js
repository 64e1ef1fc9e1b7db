/**
 * How the list on this device is doing.
 *
 * @typedef {import("./feed/feed-error.js").FeedError} FeedError
 *
 * @typedef {object} Health
 * @property {number | null} serial  of the Release in use
 * @property {string | null} released  when it was released (ISO 8601)
 * @property {number} count  names in use
 * @property {string | null} checkedAt  the last time that the feed was asked for (ISO 8601)
 * @property {boolean} verified  whether a list is here; no list is kept whose signatures did not hold
 * @property {boolean} expired  whether the signed metadata has run out: the list is out of date, and still protects
 * @property {{kind: import("./feed/feed-error.js").FeedErrorKind, message: string} | null} error  of the last check
 *
 * @typedef {object} Record  what is remembered from check to check
 * @property {string | null} checkedAt
 * @property {string | null} expires
 * @property {number} failures  in a row
 * @property {Health["error"]} error
 */

import { keptRelease } from "./release.js";
import { local } from "./storage.js";

/** @type {Record} */
const NOTHING_YET = { checkedAt: null, expires: null, failures: 0, error: null };

/**
 * What is known now, read from storage; `expired` is judged at this moment.
 * @param {Date} [now]
 * @returns {Promise<Health>}
 */
export async function health(now = new Date()) {
  const [release, { checkedAt, expires, error }] = await Promise.all([keptRelease(), remembered()]);
  return {
    serial: release?.serial ?? null,
    released: release?.released ?? null,
    count: release?.count ?? 0,
    checkedAt,
    verified: release !== null,
    expired: release !== null && (expires === null || Date.parse(expires) <= now.getTime()),
    error,
  };
}

/**
 * @returns {Promise<number>} checks that failed since the last one that did not
 */
export async function failuresInARow() {
  return (await remembered()).failures;
}

/**
 * @param {Date | null} now  null when the feed was not asked, but the package
 * @param {Date} expires
 */
export async function recordSuccess(now, expires) {
  const { checkedAt } = await remembered();
  await local.write({
    health: { checkedAt: now?.toISOString() ?? checkedAt, expires: expires.toISOString(), failures: 0, error: null },
  });
}

/**
 * @param {Date | null} now  null when the feed was not asked, but the package
 * @param {FeedError} reason
 */
export async function recordFailure(now, reason) {
  const { checkedAt, expires, failures } = await remembered();
  const error = { kind: reason.kind, message: reason.message };
  await local.write({
    health: { checkedAt: now?.toISOString() ?? checkedAt, expires, failures: failures + 1, error },
  });
}

/** @returns {Promise<Record>} */
async function remembered() {
  return local.read("health", NOTHING_YET);
}
