/**
 * The reader's language: which of a feed text's languages to show, and the pages' own messages.
 *
 * @typedef {"en" | "fr"} Language
 * @typedef {import("../src/dossiers.js").Text} Text
 * @typedef {(key: string, ...values: string[]) => string} Say
 *   the message of that key in the reader's language, with its placeholders filled in order
 */

/**
 * @param {string} [uiLanguage]  a BCP 47 tag; the browser's own by default
 * @returns {Language}  English for every language that the pages are not written in
 */
export function languageOf(uiLanguage = chrome.i18n.getUILanguage()) {
  return /^fr\b/i.test(uiLanguage) ? "fr" : "en";
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
