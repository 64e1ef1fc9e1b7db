/** The messages as the browser would fill them, from the files that are shipped; an unknown key fails the test. */

import { readFileSync } from "node:fs";

/**
 * @typedef {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} Messages
 * @typedef {import("../../pages/language.js").Language} Language
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
 * @returns {import("../../pages/language.js").Say}
 */
export function speaker(language) {
  const known = messages(language);
  return (key, ...values) => {
    const { message, placeholders = {} } = known[key] ?? unknown(key);
    return message.replace(/\$(\w+)\$/g, (_, name) => {
      const place = Number(placeholders[name.toLowerCase()]?.content.slice(1));
      return values[place - 1] ?? unknown(`${key}, value ${name}`);
    });
  };
}

/**
 * @param {string} what
 * @returns {never}
 */
function unknown(what) {
  throw new Error(`No message ${what}.`);
}
