/**
 * What changed between two `names` files, as docs/feed-format.md describes it. Pure.
 */

import { FeedFormatError } from "./feed-error.js";
import { readEntry, splitEntries } from "./front-coding.js";
import { readRows, writeRows } from "./names-file.js";

const MORE = 224; // the least byte of a number that others follow
const WEIGHT = 256 - MORE;
const LONGEST_NUMBER = 5; // bytes

/**
 * The `names` file that a delta makes of the one before it. Whether it is the right one, its digest has to tell. Throws
 * `FeedFormatError`.
 * @param {Uint8Array} before
 * @param {Uint8Array} delta
 * @returns {Uint8Array}
 */
export function applyDelta(before, delta) {
  const rows = readRows(before);
  const [[gone, changed], afterCounts] = readNumbers(delta, 0, 2);
  const [goneSteps, afterGone] = readNumbers(delta, afterCounts, gone);
  const [steps, afterSteps] = readNumbers(delta, afterGone, changed);
  const facts = delta.subarray(afterSteps, afterSteps + changed);
  const entries = splitEntries(delta.subarray(afterSteps + changed));
  if (entries.length !== changed) {
    throw new FeedFormatError(`The delta announces ${changed} names and holds ${entries.length}.`);
  }
  const after = new Map(rows.map(({ name, fact }) => [name, fact]));
  let at = -1;
  for (const step of goneSteps) after.delete(nameAt(rows, (at += step)));
  at = -1;
  let base = "";
  steps.forEach((step, i) => {
    at += step;
    base = readEntry(step > 0 ? nameAt(rows, at) : base, entries[i]);
    after.set(base, facts[i]);
  });
  return writeRows(Array.from(after, ([name, fact]) => ({ name, fact })));
}

/**
 * @param {import("./names-file.js").Row[]} rows
 * @param {number} place
 * @returns {string}
 */
function nameAt(rows, place) {
  if (!(place in rows)) throw new FeedFormatError("The delta counts further than the names file goes.");
  return rows[place].name;
}

/**
 * Numbers: a byte from 224 up says that 32 times the number in the following bytes comes on top.
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} count
 * @returns {[number[], number]} the numbers, and the place after them
 */
function readNumbers(bytes, start, count) {
  const numbers = [];
  let at = start;
  while (numbers.length < count) {
    let value = 0;
    for (let weight = 1; ; weight *= WEIGHT) {
      if (at >= bytes.length) throw new FeedFormatError("The delta breaks off within its numbers.");
      if (weight === WEIGHT ** LONGEST_NUMBER) throw new FeedFormatError("The delta holds a number that is too long.");
      const byte = bytes[at++];
      value += byte * weight;
      if (byte < MORE) break;
    }
    numbers.push(value);
  }
  return [numbers, at];
}
