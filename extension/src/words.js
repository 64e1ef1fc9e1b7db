/**
 * The pages' own messages, in the language that the family chose; the browser's own choice is one of many.
 *
 * @typedef {"en" | "fr" | "it" | "es" | "de"} Language
 * @typedef {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} Messages
 *   a file of `_locales`, read
 * @typedef {(key: string, ...values: string[]) => string} Say
 *   the message of that key, with its placeholders filled in order; empty when there is none
 * @typedef {{language: Language, say: Say}} Words
 */

/** @type {readonly Language[]} */
export const LANGUAGES = ["en", "fr", "it", "es", "de"];

/**
 * The messages of one language. What the browser shows is asked of the browser; another language is read from the
 * package. Rejects when the package lacks the file.
 * @param {string} wanted  a language, or "auto" for the browser's own
 * @returns {Promise<Words>}
 */
export async function words(wanted) {
  // The messages say their language themselves: a browser may show ours in French and call itself English.
  const shown = languageOf(chrome.i18n.getMessage("language"));
  const language = wanted === "auto" ? shown : languageOf(wanted);
  if (language === shown) return { language, say: (key, ...values) => chrome.i18n.getMessage(key, values) };
  const file = await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`));
  return { language, say: sayer(await file.json()) };
}

/**
 * What a browser does with a file of messages, for a file that it did not choose.
 * @param {Messages} messages
 * @returns {Say}
 */
export function sayer(messages) {
  return (key, ...values) => {
    const { message = "", placeholders = {} } = messages[key] ?? {};
    return message.replace(/\$(\w+)\$/g, (_, name) => {
      const place = /^\$([1-9])$/.exec(placeholders[name.toLowerCase()]?.content ?? "")?.[1];
      return values[Number(place) - 1] ?? "";
    });
  };
}

/**
 * @param {string} text
 * @returns {Language}  English for any other text
 */
function languageOf(text) {
  return LANGUAGES.find((language) => language === text) ?? "en";
}
