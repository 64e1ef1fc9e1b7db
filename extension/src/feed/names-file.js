/**
 * The `names` file of a Release, as docs/feed-format.md describes it. Pure.
 *
 * @typedef {import("./sites-file.js").Category} Category
 * @typedef {import("./sites-file.js").Status} Status
 * @typedef {import("./sites-file.js").Stance} Stance
 * @typedef {{name: string, category: Category, status: Status, stance: Stance}} ListedName
 * @typedef {{name: string, fact: number}} Row  a name with its labels reversed, and its byte of facts
 */

import { isListable } from "../names.js";
import { FeedFormatError } from "./feed-error.js";
import { entryFor, MOST_SHARED, readEntry, splitEntries } from "./front-coding.js";

/** @type {Category[]} by their number in the file; the others are reserved */
export const CATEGORIES = ["anonymous-chat", "random-video-chat", "dating-chat", "anonymous-messaging"];
/** @type {Status[]} by their number in the file; the others are reserved */
const STATUSES = ["active", "redirecting", "closed", "closed_by_authority", "parked", "unreachable", "unknown"];

const LONGEST_HEADER = 32; // bytes

/**
 * Read a `names` file, sorted as it is written. An entry that cannot be a listed name is left out alone. Throws
 * `FeedFormatError` for anything but the one encoding of a list.
 * @param {Uint8Array} bytes
 * @returns {ListedName[]}
 */
export function readNames(bytes) {
  const names = readRows(bytes).map(({ name, fact }) => ({
    name: reversed(name),
    ...readFacts(fact),
  }));
  return names.filter(({ name }) => isListable(name));
}

/**
 * The rows of a `names` file, whatever they say. Throws `FeedFormatError` for anything but the one encoding of them.
 * @param {Uint8Array} bytes
 * @returns {Row[]}
 */
export function readRows(bytes) {
  const { count, facts, entriesAt } = readHeader(bytes);
  const entries = splitEntries(bytes.subarray(entriesAt));
  if (entries.length !== count) {
    throw new FeedFormatError(`The names file announces ${count} names and holds ${entries.length}.`);
  }
  let before = "";
  return entries.map((entry, i) => {
    const name = readEntry(before, entry);
    requireNext(before, entry.shared, name);
    before = name;
    return { name, fact: facts[i] };
  });
}

/**
 * What a `names` file that was read before says of one name, as `readNames` would, without reading the others: a page
 * that a family waits for has no time for them. Throws `FeedFormatError` for what does not begin as a `names` file.
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {ListedName | undefined} undefined when it is not listed
 */
export function findName(bytes, name) {
  if (!isListable(name)) return undefined;
  const { count, facts, entriesAt } = readHeader(bytes);
  const wanted = new TextEncoder().encode(reversed(name));
  let at = entriesAt;
  let same = 0; // how many first characters the entry has in common with what is wanted
  for (let row = 0; row < count; row++) {
    const shared = bytes[at++] - 0x80;
    const rest = at;
    while (bytes[at] < 0x80) at++;
    if (shared > same) continue; // where the entry before left what is wanted, this one does too
    same = shared;
    while (same - shared < at - rest && bytes[rest + same - shared] === wanted[same]) same++;
    if (same === wanted.length && same - shared === at - rest) return { name, ...readFacts(facts[row]) };
  }
  return undefined;
}

/**
 * The `names` file of rows in any order, each name once.
 * @param {Row[]} rows
 * @returns {Uint8Array}
 */
export function writeRows(rows) {
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const bytes = [...new TextEncoder().encode(`vigie-names/1 ${sorted.length}\n`)];
  for (const { fact } of sorted) bytes.push(fact);
  let before = "";
  for (const { name } of sorted) {
    const { shared, rest } = entryFor(before, name);
    bytes.push(0x80 + shared);
    for (let i = 0; i < rest.length; i++) bytes.push(rest.charCodeAt(i));
    before = name;
  }
  return Uint8Array.from(bytes);
}

/**
 * @param {Uint8Array} bytes
 * @returns {{count: number, facts: Uint8Array, entriesAt: number}}
 */
function readHeader(bytes) {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, LONGEST_HEADER));
  const header = /^vigie-names\/1 (0|[1-9][0-9]{0,8})\n/.exec(start);
  if (!header) throw new FeedFormatError("The names file does not begin with its header.");
  const count = Number(header[1]);
  const entriesAt = header[0].length + count;
  return { count, facts: bytes.subarray(header[0].length, entriesAt), entriesAt };
}

/**
 * @param {string} name
 * @returns {string} with its labels the other way round
 */
function reversed(name) {
  return name.split(".").reverse().join(".");
}

/**
 * @param {string} before
 * @param {number} shared
 * @param {string} name
 */
function requireNext(before, shared, name) {
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
