/**
 * How the list on this device is doing.
 *
 * @typedef {object} Health
 * @property {number | null} serial  of the Release in use
 * @property {string | null} released  when it was released (ISO 8601)
 * @property {number} count  names in use
 * @property {string | null} checkedAt  the last time that the feed was asked for (ISO 8601)
 * @property {boolean} verified  whether a list is here and its signatures held
 * @property {boolean} expired  whether the signed metadata has run out: the list is out of date, and still protects
 * @property {{kind: import("./feed/feed-error.js").FeedErrorKind, message: string} | null} error  of the last check
 */

/**
 * What is known now, read from storage; `expired` is judged at this moment.
 * @returns {Promise<Health>}
 */
export async function health() {
  throw new Error("not built yet");
}
