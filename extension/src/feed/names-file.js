/**
 * The `names` file of a Release, as docs/feed-format.md describes it. Pure.
 *
 * @typedef {import("./sites-file.js").Category} Category
 * @typedef {import("./sites-file.js").Status} Status
 * @typedef {import("./sites-file.js").Stance} Stance
 * @typedef {{name: string, category: Category, status: Status, stance: Stance}} ListedName
 */

import { isListable } from "../names.js";
import { FeedFormatError } from "./feed-error.js";

/** @type {Category[]} by their number in the file; the others are reserved */
export const CATEGORIES = ["anonymous-chat", "random-video-chat", "dating-chat", "anonymous-messaging"];
/** @type {Status[]} by their number in the file; the others are reserved */
const STATUSES = ["active", "redirecting", "closed", "closed_by_authority", "parked", "unreachable", "unknown"];

const LONGEST_HEADER = 32; // bytes
const MOST_SHARED = 127; // characters that one byte can say are shared

/**
 * Read a `names` file, sorted as it is written. An entry that cannot be a listed name is left out alone. Throws
 * `FeedFormatError` for anything but the one encoding of a list.
 * @param {Uint8Array} bytes
 * @returns {ListedName[]}
 */
export function readNames(bytes) {
  // windows-1252, as "latin1" is read: one character for each byte, so that places in both are the same.
  const text = new TextDecoder("latin1").decode(bytes);
  const header = /^vigie-names\/1 (0|[1-9][0-9]{0,8})\n/.exec(text.slice(0, LONGEST_HEADER));
  if (!header) throw new FeedFormatError("The names file does not begin with its header.");
  const count = Number(header[1]);
  const facts = bytes.subarray(header[0].length, header[0].length + count);
  const reversed = readEntries(bytes, text, header[0].length + count);
  if (reversed.length !== count) {
    throw new FeedFormatError(`The names file announces ${count} names and holds ${reversed.length}.`);
  }
  const names = reversed.map((name, i) => ({ name: name.split(".").reverse().join("."), ...readFacts(facts[i]) }));
  return names.filter(({ name }) => isListable(name));
}

/**
 * @param {Uint8Array} bytes
 * @param {string} text  the same, one character for each byte
 * @param {number} start
 * @returns {string[]} names with their labels reversed
 */
function readEntries(bytes, text, start) {
  const names = [];
  let before = "";
  for (let at = start; at < bytes.length;) {
    const shared = bytes[at] - 0x80;
    if (shared < 0) throw new FeedFormatError("An entry of the names file does not begin with its shared length.");
    let end = at + 1;
    while (end < bytes.length && bytes[end] < 0x80) end++;
    const name = before.slice(0, shared) + text.slice(at + 1, end);
    requireNext(before, shared, name);
    names.push(name);
    before = name;
    at = end;
  }
  return names;
}

/**
 * @param {string} before
 * @param {number} shared
 * @param {string} name
 */
function requireNext(before, shared, name) {
  if (shared > before.length) throw new FeedFormatError("An entry shares more than the entry before it has.");
  if (name <= before) throw new FeedFormatError("The names file is not sorted, or says a name twice.");
  if (shared < MOST_SHARED && shared < before.length && name[shared] === before[shared]) {
    throw new FeedFormatError("An entry of the names file shares less than it could.");
  }
}

/**
 * A reserved number is a newer list's: it is shown as unknown, and warned about.
 * @param {number} byte
 * @returns {{category: Category, status: Status, stance: Stance}}
 */
function readFacts(byte) {
  const category = CATEGORIES[(byte >> 3) & 0b1111];
  const status = STATUSES[byte & 0b111];
  const informs = byte >> 7 === 1 && category !== undefined && status !== undefined;
  return { category: category ?? "unknown", status: status ?? "unknown", stance: informs ? "inform" : "warn" };
}
