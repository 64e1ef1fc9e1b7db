/** Who wrote of a fact. Pure. */

const MOST_NAMED = 3;

/**
 * @param {string[]} keys  of a fact's Evidence
 * @param {import("../../src/dossiers.js").Description["evidence"]} evidence
 * @returns {string} each publisher once, the first three; empty when none is known
 */
export function publishers(keys, evidence) {
  const names = new Set(keys.flatMap((key) => evidence[key]?.publisher ?? []));
  return [...names].slice(0, MOST_NAMED).join(", ");
}
