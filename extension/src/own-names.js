/**
 * One name as a person types it into the family's own list. Pure.
 *
 * @typedef {"empty" | "too-long" | "address" | "no-dot" | "suffix" | "not-a-name"} NameRefusal
 *   address: the number of one computer. suffix: other people's names are given out under it
 */

import { hostOf, isListable } from "./names.js";

const LONGEST_TYPED = 2000; // characters: whole addresses are pasted

// The usual second levels of country domains (co.uk, com.br, gouv.fr). The whole Public Suffix List would weigh more
// than everything else in the package; what it would add, a family will hardly type.
const SHARED = /^(ac|asso|co|com|edu|gob|gouv|gov|net|or|org)\.[a-z]{2}$/;

/**
 * The name that a text means: of a whole address only its host, without `www.`; Unicode becomes A-labels.
 * @param {unknown} typed
 * @returns {{name: string} | {reason: NameRefusal}}
 */
export function readName(typed) {
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return { reason: "empty" };
  if (text.length > LONGEST_TYPED) return { reason: "too-long" };
  const host = hostOf(text);
  if (host === null) return { reason: "not-a-name" };
  if (/^[0-9.]+$|^\[/.test(host)) return { reason: "address" };
  if (host.length > 253) return { reason: "too-long" };
  if (!host.includes(".")) return { reason: "no-dot" };
  if (SHARED.test(host)) return { reason: "suffix" };
  const bare = host.replace(/^www\./, "");
  const name = bare.includes(".") && !SHARED.test(bare) ? bare : host;
  return isListable(name) ? { name } : { reason: "not-a-name" };
}
