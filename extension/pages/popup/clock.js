/**
 * Moments as the popup tells them, in the reader's own time zone. Pure: the time comes in as an argument.
 *
 * @typedef {import("../language.js").Language} Language
 */

const MINUTE = 60_000;

/**
 * `18:04` today; with the day before it on any other day.
 * @param {number} moment  milliseconds since 1970
 * @param {number} now
 * @param {Language} language
 * @returns {string}
 */
export function moment(moment, now, language) {
  const today = new Date(moment).toDateString() === new Date(now).toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const time = { hour: "2-digit", minute: "2-digit" };
  const format = today ? time : /** @type {const} */ ({ day: "numeric", month: "long", ...time });
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", format).format(moment);
}

/**
 * Minutes left, the one that has begun included: what is still open is never said to have none left.
 * @param {number} until
 * @param {number} now
 * @returns {number}
 */
export function minutesLeft(until, now) {
  return Math.max(1, Math.ceil((until - now) / MINUTE));
}
