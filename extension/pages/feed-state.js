/**
 * The state of the list on this device, in words.
 *
 * @typedef {import("../src/health.js").Health} Health
 * @typedef {import("./language.js").Language} Language
 * @typedef {import("./language.js").Say} Say
 * @typedef {{line: string, good: boolean}} FeedState  `good` is false when the reader has to know that something is off
 */

import { readable } from "./dates.js";

/** One message for each kind of trouble that a reader can tell apart. */
const TROUBLES = {
  network: "troubleUnreached",
  missing: "troubleUnreached",
  expired: "troubleExpired",
  storage: "troubleStorage",
  signature: "troubleRefused",
  threshold: "troubleRefused",
  rollback: "troubleRefused",
  mismatch: "troubleRefused",
  length: "troubleRefused",
  format: "troubleRefused",
};

/**
 * @param {Health} feed
 * @param {Language} language
 * @param {Say} say
 * @returns {FeedState}
 */
export function feedState(feed, language, say) {
  if (!feed.verified || !feed.released) return { line: say("feedNone"), good: false };
  const date = readable(feed.released, language);
  if (feed.expired) return { line: say("feedExpired", date), good: false };
  return { line: say("feedVerified", date, String(feed.serial ?? "?")), good: true };
}

/**
 * What went wrong at the last check; null when nothing did.
 * @param {Health} feed
 * @param {Say} say
 * @returns {string | null}
 */
export function trouble(feed, say) {
  return feed.error && say(TROUBLES[feed.error.kind]);
}
