/**
 * The reader's language: which of a feed text's languages to show, and the pages' own messages.
 *
 * @typedef {"en" | "fr"} Language
 * @typedef {import("../src/dossiers.js").Text} Text
 * @typedef {(key: string, ...values: string[]) => string} Say
 *   the message of that key in the reader's language, with its placeholders filled in order
 */

/**
 * The language of the messages, as they say themselves. What the browser calls its own language may be another one: a
 * Chromium without its French words shows ours in French and says that it speaks English.
 * @param {string} [written]
 * @returns {Language}
 */
export function languageOf(written = say("language")) {
  return written === "fr" ? "fr" : "en";
}

/**
 * @param {Text} text
 * @param {Language} language
 * @returns {string}
 */
export function pick(text, language) {
  return text[language] || text.en;
}

/** @type {Say} */
export const say = (key, ...values) => chrome.i18n.getMessage(key, values);

/**
 * Give a page its language, and every element with `data-message` the message of that key.
 * @param {Document} page
 * @param {Language} language
 */
export function translate(page, language) {
  page.documentElement.lang = language;
  for (const element of page.querySelectorAll("[data-message]")) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.message ?? "");
  }
}
