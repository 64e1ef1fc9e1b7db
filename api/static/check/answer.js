/**
 * What the list says of a host. Pure.
 *
 * `api/public/answering.py` says the same where no script runs; the tests hold the two to one table.
 *
 * @typedef {import("../src/names.js").Listed} Listed
 * @typedef {import("../src/feed/names-file.js").ListedName} ListedName
 * @typedef {"listed" | "shut" | "withdrawn" | "similar" | "encoded" | "unknown"} Verdict
 * @typedef {{verdict: Verdict, host: string, names: string[]}} Answer  `names`: the Name that covers the host, or those
 *   that its own name resembles, the nearest first
 */

import { upwards } from "../src/names.js";

const SHUT = ["closed", "closed_by_authority"];
/** Letters that are enough to be known by, whatever digits and hyphens stand between them. */
const LETTERS = 5;
/** Characters of a label that one other letter does not turn into a word of its own. */
const LONG = 6;
const MOST_LIKE = 3;
/** Of a host, the nearest to its ending: one may have a hundred. */
const MOST_LABELS = 4;
/** What stands before a country's ending without being anybody's: `co.uk`, `com.br`. */
const SHARED = new Set(["ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "or", "org"]);

/**
 * @param {string} host  as `read` gives it
 * @param {Listed} listed
 * @param {ReadonlySet<string>} removed  the names that the last Releases took off the list
 * @returns {Answer}
 */
export function answer(host, listed, removed) {
  for (const name of upwards(host)) {
    const found = listed.get(name);
    if (found) return { verdict: SHUT.includes(found.status) ? "shut" : "listed", host, names: [name] };
  }
  for (const name of upwards(host)) {
    if (removed.has(name)) return { verdict: "withdrawn", host, names: [name] };
  }
  const names = resembling(host, listed).slice(0, MOST_LIKE);
  if (names.length > 0) return { verdict: "similar", host, names };
  return { verdict: /(^|\.)xn--/.test(host) ? "encoded" : "unknown", host, names };
}

/**
 * @param {string} host
 * @param {Listed} listed
 * @returns {string[]}
 */
function resembling(host, listed) {
  const own = chosen(host).slice(-MOST_LABELS);
  const found = [...listed.values()].flatMap(({ name }) => {
    const label = chosen(name)[0];
    const near = own.map((one) => resemblance(one, label)).filter((one) => one !== null);
    return near.length > 0 ? [{ name, near: Math.min(...near), label }] : [];
  });
  return found.sort((a, b) => a.near - b.near || compare(a.label, b.label) || compare(a.name, b.name)).map(({ name }) => name);
}

/**
 * What somebody chose of a host's labels. A page has no list of public suffixes: a hint needs the common ones alone.
 * @param {string} host
 * @returns {string[]} never empty
 */
function chosen(host) {
  const labels = host.split(".").filter((label) => label !== "www");
  const ending = labels.length > 2 && SHARED.has(labels[labels.length - 2]) ? 2 : 1;
  return labels.slice(0, Math.max(1, labels.length - ending));
}

/**
 * @param {string} own
 * @param {string} label  of a listed name
 * @returns {number | null} 0 for the same word, 1 for other digits or hyphens, 2 for one other letter
 */
function resemblance(own, label) {
  if (own === label) return 0;
  if (own.startsWith("xn--") || label.startsWith("xn--")) return null;
  if (letters(label).length >= LETTERS && letters(own) === letters(label)) return 1;
  return label.length >= LONG && isOneApart(own, label) ? 2 : null;
}

/** @param {string} label */
function letters(label) {
  return label.replace(/[0-9-]/g, "");
}

/**
 * Whether one letter put in, left out or exchanged makes one of the other.
 * @param {string} a
 * @param {string} b
 */
function isOneApart(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [restOfA, restOfB] = [a.slice(same), b.slice(same)];
  return (
    restOfA.slice(1) === restOfB.slice(1) || restOfA.slice(1) === restOfB || restOfA === restOfB.slice(1)
  );
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
