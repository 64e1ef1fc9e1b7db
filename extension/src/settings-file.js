/**
 * The settings as one file, to carry them to another device. Neither the PIN nor the diary is in it. Pure.
 *
 * @typedef {import("./settings.js").Chosen} Chosen
 * @typedef {"too-large" | "not-json" | "not-settings" | "newer"} FileRefusal
 *   newer: of a later version of the extension
 */

import { countUnread, isObject, readChosen, VERSION } from "./settings.js";

const LARGEST = 1_000_000; // characters

/**
 * @param {Chosen} chosen
 * @returns {string} JSON
 */
export function writeFile(chosen) {
  return `${JSON.stringify({ vigie: "settings", version: VERSION, ...chosen }, null, 2)}\n`;
}

/**
 * @param {unknown} text
 * @returns {{ok: true, chosen: Chosen, dropped: number} | {ok: false, reason: FileRefusal}}
 *   `dropped`: how many entries could not be read, and are left out
 */
export function readFile(text) {
  if (typeof text !== "string") return { ok: false, reason: "not-json" };
  if (text.length > LARGEST) return { ok: false, reason: "too-large" };
  const file = parse(text);
  if (file === undefined) return { ok: false, reason: "not-json" };
  if (!isObject(file) || file.vigie !== "settings") return { ok: false, reason: "not-settings" };
  const { vigie: _, version, ...fields } = file;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    return { ok: false, reason: "not-settings" };
  }
  if (version > VERSION) return { ok: false, reason: "newer" };
  return { ok: true, chosen: readChosen(fields), dropped: countUnread(fields) };
}

/**
 * @param {string} text
 * @returns {unknown} undefined for what is not JSON
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
