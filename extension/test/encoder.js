/** The `names` file, written: the other half of the reader, for its tests. */

/**
 * @param {{name: string, fact: number}[]} entries  sorted here
 * @returns {Uint8Array}
 */
export function writeNames(entries) {
  const rows = entries.map(({ name, fact }) => ({ name: name.split(".").reverse().join("."), fact }));
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  return encode(rows);
}

/**
 * @param {{name: string, fact: number, shared?: number}[]} rows  as they stand in the file, names reversed
 * @param {number} [count]
 * @returns {Uint8Array}
 */
export function encode(rows, count = rows.length) {
  const bytes = [...Buffer.from(`vigie-names/1 ${count}\n`), ...rows.map(({ fact }) => fact)];
  let before = "";
  for (const { name, shared = sharedLength(before, name) } of rows) {
    bytes.push(0x80 + shared, ...Buffer.from(name.slice(shared), "latin1"));
    before = name;
  }
  return Uint8Array.from(bytes);
}

/**
 * @param {string} a
 * @param {string} b
 */
function sharedLength(a, b) {
  let shared = 0;
  while (shared < Math.min(a.length, b.length, 127) && a[shared] === b[shared]) shared++;
  return shared;
}

/**
 * A delta, number by number.
 * @param {number[]} gone  steps
 * @param {{step: number, fact: number, shared: number, rest: string}[]} [set]
 * @returns {Uint8Array}
 */
export function encodeDelta(gone, set = []) {
  const numbers = [gone.length, set.length, ...gone, ...set.map(({ step }) => step)].flatMap(number);
  const entries = set.flatMap(({ shared, rest }) => [0x80 + shared, ...Buffer.from(rest, "latin1")]);
  return Uint8Array.from([...numbers, ...set.map(({ fact }) => fact), ...entries]);
}

/**
 * @param {number} value
 * @returns {number[]}
 */
function number(value) {
  return value < 224 ? [value] : [224 + ((value - 224) % 32), ...number(Math.floor((value - 224) / 32))];
}
