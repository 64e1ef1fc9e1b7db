/** What whoever controls one of a Site's names says of its entry: their words, as text, in their language. */

import { readable } from "../dates.js";
import { element } from "../element.js";

/**
 * @typedef {import("../../src/dossiers.js").Description} Description
 * @typedef {import("../language.js").Language} Language
 * @typedef {{byline: string, text: string, language: string}} Said  `byline` is who, and when
 */

/**
 * @param {Pick<Description, "site">} described
 * @param {Language} language  of the reader
 * @returns {Said[]} the newest first
 */
export function replies({ site }, language) {
  return (site?.replies ?? [])
    .map(({ name, date, language: written, text }) => ({
      byline: `${name} · ${readable(date, language)}`,
      text,
      language: written,
    }))
    .reverse();
}

/**
 * A long reply scrolls in its place: it is theirs to cut nothing of, and the page's to keep the way out in sight.
 * @param {Description} described
 * @param {Language} language
 * @returns {HTMLElement[]} list items
 */
export function replyItems(described, language) {
  return replies(described, language).map(({ byline, text, language: written }) =>
    element(
      "li",
      {},
      element("span", { class: "soft small" }, byline),
      element("p", { class: "reply", lang: written, dir: "auto", tabindex: "0" }, text),
    ),
  );
}
