/**
 * What somebody pasted, read as the host that it would open, or the reason why it would open none. Pure.
 *
 * `api/public/address.py` reads the same way where no script runs; the tests hold the two to one table.
 *
 * @typedef {"empty" | "long" | "email" | "scheme" | "phrase" | "ip" | "internal" | "invalid"} Refusal
 */

import { hostOf, isListable } from "../src/names.js";

/** Characters; as for every other address that Vigie reads. */
const LONGEST = 4096;

const WEB = /^https?:\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:(?![0-9])/i;
const E_MAIL = /^(mailto:)?[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/i;
const IP = /^\[|^[0-9]+(\.[0-9]+){3}$/;
// Set aside for networks at home and at work, and for tests: RFC 6761, 6762, 7686 and 8375; ICANN for `internal`.
const INSIDE =
  /(^|\.)(localhost|local|internal|lan|home|home\.arpa|intranet|test|example|invalid|onion)$/;

/**
 * @param {string} text
 * @returns {{host: string} | {refusal: Refusal}}
 */
export function read(text) {
  const written = text.trim();
  const refusal = refusedAsText(written);
  if (refusal) return { refusal };
  const host = hostOf(written);
  return host === null ? { refusal: "invalid" } : judged(host);
}

/**
 * @param {string} written
 * @returns {Refusal | null}
 */
function refusedAsText(written) {
  if (written === "") return "empty";
  if ([...written].length > LONGEST) return "long"; // in characters, as Python counts
  if (E_MAIL.test(written)) return "email";
  if (WEB.test(written)) return null;
  if (SCHEME.test(written)) return "scheme";
  return /\s/.test(written.split(/[/?#]/, 1)[0]) ? "phrase" : null;
}

/**
 * @param {string} host
 * @returns {{host: string} | {refusal: Refusal}}
 */
function judged(host) {
  if (IP.test(host)) return { refusal: "ip" };
  if (INSIDE.test(host)) return { refusal: "internal" };
  if (!host.includes(".")) return { refusal: "phrase" };
  return isListable(host) ? { host } : { refusal: "invalid" };
}
