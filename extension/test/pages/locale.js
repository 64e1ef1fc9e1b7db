/** The messages as the browser would fill them, from the files that are shipped; an unknown key fails the test. */

import { readFileSync } from "node:fs";

import { sayer } from "../../src/words.js";

/**
 * @typedef {import("../../src/words.js").Messages} Messages
 * @typedef {import("../../src/words.js").Language} Language
 */

/**
 * @param {Language} language
 * @returns {Messages}
 */
export function messages(language) {
  return JSON.parse(readFileSync(new URL(`../../_locales/${language}/messages.json`, import.meta.url), "utf8"));
}

/**
 * @param {Language} language
 * @returns {import("../../src/words.js").Say}
 */
export function speaker(language) {
  const known = messages(language);
  const say = sayer(known);
  return (key, ...values) => {
    const { placeholders = {} } = known[key] ?? unknown(key);
    if (Object.keys(placeholders).length > values.length) unknown(`${key} of ${values.length} values`);
    return say(key, ...values);
  };
}

/**
 * @param {string} what
 * @returns {never}
 */
function unknown(what) {
  throw new Error(`No message ${what}.`);
}
