/** The rest of what the list knows: the other reasons, what happened, and every source. */

import { readable } from "../dates.js";
import { element, link } from "../element.js";
import { publishers } from "./publishers.js";

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
 * What happened, in the reader's language alone: what nobody has told in it is told by its kind, and by who wrote of it.
 * Pure.
 * @param {Pick<Description, "site" | "evidence">} described
 * @param {Language} language
 * @param {Say} say
 * @returns {{fact: string, text: string}[]} oldest first
 */
export function happenings({ site, evidence }, language, say) {
  return (site?.events ?? []).map(({ kind, date, text, evidence: keys }) => {
    const what = say(EVENTS[kind]);
    const told = text[language];
    const day = date ? readable(date, language) : say("undated");
    const fact = [day, told ? what : publishers(keys, evidence)].filter(Boolean).join(" · ");
    return { fact, text: told ?? what };
  });
}

/**
 * @param {Description} described
 * @param {Language} language
 * @param {Say} say
 * @returns {HTMLElement[]} list items, oldest first
 */
export function eventItems(described, language, say) {
  return happenings(described, language, say).map(({ fact, text }) =>
    element("li", {}, element("span", { class: "soft small" }, fact), element("p", {}, text)),
  );
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
