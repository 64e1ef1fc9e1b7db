/** The helplines of one country at a time, and the list of countries to choose from. */

import { readable, when } from "../dates.js";
import { element, link } from "../element.js";
import { pick } from "../language.js";
import { byCountry, nearest } from "./nearest-help.js";

/**
 * @typedef {import("../../src/dossiers.js").Helpline} Helpline
 * @typedef {import("../language.js").Language} Language
 * @typedef {import("../language.js").Say} Say
 */

/**
 * Fill `select` with countries and `list` with the lines of the one chosen.
 * @param {HTMLSelectElement} select
 * @param {HTMLElement} list
 * @param {Helpline[]} helplines
 * @param {Language} language
 * @param {Say} say
 */
export function showHelp(select, list, helplines, language, say) {
  const countries = byCountry(helplines);
  const names = new Intl.DisplayNames(language, { type: "region" });
  const options = [...countries.keys()].map((code) => element("option", { value: code }, names.of(code) ?? code));
  options.sort((one, other) => one.text.localeCompare(other.text, language));
  select.replaceChildren(...options);
  select.value = nearest([...navigator.languages], countries.keys());
  const show = () => {
    const lines = countries.get(select.value) ?? [];
    list.replaceChildren(...lines.map((line) => helpline(line, language, say)));
  };
  select.addEventListener("change", show);
  show();
}

/**
 * @param {Helpline} line
 * @param {Language} language
 * @param {Say} say
 * @returns {HTMLElement}
 */
function helpline(line, language, say) {
  const call = element("a", { class: "help__phone", href: `tel:${line.phone.replace(/[^0-9+]/g, "")}` }, line.phone);
  const facts = [line.hours && pick(line.hours, language), line.free && say("helpFree")];
  const checked = say("helpChecked", when(line.checked_on, language, say));
  const source = link(line.source_url, say("helpSource"));
  const dated = line.source_date ? ` (${readable(line.source_date, language)})` : "";
  return element(
    "li",
    {},
    element("div", { class: "help__who" }, call, " ", link(line.url, line.name)),
    element("div", {}, pick(line.for, language)),
    paragraph(facts.filter(Boolean).join(" · ")),
    line.text && paragraph(say("helpText", line.text)),
    element("div", { class: "soft small" }, checked, " · ", source, dated),
  );
}

/**
 * @param {string} text
 * @returns {HTMLElement | null}
 */
function paragraph(text) {
  return text ? element("div", { class: "soft" }, text) : null;
}
