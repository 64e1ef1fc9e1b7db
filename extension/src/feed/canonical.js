/**
 * OLPC canonical JSON, the form of metadata that TUF signatures cover: keys sorted, no white space, only `"` and `\`
 * escaped, whole numbers only. Pure.
 */

import { FeedFormatError } from "./feed-error.js";

const DEEPEST = 64; // ten times what metadata needs; without a limit, 16 kB of brackets exhaust the stack

/**
 * Encode a parsed JSON value. Throws `FeedFormatError` for what the form cannot say (a fraction, a number that
 * JavaScript rounds, a lone surrogate) and for a value nested more than 64 deep.
 * @param {unknown} value
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function canonical(value) {
  return new TextEncoder().encode(written(value, 0));
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {string}
 */
function written(value, depth) {
  if (depth > DEEPEST) throw new FeedFormatError("The metadata is nested too deep.");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return wholeNumber(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item, depth + 1)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).sort(([a], [b]) => byCodePoint(a, b));
    return `{${members.map(([key, member]) => `${quoted(key)}:${written(member, depth + 1)}`).join(",")}}`;
  }
  throw new FeedFormatError(`Canonical JSON cannot hold a ${typeof value}.`);
}

/**
 * @param {number} value
 * @returns {string}
 */
function wholeNumber(value) {
  if (!Number.isSafeInteger(value)) throw new FeedFormatError(`Canonical JSON cannot hold the number ${value}.`);
  return String(value + 0); // -0 is written "0"
}

/**
 * @param {string} text
 * @returns {string}
 */
function quoted(text) {
  if (!text.isWellFormed()) throw new FeedFormatError("A text in signed metadata is not Unicode.");
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * The order of code points; `<` compares UTF-16 units, which sorts U+FF5E after U+1F600.
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function byCodePoint(a, b) {
  const left = Array.from(a, (letter) => letter.codePointAt(0) ?? 0);
  const right = Array.from(b, (letter) => letter.codePointAt(0) ?? 0);
  const at = left.findIndex((point, i) => point !== right[i]);
  if (at === -1) return left.length - right.length;
  return left[at] - (right[at] ?? -1);
}
