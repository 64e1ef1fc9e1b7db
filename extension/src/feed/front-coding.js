/**
 * A name written against another that is known: one byte `0x80 + k`, where `k` is how many first characters they share,
 * and then the rest in ASCII. Pure.
 *
 * @typedef {{shared: number, rest: string}} Entry
 */

import { FeedFormatError } from "./feed-error.js";

/** What one byte can say is shared, in characters. */
export const MOST_SHARED = 127;

/**
 * The entries in a row of them. Throws `FeedFormatError`.
 * @param {Uint8Array} bytes
 * @returns {Entry[]}
 */
export function splitEntries(bytes) {
  // windows-1252, as "latin1" is read: one character for each byte, so that places in both are the same.
  const text = new TextDecoder("latin1").decode(bytes);
  const entries = [];
  for (let at = 0; at < bytes.length;) {
    const shared = bytes[at] - 0x80;
    if (shared < 0) throw new FeedFormatError("An entry does not begin with its shared length.");
    let end = at + 1;
    while (end < bytes.length && bytes[end] < 0x80) end++;
    entries.push({ shared, rest: text.slice(at + 1, end) });
    at = end;
  }
  return entries;
}

/**
 * The name that an entry says to who knows `base`. Throws `FeedFormatError`.
 * @param {string} base
 * @param {Entry} entry
 * @returns {string}
 */
export function readEntry(base, { shared, rest }) {
  if (shared > base.length) throw new FeedFormatError("An entry shares more than the name before it has.");
  return base.slice(0, shared) + rest;
}

/**
 * @param {string} base
 * @param {string} name
 * @returns {Entry}
 */
export function entryFor(base, name) {
  const most = Math.min(base.length, name.length, MOST_SHARED);
  let shared = 0;
  while (shared < most && base[shared] === name[shared]) shared++;
  return { shared, rest: name.slice(shared) };
}
