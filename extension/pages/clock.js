/**
 * Moments and stretches of time as pages tell them, in the reader's own time zone. Pure: the time comes in as an
 * argument.
 *
 * @typedef {import("../src/words.js").Language} Language
 */

import { LOCALES } from "./dates.js";

const SECOND = 1000;
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
  return new Intl.DateTimeFormat(LOCALES[language], format).format(moment);
}

/**
 * How long it is from now until a moment: `12 seconds`, and from two minutes up `3 minutes`, the one that has begun
 * included. What is still to come is never said to be none.
 * @param {number} until
 * @param {number} now
 * @param {Language} language
 * @returns {string}
 */
export function stretch(until, now, language) {
  const left = Math.max(1, until - now);
  return left < 2 * MINUTE
    ? counted(Math.ceil(left / SECOND), "second", language)
    : minutes(Math.ceil(left / MINUTE), language);
}

/**
 * `5` → "5 minutes", "5 Minuten".
 * @param {number} count
 * @param {Language} language
 * @returns {string}
 */
export function minutes(count, language) {
  return counted(count, "minute", language);
}

/**
 * `5` → "5 seconds", "5 secondes".
 * @param {number} count
 * @param {Language} language
 * @returns {string}
 */
export function seconds(count, language) {
  return counted(count, "second", language);
}

/**
 * @param {number} count
 * @param {"second" | "minute"} unit
 * @param {Language} language
 */
function counted(count, unit, language) {
  return new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, unitDisplay: "long" }).format(count);
}
