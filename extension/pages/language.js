/**
 * The words of a page: its own messages, and which of a feed text's languages to show.
 *
 * @typedef {import("../src/words.js").Language} Language
 * @typedef {import("../src/words.js").Say} Say
 * @typedef {import("../src/words.js").Words} Words
 * @typedef {import("../src/dossiers.js").Text} Text
 */

/**
 * @param {Text} text
 * @param {Language} language
 * @returns {string}
 */
export function pick(text, language) {
  return text[language] || text.en;
}

/**
 * The language that `pick` gives a text in, for the page to say when it is not its own.
 * @param {Text} text
 * @param {Language} language
 * @returns {string}
 */
export function pickedLanguage(text, language) {
  return text[language] ? language : "en";
}

/**
 * Give a page its language, and every element with `data-message` the message of that key.
 * @param {Document} page
 * @param {Words} words
 */
export function translate(page, { language, say }) {
  page.documentElement.lang = language;
  for (const element of page.querySelectorAll("[data-message]")) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.message ?? "");
  }
}
