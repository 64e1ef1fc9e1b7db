/** The rest of what the list knows: the other reasons, what happened, and every source. */

import { readable } from "../dates.js";
import { element, link } from "../element.js";
import { pick, pickedLanguage } from "../language.js";

/**
 * @typedef {import("../../src/dossiers.js").Description} Description
 * @typedef {import("../../src/dossiers.js").Evidence} Evidence
 * @typedef {import("../language.js").Language} Language
 * @typedef {import("../language.js").Say} Say
 * @typedef {import("./wording.js").Reason} Reason
 */

const EVENTS = {
  launched: "eventLaunched",
  renamed: "eventRenamed",
  seized: "eventSeized",
  closed: "eventClosed",
  reopened: "eventReopened",
  court: "eventCourt",
  report: "eventReport",
};

/**
 * @param {Reason[]} reasons
 * @returns {HTMLElement[]} list items
 */
export function reasonItems(reasons) {
  return reasons.map(({ label, sentence, byline }) =>
    element(
      "li",
      {},
      element("strong", {}, label),
      element("p", {}, sentence),
      element("p", { class: "soft small" }, byline),
    ),
  );
}

/**
 * @param {Description} described
 * @param {Language} language
 * @param {Say} say
 * @returns {HTMLElement[]} list items, oldest first
 */
export function eventItems({ site }, language, say) {
  return (site?.events ?? []).map(({ kind, date, text }) => {
    const day = date ? readable(date, language) : say("undated");
    const fact = [day, say(EVENTS[kind])].filter(Boolean).join(" · ");
    return element(
      "li",
      {},
      element("span", { class: "soft small" }, fact),
      element("p", { lang: pickedLanguage(text, language) }, pick(text, language)),
    );
  });
}

/**
 * @param {Description} described
 * @param {Language} language
 * @param {Say} say
 * @returns {HTMLElement[]} list items, newest first, undated ones at the end
 */
export function sourceItems({ evidence }, language, say) {
  const sources = Object.values(evidence).sort((one, other) => (other.date ?? "").localeCompare(one.date ?? ""));
  return sources.map(({ publisher, title, date, language: written, url }) =>
    element(
      "li",
      {},
      element("span", { class: "soft small" }, `${publisher} · ${date ? readable(date, language) : say("undated")}`),
      element("p", {}, link(url, title, { lang: written })),
    ),
  );
}
